"""A part of a problem as a model: some talks are free, all others stay."""

from collections.abc import Collection, Iterator, Mapping, Set
from itertools import product

from timetabler.constraints.composites import Holds
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Scheduled, in_room, starting
from timetabler.engine.model import Cost, Model
from timetabler.engine.parts.ground import Charged, Ground, Place
from timetabler.engine.parts.touching import Touching
from timetabler.engine.plan import FEW_STARTS
from timetabler.engine.possible import Possible
from timetabler.engine.soft import Soft
from timetabler.timetable.timetable import Timetable


class Part(Model):
    """A model in which only some talks are free, and only in some places.

    Demands to which the free talks can make no difference are left out; what they cost
    is not charged either.

    Args:
        ground: The problem.
        timetable: Where the talks that are not free are.
        free: The free talks, each with the places it may be in.
        loose: The talks that may be left out for now, though they have to be scheduled.

    Attributes:
        costs_by: What each priority costs, as far as the free talks go.
    """

    def __init__(
        self,
        ground: Ground,
        timetable: Timetable,
        free: Mapping[str, Collection[Place]],
        loose: Set[str] = frozenset(),
    ) -> None:
        self.ground = ground
        self._free = free
        possible = ground.possible.copy()
        self._narrow(possible, timetable, ground.possible.must - loose)
        asked = [ground.hard[i] for i in self._touched(possible, ground.touching)]
        demands: list[Demand] = [*asked, *self._elsewhere(possible)]
        rest = possible.narrow(demands)
        self._build(ground.problem, possible, rest, FEW_STARTS)
        self.costs_by: dict[int, Cost] = {}
        self.left_out = self._left_out(loose)

    def _narrow(self, possible: Possible, timetable: Timetable, must: Set[str]) -> None:
        """Let the talks that stay have the one start and room where they are."""
        for talk in self.ground.problem.talks:
            if talk in self._free:
                self._open(possible, talk)
                if talk in must:
                    possible.must.add(talk)
                    possible.nothing = possible.nothing or not possible.rooms[talk]
            elif talk in timetable:
                there = timetable[talk]
                possible.starts[talk], possible.rooms[talk] = (
                    [there.start],
                    [there.room],
                )
                possible.must.add(talk)
            else:
                possible.starts[talk], possible.rooms[talk] = [], []
        possible.forget()

    def _open(self, possible: Possible, talk: str) -> None:
        spots = self.ground.spots[talk]
        places = [place for place in spots if place in self._free[talk]]
        starts: set[int] = set()
        for place in places:
            starts.update(spots[place])
        possible.starts[talk] = sorted(starts)
        possible.rooms[talk] = list(dict.fromkeys(room for room, _ in places))

    def _elsewhere(self, possible: Possible) -> Iterator[Never]:
        """Forbid the places between those a talk may be in."""
        windows = self.ground.windows
        for talk, places in self._free.items():
            rooms, days = possible.rooms[talk], {day for _, day in places}
            if len(rooms) * len(days) == len(places):
                continue
            for room, day in product(rooms, sorted(days)):
                if (room, day) not in places:
                    there = in_room(talk, room), starting(talk, windows[day])
                    yield Never(there, (talk,))

    def _touched(self, possible: Possible, touching: Touching) -> list[int]:
        """The demands that are still open with what is possible, by index."""
        found: set[int] = set()
        for talk in self._free:
            for index, question, yes in touching.by_talk(talk):
                if index in found:
                    continue
                answer = None if question is None else possible.answer(question)
                if answer is None or (answer and yes):
                    found.add(index)
        free = tuple(self._free)
        for (room, window), indices in touching.by_place():
            if possible.answer(Holds(free, room, window)) is not False:
                found.update(indices)
        return sorted(found)

    def charge(self, priority: int) -> Cost:
        """Add what a priority costs, as far as the free talks go."""
        charged = self.ground.charged(priority)
        cost = Cost([])
        for index in self._touched(self.possible, charged.touching):
            soft = Soft(self.plan, charged.weights[index])
            soft.post([self._only_open(charged, index)])
            cost.terms.extend(soft.cost)
            cost.constant += soft.constant
        self.costs_by[priority] = cost
        return cost

    def _only_open(self, charged: Charged, index: int) -> Demand:
        return charged.demands[index]

    def _left_out(self, loose: Set[str]) -> Cost:
        soft = Soft(self.plan)
        soft.post(Never((~Scheduled(talk),), (talk,)) for talk in sorted(loose))
        return Cost(soft.cost, soft.constant)
