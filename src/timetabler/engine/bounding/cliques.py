"""Take pairs apart into cliques: talks of which every two cost the same."""

from collections.abc import Iterator

import numpy as np

from timetabler.moves.space import Floats, Truths


def cliques(weights: Floats) -> Iterator[tuple[int, list[int]]]:
    """Take weights of pairs apart, greedily, the largest cliques first.

    Args:
        weights: By pair of talks; symmetric, whole, with nothing on the diagonal.

    Yields:
        A weight, and talks: together they add up to the weights.
    """
    left = weights.copy()
    while left.any():
        linked = left > 0
        chosen = _grown(linked)
        grid = np.ix_(chosen, chosen)
        weight = _least(left[grid])
        yield int(weight), chosen
        left[grid] -= weight
        np.fill_diagonal(left, 0)


def _grown(linked: Truths) -> list[int]:
    """Grow a clique from the pair that has most in common."""
    counts = linked.astype(np.float32)
    shared = (counts @ counts) * linked
    first, second = np.unravel_index(int((shared + linked).argmax()), shared.shape)
    chosen, common = [int(first), int(second)], linked[first] & linked[second]
    while common.any():
        some = np.flatnonzero(common)
        most = int(some[np.argmax(linked[np.ix_(some, some)].sum(axis=1))])
        chosen.append(most)
        common = common & linked[most]
    return chosen


def _least(weights: Floats) -> float:
    """The least weight of two different talks."""
    return float(weights[~np.eye(len(weights), dtype=bool)].min())
