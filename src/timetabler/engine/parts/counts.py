"""A model of numbers: how many talks of each kind are in which room on which day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from timetabler.engine.parts.capacity import people
from timetabler.engine.parts.ground import Ground, Place
from timetabler.engine.parts.turns import NoGood


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
class Kind:
    """Talks that are alike: of the same group and length, in the same places."""

    group: int | None
    minutes: tuple[tuple[str, int], ...]
    places: tuple[Place, ...]
    single: str | None


class Counts:
    """The model: how many talks of each kind are in each place."""

    def __init__(
        self,
        ground: Ground,
        groups: Sequence[Group],
        kinds: Mapping[Kind, Sequence[str]],
        room: Mapping[Place, int],
    ) -> None:
        self.model = cp_model.CpModel()
        self._room = room
        self._counts: dict[tuple[Kind, Place], cp_model.LinearExprT] = {}
        self._loads: dict[Place, list[cp_model.LinearExprT]] = {}
        by_group: dict[int | None, dict[Kind, int]] = {}
        for kind, talks in kinds.items():
            by_group.setdefault(kind.group, {})[kind] = len(talks)
        for index, members in by_group.items():
            self._add(None if index is None else groups[index], members)
        for place, loads in self._loads.items():
            if place in room:
                self.model.add(cp_model.LinearExpr.sum(loads) <= room[place])
        self._busy(ground, kinds)

    def _add(self, group: Group | None, kinds: Mapping[Kind, int]) -> None:
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
        kinds: Mapping[Kind, int],
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

    def _at_one_place(self, places: Sequence[Place], kinds: Mapping[Kind, int]) -> None:
        chosen = {place: self.model.new_bool_var("") for place in places}
        self.model.add_exactly_one(chosen.values())
        for place, literal in chosen.items():
            for kind, number in kinds.items():
                self._counts[kind, place] = number * literal
            self._loads.setdefault(place, []).append(self._load(kinds, place))

    def _load(self, kinds: Iterable[Kind], place: Place) -> cp_model.LinearExprT:
        terms = [
            dict(kind.minutes).get(place[0], 0) * self._counts[kind, place]
            for kind in kinds
            if (kind, place) in self._counts
        ]
        return cp_model.LinearExpr.sum(terms)

    def _busy(self, ground: Ground, kinds: Mapping[Kind, Sequence[str]]) -> None:
        """Give people who are busy all day no more on a day than the day holds."""
        single = {kind.single: kind for kind in kinds if kind.single}
        for uses in people(ground):
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
                for place in sorted(places)
                if (single[talk], place) in self._counts
            ]
            self.model.add(cp_model.LinearExpr.sum(there) <= len(no_good) - 1)

    def read(
        self, solution: Sequence[int], kinds: Mapping[Kind, Sequence[str]]
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
        if not isinstance(expression, cp_model.LinearExpr):
            return int(expression)
        flat = cp_model.FlatIntExpr(expression)
        pairs = zip(flat.vars, flat.coeffs, strict=True)
        value = sum(int(c) * self._solution[v.index] for v, c in pairs)
        return int(value + flat.offset)


def _largest(kind: Kind) -> int:
    return max((minutes for _, minutes in kind.minutes), default=0)
