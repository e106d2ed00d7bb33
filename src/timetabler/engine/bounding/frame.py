"""Which rooms on which days talks can be in, what for, and how many of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from timetabler.moves.space import Floats, Ints, Truths
from timetabler.moves.tables import HARD, Tables


@dataclass(frozen=True)
class Frame:
    """Talks that have to take place, and the rooms and days there are for them.

    Attributes:
        tables: What constraints tell.
        level: The number of the level whose cost is bounded.
        talks: The talks that have to take place, as numbers of the space.
        day: The day of every start of the space.
        allowed: Whether a talk may be placed, by talk, room and start.
    """

    tables: Tables
    level: int
    talks: Ints
    day: Ints
    allowed: Truths

    @property
    def rooms(self) -> int:
        """How many rooms there are."""
        return len(self.tables.space.rooms)

    @property
    def days(self) -> int:
        """How many days there are."""
        return len(self.tables.space.problem.days)

    @cached_property
    def kinds(self) -> Ints:
        """The length of every talk, as a number of the space."""
        return self.tables.space.kinds[self.talks]

    @cached_property
    def open(self) -> Truths:
        """Whether a talk can be in a room on a day, by talk, room and day."""
        on = [self.allowed[:, :, self.day == day].any(axis=2) for day in self._every]
        return np.stack(on, axis=2)

    @cached_property
    def least(self) -> Floats:
        """What a talk costs by itself at least, by talk, room and day."""
        singles = self.tables.singles[self.level][self.talks, :-1]
        cost = np.where(self.allowed, singles.reshape(self.allowed.shape), np.inf)
        empty = np.full((*cost.shape[:2], 1), np.inf)
        on = [np.dstack((cost[:, :, self.day == d], empty)) for d in self._every]
        return np.stack([part.min(axis=2) for part in on], axis=2)

    @cached_property
    def capacity(self) -> Ints:
        """How many talks find room at most, by room and day, if none overlap."""
        found = np.zeros((self.rooms, self.days), dtype=np.int64)
        for room in range(self.rooms):
            for day in self._every:
                found[room, day] = _fitting(self._spans(room, day))
        return found

    def _spans(self, room: int, day: int) -> set[tuple[int, int]]:
        space, here = self.tables.space, self.day == day
        spans: set[tuple[int, int]] = set()
        for kind in np.unique(self.kinds):
            allowed = self.allowed[self.kinds == kind, room].any(axis=0) & here
            length = int(space.lengths[kind])
            spans |= {(int(s), int(s) + length) for s in space.starts[allowed]}
        return spans

    @property
    def _every(self) -> range:
        return range(self.days)


def frame_of(tables: Tables, level: int) -> Frame | None:
    """Frame the talks that have to take place.

    Args:
        tables: What constraints tell.
        level: The number of the level whose cost is to be bounded.

    Returns:
        The frame; None where there is no such talk, or one with nowhere to be, or
        where something costs less than nothing.
    """
    space = tables.space
    parts = [tables.singles[level], *(r.weights[level] for r in tables.relations)]
    talks = np.flatnonzero(tables.singles[HARD][:, space.nowhere] > 0)
    if len(talks) == 0 or any((part < 0).any() for part in parts):
        return None
    shape = len(talks), len(space.rooms), len(space.starts)
    free = space.permitted & (tables.singles[HARD] == 0)
    allowed = free[talks, :-1].reshape(shape)
    if not allowed.any(axis=(1, 2)).all():
        return None
    return Frame(tables, level, talks, _days_of(tables), allowed)


def _days_of(tables: Tables) -> Ints:
    problem = tables.space.problem
    ends = [problem.day_window(day).end for day in problem.days]
    return np.searchsorted(ends, tables.space.starts, side="right").astype(np.int64)


def _fitting(spans: Iterable[tuple[int, int]]) -> int:
    """The least moments such that each span has one of them: so many fit at most."""
    moments: list[int] = []
    for start, end in sorted(spans, key=lambda span: span[::-1]):
        if not moments or start > moments[-1]:
            moments.append(end - 1)
    return len(moments)
