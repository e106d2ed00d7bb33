"""What makes a timetable good: one file a constraint, listed in ``registry``.

Those that workflows add, with data that no problem file has, are listed in
``published``, but for ``differ_from`` and ``elsewhere``. No constraints are:

* ``base``, ``demands``, ``questions``, ``composites``, ``quantities``: the language
  that constraints speak.
* ``sums``: what constraints that are sums tell the fast moves.
* ``registry``, ``published``: the lists of them.
* ``settings``, ``schema``: how a problem file sets them.
* ``asked``: which talks questions are about.
* ``answers``: questions and demands, answered by reading a timetable.
* ``facts``, ``selectors``, ``tables``, ``people``, ``cost_rows``: what settings are
  made of.
* ``kept``, ``sameness``: what constraints about another timetable share.
* ``groups``, ``interest``, ``pairs``, ``session_order``: what constraints about
  several talks share.
* ``listeners``: people who hear what they want, as constraints tell of them.
* ``attendance``, ``flow``, ``sharing``: exact counts, for checks alone.
"""
