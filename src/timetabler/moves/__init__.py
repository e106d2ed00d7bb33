"""Fast ways to find and to better timetables, without a solver."""
