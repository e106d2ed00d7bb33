"""A ranking that admits doubt: what is beaten for sure, and what hangs on weights."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from random import Random

from timetabler.timetable.comparison import Comparison, Criterion

DRAWS = 1000
"""How many random weightings the ranking is tried under."""
_MOST_ORDERS = 5

Key = Callable[[int], tuple[float, ...]]


@dataclass(frozen=True)
class Ranking:
    """How the timetables rank, and how much that can be trusted.

    Attributes:
        order: The timetables' indices, best first, by the problem file's own weights.
        ties: Whether the timetable at each place of ``order`` is as good as the one
            before it.
        dominated: For each timetable those that are no worse in any criterion and
            better in one; () for those of the Pareto set.
        first: For each timetable in how large a share (0 to 1) of the weightings tried
            it is the best, or one of them.
        beats: ``beats[a][b]`` is the share of them in which a is better than b.
        orders: For each order of the priorities, which timetables are best.
    """

    order: tuple[int, ...]
    ties: tuple[bool, ...]
    dominated: tuple[tuple[int, ...], ...]
    first: tuple[float, ...]
    beats: tuple[tuple[float, ...], ...]
    orders: dict[tuple[int, ...], tuple[int, ...]]

    @property
    def pareto(self) -> tuple[int, ...]:
        """The timetables that no other one beats in everything."""
        return tuple(i for i, better in enumerate(self.dominated) if not better)


def rank(comparison: Comparison) -> Ranking:
    """Rank timetables as the problem file has it, and under changed weights.

    A timetable that breaks less of what is hard comes first; then priorities count in
    order, and weights within them. The weightings tried multiply each weight by a
    random factor between a half and two (log-uniform, the same draws every time).
    """
    count = len(comparison.contenders)
    own = _key(comparison)
    order = sorted(range(count), key=own)
    ties = [False, *(own(a) == own(b) for a, b in pairwise(order))]
    draws = list(_draws(comparison.soft))
    keys = [_key(comparison, factors) for factors in draws]
    values = [[key(index) for index in range(count)] for key in keys]
    return Ranking(
        order=tuple(order),
        ties=tuple(ties),
        dominated=tuple(_dominating(comparison, index) for index in range(count)),
        first=tuple(
            _share(value[index] == min(value) for value in values)
            for index in range(count)
        ),
        beats=tuple(
            tuple(_share(value[a] < value[b] for value in values) for b in range(count))
            for a in range(count)
        ),
        orders=_orders(comparison, count),
    )


def _share(truths: Iterator[bool]) -> float:
    found = list(truths)
    return sum(found) / len(found)


def _key(
    comparison: Comparison,
    factors: Sequence[float] | None = None,
    order: Sequence[int] | None = None,
) -> Key:
    """What to sort timetables by: broken hard constraints, then each priority."""
    soft = comparison.soft
    used = [1.0] * len(soft) if factors is None else factors
    levels = sorted({int(c.level) for c in soft}) if order is None else order
    hard = [c for c in comparison.criteria if c.level == "hard"]

    def key(index: int) -> tuple[float, ...]:
        penalties = [
            # Rounded, so that no order hangs on the last bit of a sum.
            round(
                sum(
                    factor * criterion.weight * criterion.amounts[index]
                    for criterion, factor in zip(soft, used, strict=True)
                    if criterion.level == level
                ),
                6,
            )
            for level in levels
        ]
        return (sum(c.amounts[index] for c in hard), *penalties)

    return key


def _draws(soft: Sequence[Criterion]) -> Iterator[list[float]]:
    random = Random(0)
    for _ in range(DRAWS):
        yield [2 ** random.uniform(-1, 1) for _ in soft]


def _dominating(comparison: Comparison, index: int) -> tuple[int, ...]:
    rows = [criterion.amounts for criterion in comparison.criteria]
    return tuple(
        other
        for other in range(len(comparison.contenders))
        if all(row[other] <= row[index] for row in rows)
        and any(row[other] < row[index] for row in rows)
    )


def _orders(
    comparison: Comparison, count: int
) -> dict[tuple[int, ...], tuple[int, ...]]:
    levels = sorted({int(c.level) for c in comparison.soft})
    if not 1 < len(levels) <= _MOST_ORDERS:
        return {}
    found = {}
    for order in permutations(levels):
        key = _key(comparison, order=order)
        best = min(key(index) for index in range(count))
        found[order] = tuple(i for i in range(count) if key(i) == best)
    return found
