"""How many people want both of two talks, and whether that is more than chance."""

from collections.abc import Mapping
from itertools import combinations
from math import exp, lgamma

Pair = tuple[str, str]


def together(people: Mapping[str, Mapping[str, int]]) -> dict[Pair, int]:
    """How many people want both talks of each pair that anybody wants both of."""
    found: dict[Pair, int] = {}
    for wanted in people.values():
        for pair in combinations(sorted(wanted), 2):
            found[pair] = found.get(pair, 0) + 1
    return found


def tail(people: int, one: int, other: int, both: int) -> float:
    """The chance that so many or more want both, if wishes were independent.

    Hypergeometric: of ``people``, ``one`` want the first talk and ``other`` the second.
    """
    most = min(one, other)
    whole = _log_choose(people, other)
    return min(
        1.0,
        sum(
            exp(_log_choose(one, k) + _log_choose(people - one, other - k) - whole)
            for k in range(max(both, other - (people - one), 0), most + 1)
        ),
    )


def _log_choose(number: int, chosen: int) -> float:
    return lgamma(number + 1) - lgamma(chosen + 1) - lgamma(number - chosen + 1)


def discoveries(chances: Mapping[Pair, float], tests: int, rate: float) -> set[Pair]:
    """The pairs that stay below a rate of false discoveries (Benjamini, Hochberg).

    Args:
        chances: Of pairs; those that are left out count as 1.
        tests: How many pairs were looked at in all.
        rate: The most of what is found that may be chance, as a share.
    """
    ranked = sorted(chances, key=lambda pair: (chances[pair], pair))
    last = 0
    for place, pair in enumerate(ranked, 1):
        if chances[pair] <= rate * place / tests:
            last = place
    return set(ranked[:last])
