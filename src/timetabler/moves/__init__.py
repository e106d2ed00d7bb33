"""Fast moves: timetables changed talk by talk, priced by tables; no solver."""
