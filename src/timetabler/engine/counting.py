"""Bounds from counting: how few room-days groups of talks need, whatever the times.

Talks that are alike become numbers: so many of this length, of this group, in that room
on that day. What holds of every timetable holds of the numbers, so what they can not
reach no timetable reaches.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ortools.sat.python import cp_model

from timetabler.constraints.demands import AtMost, Demand, Disjoint, Use
from timetabler.constraints.questions import Holds, InRoom
from timetabler.engine.ground import Ground, Place
from timetabler.engine.run import Runner
from timetabler.engine.turns import NoGood

_HEAVY = 0.6
"""Who is busy for this share of the shortest place is counted talk by talk."""


@dataclass(frozen=True)
class Group:
    """Talks of which the places are counted.

    Attributes:
        talks: Those that have to be scheduled, all in counted places.
        limit: How many places cost nothing.
        each: What every further one costs.
        need: The fewest places that can hold them all.
    """

    talks: frozenset[str]
    limit: int
    each: int
    need: int

    @property
    def least(self) -> int:
        """What the group costs at least."""
        return self.each * self.over

    @property
    def over(self) -> int:
        """How many places there are beyond the limit at least."""
        return max(0, self.need - self.limit)


@dataclass(frozen=True)
class _Kind:
    """Talks that are alike: of the same group and length, in the same places."""

    group: int | None
    minutes: tuple[tuple[str, int], ...]
    places: frozenset[Place]
    single: str | None


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
        """What the priority costs at least: each group by itself."""
        return sum(group.least for group in self.groups)

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
        sizes = sorted((self._room.get(p, load) for p in used.intersection(places)))
        reached = accumulate(reversed(sizes))
        fewer = sum(total < load for total in reached)
        return min(fewer + 1, len(sizes))

    def _length(self, talk: str, place: Place) -> int:
        return self._lengths.get(place[0], {}).get(talk, 0)

    def decide(self, runner: Runner, seconds: float | None) -> Decided:
        """Find out whether every group can cost its least at the same time."""
        kinds = self._kinds()
        counts = _Counts(self._ground, self._apart(), kinds, self._room)
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

    def _kinds(self) -> dict[_Kind, list[str]]:
        apart = self._apart()
        group_of = {t: i for i, group in enumerate(apart) for t in group.talks}
        kinds: dict[_Kind, list[str]] = {}
        for talk in self._ground.problem.talks:
            if talk not in self._ground.possible.must:
                continue
            spots = self._ground.spots[talk]
            by_room = {room: self._length(talk, (room, 0)) for room, _ in spots}
            kind = _Kind(
                group_of.get(talk),
                tuple(sorted(by_room.items())),
                frozenset(spots),
                talk if talk in self._single else None,
            )
            kinds.setdefault(kind, []).append(talk)
        return kinds


class _Counts:
    """The model: how many talks of each kind are in each place."""

    def __init__(
        self,
        ground: Ground,
        groups: Sequence[Group],
        kinds: Mapping[_Kind, Sequence[str]],
        room: Mapping[Place, int],
    ) -> None:
        self.model = cp_model.CpModel()
        self._room = room
        self._counts: dict[tuple[_Kind, Place], cp_model.LinearExprT] = {}
        self._loads: dict[Place, list[cp_model.LinearExprT]] = {}
        by_group: dict[int | None, dict[_Kind, int]] = {}
        for kind, talks in kinds.items():
            by_group.setdefault(kind.group, {})[kind] = len(talks)
        for index, members in by_group.items():
            self._add(None if index is None else groups[index], members)
        for place, loads in self._loads.items():
            if place in room:
                self.model.add(cp_model.LinearExpr.sum(loads) <= room[place])
        self._busy(ground, kinds)

    def _add(self, group: Group | None, kinds: Mapping[_Kind, int]) -> None:
        places = sorted(set().union(*(kind.places for kind in kinds)))
        most = len(places) if group is None else group.limit + group.over
        if most == 1:
            shared = frozenset(places).intersection(*(k.places for k in kinds))
            self._at_one_place(sorted(shared), kinds)
            return
        for kind, number in kinds.items():
            for place in kind.places:
                self._counts[kind, place] = self.model.new_int_var(0, number, "")
            here = [self._counts[kind, place] for place in kind.places]
            self.model.add(cp_model.LinearExpr.sum(here) == number)
        for place in places:
            load = self._load(kinds, place)
            self._loads.setdefault(place, []).append(load)
        if group is not None:
            self._at_most(group, kinds, places, most)

    def _at_most(
        self,
        group: Group,
        kinds: Mapping[_Kind, int],
        places: Sequence[Place],
        most: int,
    ) -> None:
        """Let a group be in no more places than that, and no fewer than it needs."""
        used = {place: self.model.new_bool_var("") for place in places}
        number_used = cp_model.LinearExpr.sum(list(used.values()))
        self.model.add(number_used <= most)
        self.model.add(number_used >= group.need)
        total = sum(number * _largest(kind) for kind, number in kinds.items())
        for kind, number in kinds.items():
            for place in kind.places:
                self.model.add(self._counts[kind, place] <= number * used[place])
        for place in places:
            size = min(self._room.get(place, total), total)
            self.model.add(self._load(kinds, place) <= size * used[place])

    def _at_one_place(
        self, places: Sequence[Place], kinds: Mapping[_Kind, int]
    ) -> None:
        chosen = {place: self.model.new_bool_var("") for place in places}
        self.model.add_exactly_one(chosen.values())
        for place, literal in chosen.items():
            for kind, number in kinds.items():
                self._counts[kind, place] = number * literal
            self._loads.setdefault(place, []).append(self._load(kinds, place))

    def _load(self, kinds: Iterable[_Kind], place: Place) -> cp_model.LinearExprT:
        terms = [
            dict(kind.minutes).get(place[0], 0) * self._counts[kind, place]
            for kind in kinds
            if (kind, place) in self._counts
        ]
        return cp_model.LinearExpr.sum(terms)

    def _busy(self, ground: Ground, kinds: Mapping[_Kind, Sequence[str]]) -> None:
        """Give people who are busy all day no more on a day than the day holds."""
        single = {kind.single: kind for kind in kinds if kind.single}
        for uses in _people(ground):
            if not any(use.talk in single for use in uses):
                continue
            for day, window in enumerate(ground.windows):
                within = ((window.start, window.end - 1),)
                minutes = {
                    u.talk: ground.problem.talks[u.talk].minutes + u.after for u in uses
                }
                terms = [
                    length * self._counts[single[talk], place]
                    for talk, length in minutes.items()
                    if talk in single
                    for place in single[talk].places
                    if place[1] == day and (single[talk], place) in self._counts
                ]
                covered = ground.possible.cover(minutes.items(), within)
                self.model.add(cp_model.LinearExpr.sum(terms) <= covered)

    def forbid(self, no_goods: Iterable[NoGood]) -> None:
        """Let at least one of the talks of each no-good be elsewhere."""
        single = {kind.single: kind for kind, _ in self._counts if kind.single}
        for no_good in no_goods:
            there = [
                self._counts[single[talk], place]
                for talk, places in no_good
                for place in places
                if (single[talk], place) in self._counts
            ]
            self.model.add(cp_model.LinearExpr.sum(there) <= len(no_good) - 1)

    def read(
        self, solution: Sequence[int], kinds: Mapping[_Kind, Sequence[str]]
    ) -> dict[str, Place]:
        """Hand the numbers out to the talks."""
        left = {kind: list(talks) for kind, talks in kinds.items()}
        values = _Values(solution)
        found: dict[str, Place] = {}
        for (kind, place), count in self._counts.items():
            for _ in range(values.of(count)):
                found[left[kind].pop()] = place
        return found


class _Values:
    def __init__(self, solution: Sequence[int]) -> None:
        self._solution = solution

    def of(self, expression: cp_model.LinearExprT) -> int:
        if isinstance(expression, int):
            return expression
        flat = cp_model.FlatIntExpr(expression)
        pairs = zip(flat.vars, flat.coeffs, strict=True)
        value = sum(int(c) * self._solution[v.index] for v, c in pairs)
        return int(value + flat.offset)


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


def _largest(kind: _Kind) -> int:
    return max((minutes for _, minutes in kind.minutes), default=0)


def lengths(ground: Ground) -> dict[str, dict[str, int]]:
    """By room, the minutes each talk takes of it, where no two talks may overlap."""
    able: dict[str, set[str]] = {}
    for talk, spots in ground.spots.items():
        for room, _ in spots:
            able.setdefault(room, set()).add(talk)
    found: dict[str, dict[str, int]] = {}
    for demand in ground.hard:
        if not isinstance(demand, Disjoint):
            continue
        here: dict[str, dict[str, int]] = {}
        for use in demand.uses:
            if isinstance(use.when, InRoom):
                minutes = ground.problem.talks[use.talk].minutes + use.after
                for room in use.when.rooms:
                    here.setdefault(room, {})[use.talk] = minutes
        for room, uses in here.items():
            if able.get(room, set()) <= uses.keys():
                found.setdefault(room, uses)
    return found


def capacities(
    ground: Ground, uses: Mapping[str, Mapping[str, int]]
) -> dict[Place, int]:
    """How many minutes of each room-day talks can take at the most."""
    spans: dict[Place, set[tuple[tuple[int, ...], int]]] = {}
    for talk, spots in ground.spots.items():
        for place, starts in spots.items():
            if place[0] in uses:
                kind = starts, uses[place[0]][talk]
                spans.setdefault(place, set()).add(kind)
    return {place: _covered(kinds) for place, kinds in spans.items()}


def _covered(kinds: Iterable[tuple[tuple[int, ...], int]]) -> int:
    longest: Counter[int] = Counter()
    for starts, length in kinds:
        for start in starts:
            longest[start] = max(longest[start], length)
    covered, reached = 0, -1
    for start in sorted(longest):
        end = start + longest[start]
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


def _people(ground: Ground) -> list[tuple[Use, ...]]:
    """What nobody may do at the same time, wherever it is."""
    return [
        demand.uses
        for demand in ground.hard
        if isinstance(demand, Disjoint) and all(u.when is None for u in demand.uses)
    ]


def heavy(ground: Ground, room: Mapping[Place, int]) -> set[str]:
    """The talks of people who are busy for most of a day."""
    most = _HEAVY * min(room.values(), default=0)
    found: set[str] = set()
    for uses in _people(ground):
        minutes = (ground.problem.talks[use.talk].minutes + use.after for use in uses)
        if sum(minutes) > most:
            found.update(use.talk for use in uses)
    return found
