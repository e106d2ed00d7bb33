"""A first timetable of a large conference: rooms and days by counting, then times."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from timetabler.constraints.asked import talks_of
from timetabler.constraints.demands import Demand, Disjoint, Never
from timetabler.engine.garbage import uncollected
from timetabler.engine.parts.assigning import assign, pieces_of
from timetabler.engine.parts.ground import Ground, Place
from timetabler.engine.parts.improving import Improving
from timetabler.engine.parts.part import Part
from timetabler.engine.run import Runner
from timetabler.moves.greedy import Piece
from timetabler.timetable.timetable import Timetable

_TIMES = 20.0
"""Seconds to find times once rooms and days are chosen."""
_EARLY = 4
"""While so many times the time that has gone is left, more first ones are tried."""
_REPAIR = 30.0
"""Seconds to find room for talks that were left out at first."""


@dataclass
class First:
    """Finds a timetable to start from.

    Attributes:
        ground: The problem.
        runner: Runs models within the time there is.
        improving: Makes a neighbourhood search from a timetable.
        have: Gets timetables as they are found, each better than those before.
        variables: Size of the largest model that was needed.
        best: The best one so far, also when time is up before all were tried.
    """

    ground: Ground
    runner: Runner
    improving: Callable[[Timetable], Improving]
    have: Callable[[Timetable], None] = lambda _: None
    variables: int = 0
    best: Timetable | None = None

    @cached_property
    def pieces(self) -> dict[str, Piece]:
        """The talks as the greedy moves see them."""
        return pieces_of(self.ground)

    def find(self) -> Timetable | None:
        """Try rooms and days chosen in different ways; leave talks out if need be."""
        tries = self._tries()
        least: list[int] = []
        for places in (places for places, left in tries if not left):
            found = None if self.best and self._late() else self.timed(places)
            if found is None:
                continue
            costs = list(self.ground.costs(found).values())
            if self.best is None or costs < least:
                self.best, least = found, costs
                self.have(found)
        if self.best is not None:
            return self.best
        places, _ = min(tries, key=lambda tried: len(tried[1]))
        return self._repaired(places)

    def _tries(self) -> list[tuple[dict[str, Place], list[str]]]:
        """Rooms and days chosen in different ways, those that cost least first."""
        tries: list[tuple[dict[str, Place], list[str]]] = []
        with uncollected():
            ways = [{"liked": False}]
            if any(piece.costs for piece in self.pieces.values()):
                ways += [{"liked": True}, {"liked": True, "sparing": True}]
            for way in ways:
                tried = assign(self.ground, self.pieces, **way)
                tries += [tried] if tried not in tries else []
        return sorted(tries, key=lambda tried: self._alone(tried[0]))

    def _alone(self, places: Mapping[str, Place]) -> int:
        """What places cost talks one by one."""
        return sum(self.pieces[t].costs.get(p, 0) for t, p in places.items())

    def _late(self) -> bool:
        """Whether so much time has gone that what there is had better be bettered."""
        remaining = self.runner.remaining()
        if self.runner.over:
            return True
        return remaining is not None and _EARLY * self.runner.elapsed() > remaining

    def timed(
        self, places: Mapping[str, Place], loose: frozenset[str] = frozenset()
    ) -> Timetable | None:
        """Find times where rooms and days are chosen.

        Args:
            places: The room and the day of every talk.
            loose: Talks that may be left out, as few as can be.
        """
        free = {talk: [place] for talk, place in places.items()}
        with uncollected():
            part = Part(self.ground, Timetable({}), free, loose)
        self.variables = max(self.variables, len(part.model.proto.variables))
        if loose:
            part.model.minimize(part.left_out.expression)
        remaining = self.runner.remaining()
        limit = _TIMES if remaining is None else min(_TIMES, remaining / 3)
        found = self.runner.run(part.model, limit, stop_after_first_solution=not loose)
        return part.plan.read(found.solution) if found.solution is not None else None

    def _repaired(self, places: Mapping[str, Place]) -> Timetable | None:
        """Leave as few talks out as need be, then find room for them, too."""
        loose = frozenset(self._bound_to_others()).intersection(places)
        found = self.timed(places, loose)
        if found is None:
            return None
        improving = self.improving(found)
        remaining = self.runner.remaining()
        limit = _REPAIR if remaining is None else min(_REPAIR, remaining / 2)
        improving.place_all(limit)
        return improving.best if improving.complete else None

    def _bound_to_others(self) -> set[str]:
        """The talks whose times others have a say in, wherever they are."""
        found: set[str] = set()
        for demand in self.ground.hard:
            found |= _at_times(demand)
        return found


def _at_times(demand: Demand) -> frozenset[str]:
    if isinstance(demand, Disjoint):
        return frozenset(use.talk for use in demand.uses if use.when is None)
    if isinstance(demand, Never):
        talks = talks_of(*demand.questions)
        return talks if len(talks) > 1 else frozenset()
    return frozenset()
