"""Bounds from counting: how few room-days groups of talks need, whatever the times.

Talks that are alike become numbers: so many of this length, of this group, in that room
on that day. What holds of every timetable holds of the numbers, so what they can not
reach no timetable reaches.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from timetabler.constraints.composites import Holds
from timetabler.constraints.demands import AtMost, Demand
from timetabler.engine.parts.assigning import costs_at
from timetabler.engine.parts.capacity import capacities, heavy, lengths
from timetabler.engine.parts.counts import Counts, Group, Kind
from timetabler.engine.parts.ground import Ground, Place
from timetabler.engine.parts.turns import NoGood
from timetabler.engine.run import Runner


@dataclass(frozen=True)
class Decided:
    """Whether a cost can be reached as far as counting goes.

    Attributes:
        status: CP-SAT's own status.
        places: A way to reach it: a place for each talk; empty without one.
    """

    status: int
    places: Mapping[str, Place]


class Counting:
    """What a priority costs at least, by counting room-days.

    Args:
        ground: The problem.
        priority: The priority.
    """

    def __init__(self, ground: Ground, priority: int) -> None:
        self._ground = ground
        self._lengths = lengths(ground)
        self._room = capacities(ground, self._lengths)
        self._alone = costs_at(ground, priority)
        charged = ground.charged(priority)
        found = [
            self._group(demand, weight)
            for demand, weight in zip(charged.demands, charged.weights, strict=True)
        ]
        self.groups = [group for group in found if group is not None]
        self._single = heavy(ground, self._room)
        self._no_goods: list[NoGood] = []

    def forbid(self, no_goods: Iterable[NoGood]) -> None:
        """Let ``decide`` keep off what can not be for reasons other than counting."""
        for no_good in no_goods:
            self._no_goods.append(no_good)
            self._single.update(talk for talk, _ in no_good)

    @property
    def bound(self) -> int:
        """What the priority costs at least: each group, and each talk, by itself."""
        alone = (
            min((costs.get(place, 0) for place in self._ground.spots[talk]), default=0)
            for talk, costs in self._alone.items()
            if talk in self._ground.possible.must
        )
        return sum(group.least for group in self.groups) + sum(alone)

    def _group(self, demand: Demand, weight: int) -> Group | None:
        places = _counted(self._ground, demand)
        if not isinstance(demand, AtMost) or places is None:
            return None
        asked = {t for q in demand.questions if isinstance(q, Holds) for t in q.talks}
        must = asked & self._ground.possible.must
        spots = self._ground.spots
        captive = frozenset(t for t in must if places.issuperset(spots[t]))
        return Group(
            captive, demand.limit, demand.each * weight, self._need(captive, places)
        )

    def _need(self, talks: Iterable[str], places: Iterable[Place]) -> int:
        """The fewest of the places in which the talks' minutes have room."""
        spots = self._ground.spots
        listed = list(talks)
        used = {place for talk in listed for place in spots[talk]}
        load = sum(
            min((self._length(talk, place) for place in spots[talk]), default=0)
            for talk in listed
        )
        if not listed:
            return 0
        sizes = sorted(self._room.get(p, load) for p in used.intersection(places))
        reached = accumulate(reversed(sizes))
        fewer = sum(total < load for total in reached)
        return min(fewer + 1, len(sizes))

    def _length(self, talk: str, place: Place) -> int:
        return self._lengths.get(place[0], {}).get(talk, 0)

    def decide(self, runner: Runner, seconds: float | None) -> Decided:
        """Find out whether every group can cost its least at the same time."""
        kinds = self._kinds()
        counts = Counts(self._ground, self._apart(), kinds, self._room)
        counts.forbid(self._no_goods)
        found = runner.run(counts.model, seconds, stop_after_first_solution=True)
        if found.solution is None:
            return Decided(found.status, {})
        return Decided(found.status, counts.read(found.solution, kinds))

    @property
    def step(self) -> int:
        """How much more than the bound it is if that can not be reached."""
        return min((group.each for group in self._apart()), default=0)

    def _apart(self) -> list[Group]:
        """The groups that share no talk with one before."""
        found: list[Group] = []
        seen: set[str] = set()
        for group in self.groups:
            if group.talks and seen.isdisjoint(group.talks):
                found.append(group)
                seen |= group.talks
        return found

    def _kinds(self) -> dict[Kind, list[str]]:
        apart = self._apart()
        group_of = {t: i for i, group in enumerate(apart) for t in group.talks}
        kinds: dict[Kind, list[str]] = {}
        for talk in self._ground.problem.talks:
            if talk not in self._ground.possible.must:
                continue
            spots = self._ground.spots[talk]
            by_room = {room: self._length(talk, (room, 0)) for room, _ in spots}
            kind = Kind(
                group_of.get(talk),
                tuple(sorted(by_room.items())),
                tuple(sorted(spots)),
                talk if talk in self._single else None,
            )
            kinds.setdefault(kind, []).append(talk)
        return kinds


def _counted(ground: Ground, demand: Demand) -> set[Place] | None:
    """The places that a demand counts of one group of talks; None for others."""
    if not isinstance(demand, AtMost):
        return None
    groups: set[tuple[str, ...]] = set()
    places: set[Place] = set()
    for question in demand.questions:
        if not isinstance(question, Holds) or question.room is None:
            return None
        if question.window not in ground.windows:
            return None
        groups.add(question.talks)
        places.add((question.room, ground.windows.index(question.window)))
    one = len(groups) == 1 and len(places) == len(demand.questions)
    return places if one else None
