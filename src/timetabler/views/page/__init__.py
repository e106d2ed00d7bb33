"""Pages: self-contained HTML of timetables, changes and comparisons."""
