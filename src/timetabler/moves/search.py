"""Search by fast moves: level by level, walk after walk, until time is up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from timetabler.moves.beginning import begin
from timetabler.moves.budget import STEP, WORK_A_SECOND, Budget
from timetabler.moves.pricing import Pricing
from timetabler.moves.space import Ints
from timetabler.moves.state import State
from timetabler.moves.tables import HARD, Tables
from timetabler.moves.tabu import Tabu
from timetabler.moves.walk import Walk
from timetabler.moves.weighing import heat, weigh

Amounts = tuple[int, ...]
Judge = Callable[[Ints], Amounts]
"""Says what a timetable really costs, level by level."""

_HOT, _COLD = 1.3, 0.13  # of what a pair costs
_ENOUGH = 160  # steps of a full walk, by the square of the number of talks
_FIRST = 0.04  # of a full walk: the first one, to have something soon
_TWO = 1.5  # walks in the time that is left
_WARM = 0.3  # of the heat, for walks that begin at the best timetable so far
_TABU = 0.25  # of a walk, before annealing and after it
_EARLIER = 0.15  # of a walk at most: for each level before the last


@dataclass(frozen=True)
class Incumbent:
    """The best timetable so far.

    Attributes:
        amounts: What it costs, level by level.
        places: The place of every talk.
    """

    amounts: Amounts
    places: Ints


class FastSearch:
    """Walks again and again, each time from elsewhere; keeps the best by the judge.

    Args:
        tables: What the fast moves know.
        judge: What timetables cost, with all that the moves do not know.
        tell: Hears of every better timetable.
        seed: What is drawn from.
    """

    def __init__(
        self,
        tables: Tables,
        judge: Judge,
        tell: Callable[[Incumbent], None],
        seed: int,
    ) -> None:
        self.tables = tables
        self.best: Incumbent | None = None
        self._judge = judge
        self._tell = tell
        self._rng = np.random.default_rng(seed)
        self._pricings = {
            level: Pricing(tables, weigh(tables, level))
            for level in range(1 + len(tables.levels))
        }
        self._heats = {level: heat(tables, level) for level in self._pricings}

    def full_walk(self) -> float:
        """How many seconds a walk takes that comes near to what can be reached."""
        space = self.tables.space
        steps = _ENOUGH * space.size**2
        moves = space.size + max(0, space.nowhere - space.size)
        return steps * (STEP + moves) / WORK_A_SECOND

    def run(
        self, seconds: float, budget: Callable[[float], Budget], start: Ints | None
    ) -> float:
        """Walk for so many seconds.

        Args:
            seconds: How long.
            budget: Makes the budget of a walk.
            start: Where the first walk begins; left out: anywhere.

        Returns:
            The seconds it took.
        """
        whole = budget(seconds)
        if start is not None:
            self._note(start)
        for number, length in enumerate(self._lengths(seconds)):
            left = seconds - whole.seconds
            if whole.over or left <= 0 or self._perfect():
                break
            # What would be too short for another walk lengthens this one.
            some = left if left < _TWO * length else length
            part = budget(some)
            # Every second walk after the first full one looks around the best again.
            known = self.best if number > 1 and number % 2 == 0 else None
            if start is not None:
                places = start
            elif known is not None:
                places = known.places.copy()
            else:
                places = begin(self.tables, self._rng)
            start = None
            self._walk(places, part, some, budget, 1.0 if known is None else _WARM)
            whole.add(part.work)
        return whole.seconds

    def _lengths(self, seconds: float) -> Iterator[float]:
        full = self.full_walk()
        yield min(_FIRST * full, seconds / 4)
        while True:
            yield full
            full *= 1.5

    def _walk(
        self,
        places: Ints,
        part: Budget,
        seconds: float,
        budget: Callable[[float], Budget],
        warmth: float,
    ) -> None:
        last = len(self.tables.levels)
        for level in range(HARD, last + 1):
            if level < last and self.tables.amounts(places)[level] == 0:
                continue
            walk = Walk(State(self._pricings[level], places), self._rng)
            walk.descend(part)
            self._note(walk.best.places)
            if walk.best.cost > 0:
                self._tabu(walk, part, budget(_TABU * seconds))
                share = 1 - part.part - _TABU if level == last else _EARLIER
                here = budget(seconds * share)
                hot = self._heats[level]
                walk.anneal(here, max(_HOT * warmth, _COLD) * hot, _COLD * hot)
                part.add(here.work)
                self._tabu(walk, part, budget(_TABU * seconds))
            places = walk.best.places

    def _tabu(self, walk: Walk, part: Budget, here: Budget) -> None:
        """Look around the best timetable of a walk."""
        walk.back()
        Tabu(walk, self._rng).run(here)
        part.add(here.work)
        self._note(walk.best.places)

    def _note(self, places: Ints) -> None:
        amounts = self._judge(places)
        if self.best is None or amounts < self.best.amounts:
            self.best = Incumbent(amounts, places.copy())
            self._tell(self.best)

    def _perfect(self) -> bool:
        return self.best is not None and not any(self.best.amounts)
