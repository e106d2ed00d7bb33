"""The relaxation as a CP-SAT model: a room and a day for each talk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from timetabler.engine.bounding.cliques import cliques
from timetabler.engine.bounding.frame import Frame, frame_of
from timetabler.engine.bounding.gains import most_gained
from timetabler.engine.bounding.pairs import PairCosts, pair_costs
from timetabler.engine.bounding.ranks import Ranked, ranked
from timetabler.moves.space import Ints
from timetabler.moves.tables import HARD, Tables

_FEW_PAIRS = 3000
"""Up to so many pairs of ranks have a literal each; more are only counted."""
_FEW_TOGETHER = 20_000
"""Up to so many pairs have a literal for each room and day they can be together in."""


@dataclass(frozen=True)
class Relaxed:
    """A relaxation of one level.

    Attributes:
        model: The model.
        constant: What its objective leaves out.
    """

    model: cp_model.CpModel
    constant: int


def relaxed(
    tables: Tables, level: int, going: Callable[[], None] = lambda: None
) -> Relaxed | None:
    """Relax what a level costs: no timetable costs less than the model.

    Args:
        tables: What constraints tell.
        level: The number of the level.
        going: Called now and then; what it raises ends the building.

    Returns:
        The relaxation; None where nothing can be said.
    """
    frame = frame_of(tables, level)
    if frame is None:
        return None
    told = [r for r in tables.relations if r.weights[[HARD, level]].any()]
    ranks = [(relation, ranked(frame, relation)) for relation in told]
    costs = pair_costs(frame, [relation for relation, found in ranks if not found])
    if costs is None:
        return None
    going()
    building = _Building(frame, costs)
    building.add_singles()
    building.add_pairs(going)
    for _, found in ranks:
        if found:
            going()
            building.add_ranks(found)
    return building.done()


class _Building:
    """Builds the model part by part."""

    def __init__(self, frame: Frame, costs: PairCosts) -> None:
        self._frame = frame
        self._costs = costs
        self._model = cp_model.CpModel()
        self._constant = costs.base
        self._terms: list[cp_model.IntVar] = []
        self._weights: list[int] = []
        self._place = self._places()
        self._on = self._margins(axis=0)
        self._in = self._margins(axis=1)

    def done(self) -> Relaxed:
        """Set the objective."""
        total = cp_model.LinearExpr.weighted_sum(self._terms, self._weights)
        self._model.minimize(total)
        return Relaxed(self._model, self._constant)

    def add_singles(self) -> None:
        """Charge what talks cost by themselves."""
        for place, variable in self._place.items():
            self._charge(int(self._frame.least[place]), variable)

    def add_pairs(self, going: Callable[[], None]) -> None:
        """Charge pairs that are not in one room, on one day, or are in disorder."""
        costs = self._costs
        frame = self._frame
        pairs = np.argwhere(np.triu(costs.unless_block))
        if len(pairs) * frame.capacity.size <= _FEW_TOGETHER:
            self._add_pairs_together(pairs)
        else:
            self._add_cliques_together(going)
        for weight, talks in cliques(costs.unless_day):
            going()
            self._constant += weight * _pairs_of(len(talks))
            for day in range(frame.days):
                there = [self._on[talk][day] for talk in talks]
                open_ = [v for v in there if not isinstance(v, int)]
                self._reward(weight, open_, len(open_))
        for first, second in zip(*np.nonzero(costs.later), strict=True):
            paid: cp_model.IntVar | int = 0
            if np.isfinite(costs.later[first, second]):
                paid = self._model.new_bool_var("")
                self._charge(int(costs.later[first, second]), paid)
            self._rises(paid, self._on[first], self._on[second], range(frame.days))
        self._constant -= most_gained(frame, costs.gains)

    def _add_pairs_together(self, pairs: Ints) -> None:
        """Charge pairs unless they are together, each by itself.

        With a literal each, fractions of talks spread over places gain little: the
        linear relaxation is far closer than that of steps.
        """
        weights = self._costs.unless_block
        self._constant += int(weights[tuple(pairs.T)].sum())
        for block, most in np.ndenumerate(self._frame.capacity):
            by_talk: dict[int, list[cp_model.IntVar]] = {}
            for first, second in pairs.tolist() if most > 1 else ():
                one = self._place.get((first, *block))
                other = self._place.get((second, *block))
                if one is None or other is None:
                    continue
                both = self._both((one, other))
                self._charge(-int(weights[first, second]), both)
                for talk in (first, second):
                    by_talk.setdefault(talk, []).append(both)
            for talk, some in by_talk.items():
                partners = min(len(some), int(most) - 1)
                place = self._place[talk, *block]
                self._model.add(cp_model.LinearExpr.sum(some) <= partners * place)

    def _add_cliques_together(self, going: Callable[[], None]) -> None:
        """Charge pairs unless they are together; of many, only counts matter."""
        for weight, talks in cliques(self._costs.unless_block):
            going()
            self._constant += weight * _pairs_of(len(talks))
            for (room, day), most in np.ndenumerate(self._frame.capacity):
                places = [(talk, room, day) for talk in talks]
                some = [self._place[p] for p in places if p in self._place]
                self._reward(weight, some, int(most))

    def add_ranks(self, found: Ranked) -> None:
        """Charge pairs whose rooms are in disorder."""
        few = len(found.pairs) <= _FEW_PAIRS
        paid: dict[tuple[int, int], cp_model.IntVar] = {}
        for first, second, weight in found.pairs if few else ():
            paid[first, second] = self._model.new_bool_var("")
            self._charge(weight, paid[first, second])
            ones, others = self._in[first], self._in[second]
            self._rises(paid[first, second], ones, others, found.ranks)
        for crossing in found.crossings():
            rooms = np.flatnonzero(crossing.counts)
            there = [self._in[crossing.talk][room] for room in rooms]
            if few:
                least = cp_model.LinearExpr.weighted_sum(
                    there, crossing.counts[rooms].tolist()
                )
                some = [paid[pair] for pair in crossing.pairs]
                self._model.add(cp_model.LinearExpr.sum(some) >= least)
                continue
            for room, variable in zip(rooms, there, strict=True):
                # Both talks of a pair count it.
                self._charge(int(crossing.costs[room]) // 2, variable)

    def _places(self) -> dict[tuple[int, ...], cp_model.IntVar]:
        """A literal for each room and day of each talk; what fits in them at most."""
        frame, model = self._frame, self._model
        literals = {
            tuple(map(int, place)): model.new_bool_var("")
            for place in np.argwhere(frame.open)
        }
        by_talk: dict[int, list[cp_model.IntVar]] = {}
        by_block: dict[tuple[int, ...], list[cp_model.IntVar]] = {}
        for place, literal in literals.items():
            by_talk.setdefault(place[0], []).append(literal)
            by_block.setdefault(place[1:], []).append(literal)
        for some in by_talk.values():
            model.add_exactly_one(some)
        full = int(frame.capacity.sum()) == len(frame.talks)
        for block, some in by_block.items():
            inside, most = cp_model.LinearExpr.sum(some), int(frame.capacity[block])
            model.add(inside == most if full else inside <= most)
        return literals

    def _margins(self, axis: int) -> list[list[cp_model.IntVar | int]]:
        """Literals of a talk summed over its rooms (0), or over its days (1)."""
        frame = self._frame
        size = (frame.days, frame.rooms)[axis]
        found: list[list[list[cp_model.IntVar]]] = [
            [[] for _ in range(size)] for _ in frame.talks
        ]
        for (talk, *block), literal in self._place.items():
            found[talk][block[1 - axis]].append(literal)
        return [[self._sum(some) for some in each] for each in found]

    def _sum(self, some: Sequence[cp_model.IntVar]) -> cp_model.IntVar | int:
        if len(some) < 2:  # noqa: PLR2004
            return some[0] if some else 0
        total = self._model.new_bool_var("")
        self._model.add(cp_model.LinearExpr.sum(some) == total)
        return total

    def _charge(self, weight: int, variable: cp_model.IntVar | int) -> None:
        if isinstance(variable, int):
            self._constant += weight * variable
        elif weight:
            self._terms.append(variable)
            self._weights.append(weight)

    def _both(self, some: Sequence[cp_model.IntVar]) -> cp_model.IntVar:
        both = self._model.new_bool_var("")
        for each in some:
            self._model.add_implication(both, each)
        return both

    def _reward(self, weight: int, some: Sequence[cp_model.IntVar], most: int) -> None:
        """Take back what pairs among those that are together do not cost."""
        if len(some) == 2 and most > 1:  # noqa: PLR2004
            self._charge(-weight, self._both(some))
            return
        steps = [self._model.new_bool_var("") for _ in range(min(len(some), most))]
        if len(steps) < 2:  # noqa: PLR2004
            return
        self._model.add(cp_model.LinearExpr.sum(some) == cp_model.LinearExpr.sum(steps))
        for before, after in pairwise(steps):
            self._model.add_implication(after, before)
        for others, step in enumerate(steps):
            self._charge(-weight * others, step)

    def _rises(
        self,
        paid: cp_model.IntVar | int,
        ones: Sequence[cp_model.IntVar | int],
        others: Sequence[cp_model.IntVar | int],
        ranks: Iterable[int],
    ) -> None:
        """Pay if the first of two is ranked higher than the second."""
        ranks = list(map(int, ranks))
        for rank in sorted(set(ranks))[:-1]:
            above = [index for index, each in enumerate(ranks) if each > rank]
            one = sum(ones[index] for index in above)
            other = sum(others[index] for index in above)
            if not isinstance(one - other, int):
                self._model.add(paid >= one - other)


def _pairs_of(number: int) -> int:
    return number * (number - 1) // 2
