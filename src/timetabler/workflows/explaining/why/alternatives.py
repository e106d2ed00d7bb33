"""The price of every other place: if only the talk moves, and if it swaps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.explaining.why.forbids import Forbids
from timetabler.workflows.explaining.why.price import Price, Pricer


@dataclass(frozen=True)
class Alternative:
    """Another place for a talk.

    Attributes:
        place: The place.
        price: What it costs.
        swapped: The talk that takes its old place; None if only this talk moves.
        forbidden: The laws by which it can not be there, whatever others do.
    """

    place: Placement
    price: Price
    swapped: str | None = None
    forbidden: tuple[str, ...] = ()


class Alternatives:
    """Prices the other places of one talk."""

    def __init__(
        self,
        problem: Problem,
        timetable: Timetable,
        constraints: Sequence[Constraint],
        talk: str,
    ) -> None:
        self._problem = problem
        self._timetable = timetable
        self._talk = talk
        self._pricer = Pricer(problem, timetable, constraints)
        self._forbids = Forbids(problem, constraints, talk)

    def moves(self, rooms: Iterable[str], starts: Iterable[int]) -> list[Alternative]:
        """Price each place if only this talk moves."""
        return [
            self._move(Placement(start, room, self._talk))
            for start in starts
            for room in rooms
        ]

    def swaps(self, possible: Iterable[Alternative]) -> list[Alternative]:
        """Price the swaps with other talks, in places where this one could be."""
        free = {(a.place.start, a.place.room) for a in possible if not a.forbidden}
        return list(self._swaps(free))

    def _move(self, place: Placement) -> Alternative:
        forbidden = self._forbids.at(place)
        if forbidden:
            return Alternative(place, Price((), (), forbidden), None, forbidden)
        placements = {**self._timetable.placements, self._talk: place}
        return Alternative(place, self._pricer.of(Timetable(placements)))

    def _swaps(self, free: set[tuple[int, str]]) -> Iterator[Alternative]:
        mine = self._timetable.placements.get(self._talk)
        if mine is None:
            return
        for other in self._timetable:
            if other.talk == self._talk or (other.start, other.room) not in free:
                continue
            there = Placement(other.start, other.room, self._talk)
            back = Placement(mine.start, mine.room, other.talk)
            placements = {
                **self._timetable.placements,
                self._talk: there,
                other.talk: back,
            }
            price = self._pricer.of(Timetable(placements))
            yield Alternative(there, price, other.talk)
