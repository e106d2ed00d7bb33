"""Does a problem have sessions in which every room holds one track?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import gcd

from timetabler.constraints.composites import Holds
from timetabler.constraints.demands import AtMost, Demand, Disjoint
from timetabler.constraints.questions import InRoom
from timetabler.engine.possible import Possible
from timetabler.problem.problem import Problem, Window


@dataclass(frozen=True)
class Shape:
    """Sessions, the groups of talks (tracks) that share rooms in them, and sizes.

    Attributes:
        windows: The sessions, in order of time; no two meet.
        groups: The talks of each group; a room holds one group a session.
        group_of: The group (index) of each talk.
        sessions: The sessions (indices) in which each talk may be.
        unit: How many minutes one unit of size is.
        sizes: How many units each talk takes.
        capacity: How many units a room holds in each session.
    """

    windows: tuple[Window, ...]
    groups: tuple[tuple[str, ...], ...]
    group_of: dict[str, int]
    sessions: dict[str, tuple[int, ...]]
    unit: int
    sizes: dict[str, int]
    capacity: tuple[int, ...]

    def need(self, group: int) -> int:
        """How many units all talks of a group take."""
        return sum(self.sizes[talk] for talk in self.groups[group])


def shape_of(
    problem: Problem, possible: Possible, hard: Sequence[Demand]
) -> Shape | None:
    """Recognise the sessions of a problem; None if it has none of this kind.

    Every talk must be wholly inside a session wherever it may be, no two sessions may
    meet, rooms hold one talk at a time, and one group of talks a session.
    """
    windows = sorted({session.window for session in problem.sessions.values()})
    meet = any(one.end > other.start for one, other in pairwise(windows))
    if len(windows) < 2 or meet:  # noqa: PLR2004
        return None
    sessions = {talk: _sessions(possible, talk, windows) for talk in problem.talks}
    groups = _groups(problem, windows, hard)
    if groups is None or None in sessions.values() or not _apart(problem, hard):
        return None
    inside = {talk: found for talk, found in sessions.items() if found is not None}
    lengths = [talk.minutes for talk in problem.talks.values()]
    unit = reduce(gcd, lengths)
    return Shape(
        windows=tuple(windows),
        groups=groups,
        group_of={talk: g for g, group in enumerate(groups) for talk in group},
        sessions=inside,
        unit=unit,
        sizes={talk.id: talk.minutes // unit for talk in problem.talks.values()},
        capacity=tuple(_capacity(possible, window) // unit for window in windows),
    )


def _sessions(
    possible: Possible, talk: str, windows: Sequence[Window]
) -> tuple[int, ...] | None:
    """The sessions a talk may be in; None if it may be outside of them, or across."""
    found, number = [], 0
    for index, window in enumerate(windows):
        last = window.end - possible.minutes[talk]
        inside = possible.inside(talk, ((window.start, last),))
        number += len(inside)
        if inside:
            found.append(index)
    return tuple(found) if number == len(possible.starts[talk]) else None


def _capacity(possible: Possible, window: Window) -> int:
    """How many minutes of a session talks can cover."""
    within = ((window.start, window.end - 1),)
    return possible.cover(possible.minutes.items(), within)


def _groups(
    problem: Problem, windows: Sequence[Window], hard: Iterable[Demand]
) -> tuple[tuple[str, ...], ...] | None:
    """The groups of which a room holds one a session, if they hold all talks."""
    found: dict[tuple[str, Window], frozenset[tuple[str, ...]]] = {}
    for demand in hard:
        if isinstance(demand, AtMost) and demand.limit == 1:
            held = [q for q in demand.questions if isinstance(q, Holds)]
            places = {(q.room, q.window) for q in held}
            if len(held) == len(demand.questions) and len(places) == 1:
                ((room, window),) = places
                if room is not None and window is not None:
                    found[room, window] = frozenset(q.talks for q in held)
    tracks = {talk.track for talk in problem.talks.values()}
    if not found and len(tracks) == 1 and None not in tracks:
        return (tuple(problem.talks),)
    wanted = {(room, window) for room in problem.rooms for window in windows}
    if found.keys() != wanted or len(set(found.values())) != 1:
        return None
    groups = sorted(next(iter(found.values())))
    every = [talk for group in groups for talk in group]
    return tuple(groups) if sorted(every) == sorted(problem.talks) else None


def _apart(problem: Problem, hard: Iterable[Demand]) -> bool:
    """Whether every room holds one talk at a time."""
    rooms: set[str] = set()
    for demand in hard:
        if isinstance(demand, Disjoint):
            whens = [use.when for use in demand.uses]
            held = {q.rooms for q in whens if isinstance(q, InRoom)}
            talks = {use.talk for use in demand.uses}
            if None not in whens and len(held) == 1 and talks == problem.talks.keys():
                rooms |= next(iter(held))
    return rooms == problem.rooms.keys()
