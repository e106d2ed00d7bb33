"""A walk through timetables: descent, and annealing by whole rows of moves."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from timetabler.moves.budget import Budget
from timetabler.moves.space import Floats, Ints
from timetabler.moves.state import State

_LOOK = 16  # steps between two looks at the clock
_DRAWS = 4096


@dataclass
class Best:
    """The best timetable of a walk: its cost, and the place of every talk."""

    cost: float
    places: Ints


class Walk:
    """Walks from a timetable; remembers the best one.

    Every step looks at one talk: at its swap with every other talk, and at every free
    place for it.

    Args:
        state: Where the walk begins.
        rng: What is drawn from.
    """

    def __init__(self, state: State, rng: np.random.Generator) -> None:
        self.state = state
        self._rng = rng
        self.best = Best(state.cost, state.places.copy())

    def descend(self, budget: Budget) -> None:
        """Take the best move of one talk after the other until none is better."""
        size = self.state.space.size
        waiting = size
        while waiting and not budget.over:
            for talk in self._rng.permutation(size):
                changes = self._changes(int(talk))
                budget.spend(len(changes))
                index = int(changes.argmin())
                waiting -= 1
                if changes[index] < 0:
                    self.take(int(talk), index, float(changes[index]))
                    waiting = size
                if not waiting or budget.over:
                    break

    def anneal(self, budget: Budget, hot: float, cold: float) -> None:
        """Move at falling temperature, from one to the other as the budget goes.

        A step takes one of a talk's moves with the chance that any of them would be
        accepted, at most 1; each by its share of that. Where nothing costs anything
        any more, that is the end.
        """
        for talk, chance, share in self._draws():
            if self._steps % _LOOK == 1:
                if budget.over or self.best.cost <= 0:
                    return
                heat = -1 / (hot * (cold / hot) ** budget.part)
            changes = self._changes(talk)
            budget.spend(len(changes))
            chances = np.exp(np.maximum(changes, 0) * heat)
            chances[talk] = 0
            sums = chances.cumsum()
            if chance < sums[-1]:
                index = int(sums.searchsorted(share * sums[-1], side="right"))
                self.take(talk, index, float(changes[index]))

    def take(self, talk: int, index: int, change: float) -> None:
        """Take a move of a talk: its swaps by number, then its shifts.

        Args:
            talk: The talk.
            index: The other talk; beyond those, a free place.
            change: What that changes.
        """
        size = self.state.space.size
        if index < size:
            self.state.swap(talk, index, change)
        else:
            self.state.shift(talk, int(self.state.free[index - size]), change)
        if self.state.cost < self.best.cost:
            self.best = Best(self.state.cost, self.state.places.copy())

    def back(self) -> None:
        """Return to the best timetable."""
        self.state = State(self.state.pricing, self.best.places)

    def _draws(self) -> Iterator[tuple[int, float, float]]:
        size = self.state.space.size
        self._steps = 0
        while True:
            talks = self._rng.integers(size, size=_DRAWS).tolist()
            chances = self._rng.random(_DRAWS).tolist()
            shares = self._rng.random(_DRAWS).tolist()
            for draw in zip(talks, chances, shares, strict=True):
                self._steps += 1
                yield draw

    def _changes(self, talk: int) -> Floats:
        return np.concatenate((self.state.swaps(talk), self.state.shifts(talk)))
