"""Pairs that cost something where one talk has a higher room than the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from timetabler.engine.bounding.frame import Frame
from timetabler.moves.relations import Relation
from timetabler.moves.space import Floats, Ints
from timetabler.moves.tables import HARD


@dataclass(frozen=True)
class Ranked:
    """Pairs by the order of rooms.

    Attributes:
        frame: The talks, and where they can be.
        ranks: The rank of each room.
        weights: What it costs if the first talk has a higher room than the second.
    """

    frame: Frame
    ranks: Ints
    weights: Floats

    @cached_property
    def pairs(self) -> list[tuple[int, int, int]]:
        """First talk, second talk, and what the pair costs."""
        firsts, seconds = np.nonzero(self.weights)
        return [
            (int(i), int(j), int(self.weights[i, j]))
            for i, j in zip(firsts, seconds, strict=True)
        ]

    def crossings(self) -> Iterator["Crossings"]:
        """How many pairs of a talk pay at least, by the talk's room.

        Of the talks that had better be no lower than it, as many as find no room there
        are lower; likewise those that had better be no higher.
        """
        for kind in map(int, np.unique(self.frame.kinds)):
            others = np.flatnonzero(self.frame.kinds == kind)
            rooms = self.frame.open[others].any(axis=(0, 2))
            places = np.where(rooms, self.frame.capacity.sum(axis=1), 0)
            for up in (True, False):
                beyond = self.ranks[None, :] >= self.ranks[:, None]
                fits = (beyond if up else beyond.T).astype(np.int64) @ places
                yield from self._crossing(kind, others, fits, up=up)

    def _crossing(
        self, kind: int, others: Ints, fits: Ints, *, up: bool
    ) -> Iterator["Crossings"]:
        weights = self.weights if up else self.weights.T
        for talk in range(len(self.frame.talks)):
            wanted = others[weights[talk, others] > 0]
            own = int(self.frame.kinds[talk] == kind)
            counts = np.maximum(0, len(wanted) - (fits - own))
            counts = np.where(self.frame.open[talk].any(axis=1), counts, 0)
            if counts.any():
                costs = np.concatenate(([0], np.sort(weights[talk, wanted]).cumsum()))
                pairs = [(talk, int(k)) if up else (int(k), talk) for k in wanted]
                yield Crossings(talk, pairs, counts, costs[counts].astype(np.int64))


@dataclass(frozen=True)
class Crossings:
    """Pairs of a talk that pay.

    Attributes:
        talk: The talk.
        pairs: The pairs, first and second talk.
        counts: How many of them pay at least, by the talk's room.
        costs: What they cost together at least, by the talk's room.
    """

    talk: int
    pairs: list[tuple[int, int]]
    counts: Ints
    costs: Ints


def ranked(frame: Frame, relation: Relation) -> Ranked | None:
    """Read a relation as one of ranks of rooms, at any times; None if it is not."""
    size = frame.rooms
    rooms = relation.rooms[:size, :size]
    taken = frame.tables.space.taken
    times = relation.times[np.ix_(taken, taken)]
    if relation.weights[HARD].any() or (times != times.flat[0]).any():
        return None
    ranks = rooms.sum(axis=1).astype(np.int64)
    if (rooms != (ranks[:, None] > ranks[None, :])).any():
        return None
    weights = times.flat[0] * relation.weights[frame.level]
    return Ranked(frame, ranks, weights[np.ix_(frame.talks, frame.talks)])
