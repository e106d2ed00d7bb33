"""Why there is no timetable, why a talk is where it is, and what it would cost."""
