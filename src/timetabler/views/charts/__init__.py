"""Charts that compare timetables; each can be read alone."""
