"""Tabu search: always the best move of all, but no talk back to where it just was."""

import numpy as np

from timetabler.moves.budget import Budget
from timetabler.moves.space import Floats, Ints
from timetabler.moves.walk import Walk

_TENURE = (15, 45)  # steps for which a talk may not come back, drawn anew each time
_PATIENCE = 10_000  # steps without anything better


class Tabu:
    """Continues a walk by the best of all swaps and shifts, tabu ones left out.

    A move that takes all its talks back to where they were a few steps before is tabu,
    unless it leads to the best timetable yet.

    Args:
        walk: The walk.
        rng: What is drawn from.
    """

    def __init__(self, walk: Walk, rng: np.random.Generator) -> None:
        self._walk = walk
        self._rng = rng
        space = walk.state.space
        self._until = np.zeros((space.size, space.places), dtype=np.int64)
        self._below = np.tri(space.size, dtype=bool)

    def run(self, budget: Budget) -> None:
        """Move until the budget is gone, or nothing better comes."""
        walk, patience = self._walk, _PATIENCE
        step, reached = 0, walk.best.cost
        while patience and not budget.over and walk.best.cost > 0:
            step, patience = step + 1, patience - 1
            talks = self._step(step)
            budget.spend(talks)
            if walk.best.cost < reached:
                reached, patience = walk.best.cost, _PATIENCE

    def _step(self, step: int) -> int:
        state, size = self._walk.state, self._walk.state.space.size
        swaps = state.all_swaps()
        swaps[self._below] = np.inf
        changes = np.hstack((swaps, state.all_shifts()))
        best = int(changes.argmin())
        if state.cost + changes.flat[best] >= self._walk.best.cost:
            self._leave_out(changes, step)
            best = int(changes.argmin())
        talk, index = divmod(best, changes.shape[1])
        self._mark(talk, step)
        if index < size:
            self._mark(index, step)
        self._walk.take(talk, index, float(changes.flat[best]))
        return int(changes.size)

    def _leave_out(self, changes: Floats, step: int) -> None:
        state, size = self._walk.state, self._walk.state.space.size
        back = self._until.take(state.places, axis=1) > step
        changes[:, :size][back & back.T] = np.inf
        changes[:, size:][self._until.take(state.free, axis=1) > step] = np.inf

    def _mark(self, talk: int, step: int) -> None:
        places: Ints = self._walk.state.places
        self._until[talk, places[talk]] = step + self._rng.integers(*_TENURE)
