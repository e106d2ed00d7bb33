"""What levels weigh while one of them is minimised, and how hot is hot."""

import numpy as np

from timetabler.moves.tables import Tables

_EXACT = 2.0**44


def weigh(tables: Tables, focus: int) -> tuple[float, ...]:
    """Weights under which a level counts 1, those before it outweigh it, others 0.

    One unit of a level outweighs all that one move can change below it, as far as
    numbers stay exact. What goes beyond that is for the comparison of timetables.

    Args:
        tables: The tables.
        focus: The number of the level that is minimised.
    """
    weights = [0.0] * (1 + len(tables.levels))
    weights[focus] = 1.0
    changes, largest = _changes(tables), _largest(tables)
    below = changes[focus]
    for level in reversed(range(focus)):
        most = max(1.0, _EXACT / max(1.0, largest[level]))
        weights[level] = min(below + 1, most)
        below += weights[level] * changes[level]
    return tuple(weights)


def _changes(tables: Tables) -> list[float]:
    """The most that one move can change of each level."""
    singles = np.ptp(tables.singles, axis=2).max(axis=1)
    for relation in tables.relations:
        most = np.ptp(relation.times) * np.ptp(relation.rooms)
        pairs = np.abs(relation.weights)
        each = pairs.sum(axis=1) + pairs.sum(axis=2)
        singles = singles + most * each.max(axis=1)
    return [2 * float(number) for number in singles]


def _largest(tables: Tables) -> list[float]:
    """More than each level can amount to."""
    largest = np.abs(tables.singles).max(axis=2).sum(axis=1)
    for relation in tables.relations:
        most = np.abs(relation.times).max() * np.abs(relation.rooms).max()
        largest = largest + most * np.abs(relation.weights).sum(axis=(1, 2))
    return [float(number) for number in largest]


def heat(tables: Tables, level: int) -> float:
    """What one pair or placement typically costs at a level, weighted by itself."""
    singles = tables.singles[level]
    least = singles.min(axis=1, keepdims=True)
    costs = [(singles - least).max(axis=1)]
    for relation in tables.relations:
        weights = np.abs(relation.weights[level])
        numbers = [np.abs(t[t != 0]).mean() for t in (relation.times, relation.rooms)]
        costs.append(weights[weights > 0] * numbers[0] * numbers[1])
    every = np.concatenate(costs)
    total = float(every.sum())
    return float((every**2).sum()) / total if total else 1.0
