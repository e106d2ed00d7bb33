"""The space of all placements, as numbers: talks, starts, rooms, places."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


class Space:
    """Numbers for talks, starts, rooms, and for places, which are both together.

    Talks are sorted by length. Place ``room * len(starts) + start`` is a start in a
    room; the last place is ``nowhere``, for talks that are left out. A span is a start
    and a length; that of a talk that is left out is the last of its length.

    Args:
        problem: The problem.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        order = sorted(problem.talks.values(), key=lambda talk: talk.minutes)
        self.talks = tuple(talk.id for talk in order)
        self.index = {talk: number for number, talk in enumerate(self.talks)}
        self.rooms = tuple(problem.rooms)
        self.room_index = {room: number for number, room in enumerate(self.rooms)}
        found = {start for talk in order for start in problem.starts_of(talk)}
        self.starts: Ints = np.array(sorted(found), dtype=np.int64)
        self.lengths: Ints = np.array(
            sorted({talk.minutes for talk in order}), dtype=np.int64
        )
        minutes = np.array([talk.minutes for talk in order], dtype=np.int64)
        self.kinds: Ints = np.searchsorted(self.lengths, minutes).astype(np.int64)
        self.nowhere = len(self.starts) * len(self.rooms)

    @property
    def size(self) -> int:
        """The number of talks."""
        return len(self.talks)

    @property
    def places(self) -> int:
        """The number of places, ``nowhere`` included."""
        return self.nowhere + 1

    @cached_property
    def start_at(self) -> Ints:
        """The start of every place; one more than there are for ``nowhere``."""
        starts = np.tile(np.arange(len(self.starts)), len(self.rooms))
        return np.append(starts, len(self.starts))

    @cached_property
    def room_at(self) -> Ints:
        """The room of every place; one more than there are for ``nowhere``."""
        rooms = np.repeat(np.arange(len(self.rooms)), len(self.starts))
        return np.append(rooms, len(self.rooms))

    @cached_property
    def spans(self) -> tuple[Ints, Ints]:
        """Start and length of every span, in minutes, length by length."""
        starts = np.append(self.starts, 0)
        return (
            np.tile(starts, len(self.lengths)),
            np.repeat(self.lengths, len(starts)),
        )

    @cached_property
    def taken(self) -> Truths:
        """Which spans take place, and are not ``nowhere``."""
        placed = np.append(np.ones(len(self.starts), dtype=bool), False)
        return np.tile(placed, len(self.lengths))

    @cached_property
    def first_span(self) -> Ints:
        """The number of the first span of each talk's length."""
        return self.kinds * (len(self.starts) + 1)

    @cached_property
    def permitted(self) -> Truths:
        """Which places have a permitted start, by talk; ``nowhere`` has not."""
        found = np.zeros((self.size, len(self.rooms), len(self.starts)), dtype=bool)
        for number, talk in enumerate(self.talks):
            starts = self.problem.starts_of(self.problem.talks[talk])
            found[number, :, np.searchsorted(self.starts, starts)] = True
        flat = found.reshape(self.size, -1)
        return np.hstack((flat, np.zeros((self.size, 1), dtype=bool)))

    def timetable(self, places: Iterable[int]) -> Timetable:
        """Write the place of every talk as a timetable."""
        return Timetable.of(
            Placement(
                int(self.starts[self.start_at[place]]),
                self.rooms[self.room_at[place]],
                talk,
            )
            for talk, place in zip(self.talks, places, strict=True)
            if place != self.nowhere
        )

    def read(self, timetable: Timetable) -> Ints:
        """The place of every talk; ``nowhere`` where its start is not permitted."""
        places = np.full(self.size, self.nowhere, dtype=np.int64)
        for placement in timetable:
            talk, room = self.index.get(placement.talk), placement.room
            start = int(np.searchsorted(self.starts, placement.start))
            if talk is None or start == len(self.starts):
                continue
            if self.starts[start] == placement.start and room in self.room_index:
                places[talk] = self.room_index[room] * len(self.starts) + start
        return places
