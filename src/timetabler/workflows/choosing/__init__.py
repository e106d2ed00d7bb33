"""Several good timetables, truly different, and what each would cost."""
