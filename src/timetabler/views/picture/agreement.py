"""Grids that say where timetables agree, and what is fixed."""

from collections.abc import Collection, Iterable, Mapping

from timetabler.problem.problem import Problem
from timetabler.timetable.comparison import Comparison
from timetabler.timetable.distance import Place, place
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.marks import Marks
from timetabler.views.picture.grid import pictures
from timetabler.views.picture.repaint import by_class

SAME, ROOM, TIME, DAY = (
    "same place in all",
    "another room somewhere",
    "another time somewhere",
    "another day somewhere",
)
_AGREE = ((SAME, "#56b4e9"), (ROOM, "#f0e442"), (TIME, "#e69f00"), (DAY, "#d55e00"))
FIXED, SETTLED, MOVABLE, OPEN = (
    "needs no discussion: one place",
    "day and room are settled, the time is free",
    "day is settled, room or time are free",
    "free to be on another day",
)
_FREE = (
    (FIXED, "#009e73"),
    (SETTLED, "#56b4e9"),
    (MOVABLE, "#f0e442"),
    (OPEN, "#d55e00"),
)


def agreement_grid(comparison: Comparison, suffixes: Iterable[str]) -> dict[str, bytes]:
    """Draw the first timetable, coloured by how far the others agree with it."""
    first = comparison.contenders[0]
    classes = {talk: _agreement(comparison, talk) for talk in comparison.talks}
    title = f"Where they differ: the grid of {first.name}"
    problem = by_class(comparison.problem, classes, _AGREE, title)
    return pictures(problem, first.timetable, suffixes, marks=Marks())


def backbone_grid(
    problem: Problem,
    timetable: Timetable,
    fixed: Collection[str],
    places: Mapping[str, Collection[Place]],
    suffixes: Iterable[str],
) -> dict[str, bytes]:
    """Draw a timetable, coloured by what is the same in every near-optimal one.

    Args:
        problem: The conference.
        timetable: One of the near-optimal timetables.
        fixed: The talks that are in one place in all of them.
        places: For the others, the days and rooms they can have.
        suffixes: The formats, as ``.png``.
    """
    classes = {talk: FIXED for talk in fixed}
    classes.update({talk: _freedom(found) for talk, found in places.items()})
    title = f"{problem.title}: what is settled"
    painted = by_class(problem, classes, _FREE, title)
    return pictures(painted, timetable, suffixes, marks=Marks())


def _freedom(places: Collection[Place]) -> str:
    if len(places) == 1:
        return SETTLED
    days = {where and where[0] for where in places}
    return MOVABLE if len(days) == 1 else OPEN


def _agreement(comparison: Comparison, talk: str) -> str:
    def same(*kinds: str) -> bool:
        chosen = [kind for kind in ("day", "start", "room") if kind in kinds]
        found = {
            place(comparison.problem, contender.timetable, talk, chosen)
            for contender in comparison.contenders
        }
        return len(found) == 1

    if not same("day"):
        return DAY
    if not same("start"):
        return TIME
    return SAME if same("room") else ROOM
