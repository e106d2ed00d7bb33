"""What two talks cost together at least: in one room, on one day, at one start."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from timetabler.engine.bounding.frame import Frame
from timetabler.moves.relations import Relation
from timetabler.moves.space import Floats, Ints, Truths
from timetabler.moves.tables import HARD

_FORBIDDEN = 1e12
_BEFORE, _AFTER, _OVERLAP = 3, 4, 5
"""Where costs are found: those of a room, a day and a start come first."""


@dataclass(frozen=True)
class PairCosts:
    """What pairs of talks cost at least; what is by pair is symmetric but ``later``.

    Attributes:
        base: What all pairs cost at least, wherever they are.
        unless_block: What a pair costs more, unless it is in one room on one day.
        unless_day: What it costs more, unless it is on one day.
        later: What it costs more, if the first talk is on a later day than the second;
            infinite if it cannot be.
        gains: What it costs less, if both start at once.
    """

    base: int
    unless_block: Floats
    unless_day: Floats
    later: Floats
    gains: Floats


def pair_costs(frame: Frame, relations: Sequence[Relation]) -> PairCosts | None:
    """Work out what pairs of talks cost at least.

    Args:
        frame: The talks, and where they can be.
        relations: What is known of pairs.

    Returns:
        The costs; None where talks may overlap in a room: then counting says nothing.
    """
    if not relations:
        return None
    first, second = np.triu_indices(len(frame.talks), 1)
    told, which = _told(frame, relations, first, second)
    costs = _Least(frame, relations).of(told)
    if np.isfinite(costs[_OVERLAP]).any():
        return None
    forbidden = ~np.isfinite(costs[:_OVERLAP][:, which])
    # What cannot be costs as much as anything else: large numbers relax badly.
    dear = costs.max(where=np.isfinite(costs), initial=0)
    costs = np.minimum(costs, dear)
    block, day, at_once, before, after = costs[:_OVERLAP][:, which]
    block = np.where(_meet(frame, first, second), block, dear)
    other = np.minimum(before, after)
    day = np.minimum(day, other)
    block = np.minimum(block, day)
    size = len(frame.talks)

    def table(values: Floats, *, mirrored: bool = True) -> Floats:
        found = np.zeros((size, size))
        found[first, second] = values
        if mirrored:
            found[second, first] = values
        return found

    early = np.where(forbidden[_BEFORE], np.inf, before - other)
    late = np.where(forbidden[_AFTER], np.inf, after - other)
    return PairCosts(
        base=int(block.sum()),
        unless_block=table(day - block),
        unless_day=table(other - day),
        later=table(late, mirrored=False) + table(early, mirrored=False).T,
        gains=table(np.maximum(day - at_once, 0)),
    )


def _meet(frame: Frame, first: Ints, second: Ints) -> Truths:
    """Whether two talks can be in one room on one day."""
    flat = frame.open.reshape(len(frame.talks), -1).astype(np.float64)
    return np.asarray((flat @ flat.T)[first, second] > 0)


def _told(
    frame: Frame, relations: Sequence[Relation], first: Ints, second: Ints
) -> tuple[Floats, Ints]:
    """What is told of pairs, each thing once, and which of it is told of which pair.

    The weights of every relation, from the first talk to the second and back; what is
    hard weighs more than all else; and the lengths of both.
    """
    columns = []
    for one, other in ((first, second), (second, first)):
        talks = frame.talks[one], frame.talks[other]
        for relation in relations:
            hard, soft = relation.weights[HARD], relation.weights[frame.level]
            columns.append(_FORBIDDEN * (hard[talks] > 0) + soft[talks])
    columns += [frame.kinds[first], frame.kinds[second]]
    told, which = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    return told, which.ravel().astype(np.int64)


class _Least:
    """The least that a pair costs, by what is told of it."""

    def __init__(self, frame: Frame, relations: Sequence[Relation]) -> None:
        self._frame = frame
        self._relations = relations
        size = frame.rooms
        tables = [r.rooms[:size, :size] for r in relations]
        by_rooms = np.stack(tables + [table.T for table in tables], axis=-1)
        one = np.eye(size, dtype=bool)
        self._same = np.unique(by_rooms[one], axis=0)
        self._different = np.unique(by_rooms[~one], axis=0)

    def of(self, told: Floats) -> Floats:
        """The costs in one room, on one day, at one start, before, after, overlapping.

        Each is least where more than one of these is true; infinite where none can be.
        """
        found = np.full((6, len(told)), np.inf)
        kinds = told[:, -2:].astype(np.int64)
        for one, other in np.unique(kinds, axis=0):
            here = np.flatnonzero((kinds == (one, other)).all(axis=1))
            found[:, here] = list(self._of(told[here, :-2], one, other))
        return np.where(found >= _FORBIDDEN, np.inf, found)

    def _of(self, weights: Floats, one: int, other: int) -> Iterator[Floats]:
        frame, starts = self._frame, self._frame.tables.space.starts
        lengths = frame.tables.space.lengths
        both = self._allowed(one)[:, None] & self._allowed(other)[None, :]
        apart = frame.day[:, None] - frame.day[None, :]
        same_day, at_once = both & (apart == 0), both & np.eye(len(starts), dtype=bool)
        over = (starts[:, None] < starts[None, :] + lengths[other]) & (
            starts[None, :] < starts[:, None] + lengths[one]
        )
        times = self._times(one, other)
        every = np.vstack((self._same, self._different))
        yield _least(weights, times[:, same_day], self._same)
        yield _least(weights, times[:, same_day & ~at_once], self._different)
        yield _least(weights, times[:, at_once], self._different)
        yield _least(weights, times[:, both & (apart < 0)], every)
        yield _least(weights, times[:, both & (apart > 0)], every)
        yield _least(weights, times[:, same_day & over], self._same)

    def _allowed(self, kind: int) -> Truths:
        """At which starts a talk of a length may be placed anywhere."""
        here = self._frame.kinds == kind
        return np.asarray(self._frame.allowed[here].any(axis=(0, 1)))

    def _times(self, one: int, other: int) -> Floats:
        """What relations count, by their number and both starts."""
        size = len(self._frame.tables.space.starts)
        rows, columns = (kind * (size + 1) + np.arange(size) for kind in (one, other))
        there = [r.times[np.ix_(rows, columns)] for r in self._relations]
        back = [r.times[np.ix_(columns, rows)].T for r in self._relations]
        return np.stack(there + back)


def _least(weights: Floats, times: Floats, rooms: Floats) -> Floats:
    """The least over all times and rooms; infinite where there are none."""
    least = np.full(len(weights), np.inf)
    if times.shape[1] == 0:
        return least
    times = np.unique(times, axis=1)
    for counts in rooms:
        costs = weights @ (times * counts[:, None])
        least = np.minimum(least, costs.min(axis=1))
    return least
