"""Tables under weights of levels, laid out for moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from timetabler.moves.relations import Relation
from timetabler.moves.space import Floats, Ints, Space
from timetabler.moves.tables import Tables

FORBIDDEN = 2.0**46
"""What a place costs that a talk can not have; sums of costs stay below it.

Costs are whole numbers in floating point, exact up to 2**53.
"""


_Swapped = tuple[Ints, Ints, Ints, Ints]


@dataclass(frozen=True)
class Stack:
    """Relations of one kind, by time alone or by room alone.

    Attributes:
        columns: What relates, by the second's number, relation, the first's number.
        crossings: How far swapping is from two single moves, in the same order.
        weights: What it costs, by second talk, relation, first talk.
    """

    columns: Floats
    crossings: Floats
    weights: Floats


@dataclass(frozen=True)
class Product:
    """Relations by time and room together, all by the same rooms.

    Attributes:
        columns: The number by time: the second's span, relation, the first's span.
        rooms: For each room of the second: rooms of the first, and their numbers.
        times: By time, of both spans: swapped, as they are, both there, both here.
        crossings: The same by room; the last two are taken off.
        weights: What it costs, by second talk, relation, first talk.
    """

    columns: Floats
    rooms: tuple[tuple[tuple[int, float], ...], ...]
    times: Floats
    crossings: Floats
    weights: Floats


class Pricing:
    """What every place costs under weights of levels.

    Args:
        tables: The tables.
        weights: What one of every level costs.
    """

    def __init__(self, tables: Tables, weights: tuple[float, ...]) -> None:
        self.tables = tables
        self.space = tables.space
        self.weights = np.array(weights)
        self._by_time: dict[bytes, tuple[Floats, Floats]] = {}
        self._by_room: dict[bytes, tuple[Floats, Floats]] = {}
        self._by_both: dict[bytes, tuple[Floats, dict[bytes, tuple[Floats, Floats]]]]
        self._by_both = {}
        for relation in tables.relations:
            for times, rooms, costs in self._oriented(relation):
                self._sort_in(times, rooms, costs)
        size = self.space.size
        swapped = _swapped_spans(self.space)
        self.times = _stack(list(self._by_time.values()), swapped, size)
        rooms_swapped = _swapped(len(self.space.rooms) + 1)
        self.rooms = _stack(list(self._by_room.values()), rooms_swapped, size)
        self.products = [
            _product(rooms, list(found.values()), (swapped, rooms_swapped), size)
            for rooms, found in self._by_both.values()
        ]

    @cached_property
    def singles(self) -> Floats:
        """What a talk costs by itself, by talk and place."""
        table = np.tensordot(self.weights, self.tables.singles, axes=1)
        allowed = self.space.permitted.copy()
        allowed[:, -1] = True
        return np.where(allowed, table, FORBIDDEN)

    def of(self, amounts: tuple[int, ...]) -> float:
        """What amounts of every level cost together."""
        return float(self.weights @ np.array(amounts))

    def _oriented(self, relation: Relation) -> Iterator[tuple[Floats, Floats, Floats]]:
        """Tell a relation from the view of each of the two talks."""
        costs = np.tensordot(self.weights, relation.weights, axes=1)
        np.fill_diagonal(costs, 0)
        times, rooms = relation.times, relation.rooms
        if (times == times.T).all() and (rooms == rooms.T).all():
            yield times, rooms, costs + costs.T
        else:
            yield times, rooms, costs
            yield times.T.copy(), rooms.T.copy(), costs.T.copy()

    def _sort_in(self, times: Floats, rooms: Floats, costs: Floats) -> None:
        if not costs.any():
            return
        taken = self.space.taken
        if (times[taken][:, taken] == 1).all() and not (rooms[:-1, :-1] == 1).all():
            _add_up(self._by_room, rooms, costs)
            return
        # Most rooms relate alike: what they have in common goes by time alone.
        values, counts = np.unique(rooms[:-1, :-1], return_counts=True)
        common = values[counts.argmax()]
        if common:
            _add_up(self._by_time, times, common * costs)
        rest = rooms.copy()
        rest[:-1, :-1] -= common
        # What is wanted in one room is unwanted in others: both are about one room.
        sign = -1 if (rest <= 0).all() else 1
        rest = rest * sign + 0.0  # no zero below zero: tables are told apart by bytes
        if rest.any():
            _, found = self._by_both.setdefault(rest.tobytes(), (rest, {}))
            _add_up(found, times, sign * costs)


def _add_up(
    found: dict[bytes, tuple[Floats, Floats]], table: Floats, costs: Floats
) -> None:
    first = (table, np.zeros_like(costs))
    found.setdefault(table.tobytes(), first)[1][...] += costs


def _swapped(size: int) -> _Swapped:
    """For every two numbers: each with itself in the other's place."""
    first, second = np.indices((size, size))
    return first, second, second, first


def _swapped_spans(space: Space) -> _Swapped:
    """For the spans of two talks: themselves, and each at the start of the other."""
    each = len(space.starts) + 1
    first, second = np.indices((each * len(space.lengths),) * 2)
    first_there = first // each * each + second % each
    second_here = second // each * each + first % each
    return first, second, first_there, second_here


def _crossed(table: Floats, swapped: _Swapped) -> list[Floats]:
    first, second, first_there, second_here = swapped
    return [
        table[first_there, second_here],
        table[first, second],
        table[first_there, second],
        table[first, second_here],
    ]


def _stack(
    found: list[tuple[Floats, Floats]],
    swapped: _Swapped,
    size: int,
) -> Stack:
    numbers = len(swapped[0])
    columns = np.zeros((numbers, len(found), numbers))
    crossings = np.zeros_like(columns)
    weights = np.zeros((size, len(found), size))
    for index, (table, costs) in enumerate(found):
        columns[:, index] = table.T
        after, before, there, here = _crossed(table, swapped)
        crossings[:, index] = (after + before - there - here).T
        weights[:, index] = costs.T
    return Stack(columns, crossings, weights)


def _product(
    rooms: Floats,
    found: list[tuple[Floats, Floats]],
    swapped: tuple[_Swapped, _Swapped],
    size: int,
) -> Product:
    stack = _stack(found, swapped[0], size)
    crossings = np.array(_crossed(rooms, swapped[1]))
    crossings[2:] *= -1
    crossed = np.array([_crossed(table, swapped[0]) for table, _ in found])
    related = tuple(
        tuple((int(room), float(column[room])) for room in np.flatnonzero(column))
        for column in rooms.T
    )
    return Product(
        columns=stack.columns,
        rooms=related,
        times=crossed.transpose(3, 0, 1, 2).copy(),
        crossings=crossings.transpose(2, 0, 1).copy(),
        weights=stack.weights,
    )
