"""What makes a timetable good: one file a constraint, listed in ``registry``."""
