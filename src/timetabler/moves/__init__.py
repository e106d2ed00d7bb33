"""Fast ways to find and to better timetables, without a solver.

``tables`` collects what constraints tell as sums (``constraints.sums``), ``state`` is a
timetable with what every move would change, ``walk`` moves, ``search`` walks again and
again. ``listening`` is about talks that people want to hear, ``greedy`` gives whole
tracks a room and a day.
"""
