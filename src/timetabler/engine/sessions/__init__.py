"""Sessions first: a coarser plan of conferences whose rooms hold one track a session.

Which talk is in which session, and how many rooms of which kind each track has there,
decides most of what such a timetable costs. The plan is a relaxation: it leaves out the
order within a session and what depends on single rooms that are alike, so what it
proves no timetable to be better than is proven of the problem itself. Its timetables
are handed out to rooms and starts afterwards, by the whole model with everything else
narrowed to them.

* ``shape``: whether a problem has sessions of this kind, and what they hold.
* ``alike``: rooms that no demand tells apart.
* ``model``, ``telling``, ``answers``, ``runs``, ``places``: the model, and demands told
  to it.
* ``rooms``: which rooms, or without them the least that any rooms cost.
* ``layers``, ``dear``, ``step``, ``stages``, ``coarse``: from coarse to fine.
* ``handout``, ``exact``, ``finder``: exact rooms, and a timetable.
"""
