"""A problem made ready for many models of parts of it: demands encoded only once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import InRoom, Ranges, StartsIn
from timetabler.engine.going import while_going
from timetabler.engine.model import narrowed
from timetabler.engine.parts.touching import Touching
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable

Place = tuple[str, int]
"""A room-day: the room, and the day by its position."""
Spots = dict[Place, tuple[int, ...]]
"""The starts a talk may have, by place."""


@dataclass(frozen=True)
class Charged:
    """Demands of one priority, each with the weight of its constraint."""

    demands: Sequence[Demand]
    weights: Sequence[int]

    @cached_property
    def touching(self) -> Touching:
        """The demands by whom they are about."""
        return Touching(self.demands)


class Ground:
    """What hard demands leave possible, and all demands by whom they are about.

    Attributes:
        problem: The problem.
        constraints: Its constraints.
        possible: What is possible for each talk; narrowed.
        hard: The hard demands that are still open.
        touching: The hard demands by whom they are about.
        spots: By talk, the starts it may have in each room on each day.
    """

    def __init__(self, problem: Problem, constraints: Sequence[Constraint]) -> None:
        self.problem = problem
        self.constraints = constraints
        self.possible, self.hard = narrowed(problem, constraints)
        self.touching = Touching(self.hard)
        self.windows = [problem.day_window(day) for day in problem.days]
        self._day_of = {day: index for index, day in enumerate(problem.days)}
        self._charged: dict[int, Charged] = {}
        self.spots = _Spots(self).all()

    @property
    def priorities(self) -> list[int]:
        """The priorities of the soft constraints, in order."""
        return sorted({int(c.level) for c in self.constraints if not c.is_hard})

    def charged(self, priority: int) -> Charged:
        """The soft demands of a priority; encoded when first asked for."""
        if priority not in self._charged:
            pairs = list(
                while_going(
                    (demand, constraint.weight)
                    for constraint in self.constraints
                    if not constraint.is_hard and constraint.level == priority
                    for demand in constraint.encode(self.problem)
                )
            )
            demands = [demand for demand, _ in pairs]
            weights = [weight for _, weight in pairs]
            self._charged[priority] = Charged(demands, weights)
        return self._charged[priority]

    def place(self, placement: Placement) -> Place:
        """The room-day of a placement."""
        day = self.problem.day_at(placement.start).id
        return placement.room, self._day_of[day]

    def missing(self, timetable: Timetable) -> frozenset[str]:
        """The talks that have to be scheduled and are not."""
        return frozenset(t for t in self.possible.must if t not in timetable)

    def costs(self, timetable: Timetable) -> dict[int, int]:
        """What a timetable costs by priority, as the checkers read it."""
        found = dict.fromkeys(self.priorities, 0)
        for constraint in self.constraints:
            if not constraint.is_hard:
                findings = constraint.check(self.problem, timetable)
                amount = sum(finding.amount for finding in findings)
                found[int(constraint.level)] += constraint.weight * amount
        return found


class _Spots:
    """Works out where and when each talk may be, one by one."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._bad: dict[tuple[str, str], list[Ranges]] = {}
        self._known: dict[tuple[tuple[int, ...], tuple[Ranges, ...]], Spots] = {}
        for demand in ground.hard:
            if isinstance(demand, Never) and len(demand.questions) == 2:  # noqa: PLR2004
                self._note(demand)

    def _note(self, demand: Never) -> None:
        match demand.questions:
            case (InRoom() as room, StartsIn() as start) | (
                StartsIn() as start,
                InRoom() as room,
            ) if room.talk == start.talk:
                for name in room.rooms:
                    self._bad.setdefault((room.talk, name), []).append(start.ranges)

    def all(self) -> Mapping[str, Spots]:
        """The spots of every talk."""
        possible = self._ground.possible
        found: dict[str, Spots] = {}
        for talk in while_going(self._ground.problem.talks):
            starts = tuple(possible.starts[talk])
            here: Spots = {}
            for room in possible.rooms[talk]:
                bad = tuple(self._bad.get((talk, room), ()))
                by_day = self._days(starts, bad)
                here.update({(room, day): s for (_, day), s in by_day.items()})
            found[talk] = here
        return found

    def _days(self, starts: tuple[int, ...], bad: tuple[Ranges, ...]) -> Spots:
        """The starts outside of some ranges by day; the same object for the same."""
        key = starts, bad
        if key not in self._known:
            left = [s for s in starts if not _within(s, bad)]
            by_day = {
                ("", day): tuple(s for s in left if window.start <= s < window.end)
                for day, window in enumerate(self._ground.windows)
            }
            self._known[key] = {place: s for place, s in by_day.items() if s}
        return self._known[key]


def _within(start: int, many: Iterable[Ranges]) -> bool:
    return any(a <= start <= b for ranges in many for a, b in ranges)
