"""Timetables side by side, each criterion in its own unit."""
