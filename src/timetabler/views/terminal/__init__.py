"""Timetables, scores and comparisons as text in a terminal."""
