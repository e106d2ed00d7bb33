"""Relations between two placements, as tables: by their times, and by their rooms."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timetabler.constraints.sums import (
    Always,
    During,
    InOne,
    InTwo,
    Meet,
    NotOver,
    Pairs,
    Shared,
    StartApart,
    When,
    Where,
)
from timetabler.moves.space import Floats, Ints, Space
from timetabler.problem.problem import Window


@dataclass(frozen=True)
class Relation:
    """What pairs of talks cost: a weight, times a number by time, times one by room.

    Attributes:
        times: The number by the spans of the first and the second talk.
        rooms: The number by the rooms of the first and the second talk.
        weights: What one costs, by level, first and second talk.
    """

    times: Floats
    rooms: Floats
    weights: Floats

    @property
    def key(self) -> tuple[bytes, bytes]:
        """What the numbers are; relations with the same can be added up."""
        return self.times.tobytes(), self.rooms.tobytes()


class Relations:
    """Collects what pairs cost; what depends on the same times and rooms is one.

    Args:
        space: The space.
        levels: How many levels there are.
    """

    def __init__(self, space: Space, levels: int) -> None:
        self._space = space
        self._levels = levels
        self._times: dict[When, Floats] = {}
        self._rooms: dict[Where | None, Floats] = {}
        self._weights: dict[tuple[bytes, bytes], Relation] = {}

    def add(self, pairs: Pairs, level: int, weight: int) -> None:
        """Add pairs to a level, at what one unit costs."""
        if not pairs.pairs:
            return
        if pairs.when not in self._times:
            self._times[pairs.when] = times_table(self._space, pairs.when)
        if pairs.where not in self._rooms:
            self._rooms[pairs.where] = rooms_table(self._space, pairs.where)
        times, rooms = self._times[pairs.when], self._rooms[pairs.where]
        size = self._space.size
        found = Relation(times, rooms, np.zeros((self._levels, size, size)))
        found = self._weights.setdefault(found.key, found)
        index = self._space.index
        first = [index[one] for one, _, _ in pairs.pairs]
        second = [index[other] for _, other, _ in pairs.pairs]
        each = np.array([each for _, _, each in pairs.pairs], dtype=np.float64)
        np.add.at(found.weights[level], (first, second), weight * each)

    def made(self) -> list[Relation]:
        """List all that cost something somewhere."""
        return [
            relation
            for relation in self._weights.values()
            if relation.weights.any() and relation.times.any() and relation.rooms.any()
        ]


def times_table(space: Space, when: When) -> Floats:
    """What is counted, by the spans of two talks; 0 where one is nowhere."""
    starts, lengths = space.spans
    both = space.taken[:, None] & space.taken[None, :]
    counted = _counted(when, starts, lengths)
    return np.where(both, counted, 0).astype(np.float64)


def _counted(  # noqa: C901, PLR0911 - a table
    when: When, starts: Ints, lengths: Ints
) -> NDArray[Any]:
    first, second = starts[:, None], starts[None, :]
    over, other_over = first + lengths[:, None], second + lengths[None, :]
    match when:
        case Always():
            return np.ones((len(starts), len(starts)), dtype=bool)
        case Meet():
            return (second < over + when.gap) & (first < other_over + when.gap)
        case Shared():
            shared = np.minimum(over, other_over) - np.maximum(first, second)
            return np.asarray(np.maximum(shared, 0))
        case During():
            moments = np.array(when.moments, dtype=np.int64)[None, :]
            there = (starts[:, None] <= moments) & (moments < over)
            return np.asarray(there.astype(np.int64) @ there.T.astype(np.int64))
        case NotOver():
            return second < over
        case StartApart():
            return np.asarray(first != second)
        case InOne():
            inside = _inside(starts, when.windows)
            return inside @ inside.T
        case InTwo():
            inside = _inside(starts, when.windows)
            some = inside.sum(axis=1) > 0
            return np.asarray(
                (some[:, None] & some[None, :]) & (inside @ inside.T == 0)
            )


def _inside(starts: Ints, windows: tuple[Window, ...]) -> Ints:
    first = np.array([window.start for window in windows], dtype=np.int64)
    end = np.array([window.end for window in windows], dtype=np.int64)
    inside = (first <= starts[:, None]) & (starts[:, None] < end)
    return inside.astype(np.int64)


def rooms_table(space: Space, where: Where | None) -> Floats:
    """For which rooms of two talks a pair counts; 0 where one is nowhere."""
    size = len(space.rooms) + 1
    table = np.zeros((size, size))
    if where is None:
        table[:-1, :-1] = 1
    else:
        for one, other in where:
            table[space.room_index[one], space.room_index[other]] = 1
    return table
