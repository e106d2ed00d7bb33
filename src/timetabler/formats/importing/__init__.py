"""Import what organisers already have, one file a format.

A reader turns files into a ``Programme`` of plain data; ``writing`` turns that into a
problem file that people go on with, ``published`` into a timetable.
"""
