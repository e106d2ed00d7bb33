"""Pictures of timetables: PNG, SVG and PDF."""
