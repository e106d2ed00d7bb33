"""Fast moves: swap talks by tables of what each costs in each place; no solver.

``tables`` collects what constraints tell as sums (``constraints.sums``), ``state`` is a
timetable with what every move would change, ``annealing`` and ``descent`` move.
"""
