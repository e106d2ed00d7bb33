"""A walk through timetables in which listeners hear more and more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from timetabler.constraints.demands import Demand
from timetabler.constraints.listeners import Audience
from timetabler.moves.listening.hearing import Hearing, Times, points_of
from timetabler.moves.listening.standing import standing
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable

_ROUND = 200  # steps a talk in the first round; each round is four times as long
_LONGER = 4
_COLD = 1e-3  # of the first temperature
_PAIRS = 0.2  # the share of steps that move two talks
_LOOK = 32  # steps between two looks at the clock
_A_TALK = 6e-6  # seconds that each talk there is costs a step


@dataclass(frozen=True)
class Open:
    """What is possible for each talk, and the hard demands that are still open."""

    starts: Mapping[str, Sequence[int]]
    rooms: Mapping[str, Sequence[str]]
    demands: Sequence[Demand]


class Walk:
    """Moves talks, one or two at a time, by simulated annealing.

    A step takes a talk out and looks at every place where it can stand: one matrix of
    what everybody would hear. It goes to one of them with the chance that its worth
    gives it at the temperature there is.

    Args:
        problem: The problem.
        audience: Who listens.
        open_: What is possible.
        timetable: Where the walk begins. Talks that are left out stay so.
        seed: What is drawn by.
    """

    def __init__(
        self,
        problem: Problem,
        audience: Audience,
        open_: Open,
        timetable: Timetable,
        seed: int,
    ) -> None:
        self._rng = np.random.default_rng(seed)
        here = {p.talk: p for p in timetable}
        self._starts = {
            talk: sorted({*open_.starts[talk], here[talk].start}) for talk in here
        }
        self._rooms = {
            talk: list(dict.fromkeys((*open_.rooms[talk], here[talk].room)))
            for talk in here
        }
        lengths = {talk.id: talk.minutes for talk in problem.talks.values()}
        points = points_of(self._starts, lengths)
        times = {
            talk: Times.of(starts, lengths[talk], points)
            for talk, starts in self._starts.items()
        }
        self._hearing = Hearing(audience, times, points)
        self._standing = standing(self._starts, self._rooms, lengths, open_.demands)
        self._at: dict[str, tuple[int, int]] = {}
        for talk, placement in here.items():
            start = self._starts[talk].index(placement.start)
            self._put(talk, start, self._rooms[talk].index(placement.room))
        self._talks = [
            talk
            for talk in here
            if self._hearing.wants(talk) and len(self._starts[talk]) > 1
        ]
        self.best = self._hearing.value()
        self._best_at = dict(self._at)

    @property
    def perfect(self) -> bool:
        """Whether everybody hears everything."""
        return self.best >= self._hearing.total

    @property
    def lost(self) -> int:
        """What everybody misses, at best so far."""
        return self._hearing.total - self.best

    @property
    def look(self) -> float:
        """About how many seconds of work are between two looks at the clock."""
        return _LOOK * _A_TALK * len(self._at)

    def timetable(self) -> Timetable:
        """The best timetable so far."""
        return Timetable.of(
            Placement(self._starts[talk][start], self._rooms[talk][room], talk)
            for talk, (start, room) in self._best_at.items()
        )

    def anneal(self, number: int, gone: Callable[[], float]) -> None:
        """Go one round from the best so far, the longer the higher its number.

        Args:
            number: From 0.
            gone: Says how much of the time for this round is gone: 1 ends it.
        """
        if not self._talks:
            return
        for talk, (start, room) in self._best_at.items():
            self._take(talk)
            self._put(talk, start, room)
        steps = _ROUND * len(self._talks) * _LONGER**number
        late = 0.0
        for step in range(steps):
            if step % _LOOK == 0:
                late = gone()
            left = 1 - max(step / steps, late)
            if left <= 0:
                return
            temperature = self._hearing.unit * (left * left + _COLD)
            if len(self._talks) > 1 and self._rng.random() < _PAIRS:
                self._move_two(temperature)
            else:
                self._move(temperature)

    def _move(self, temperature: float) -> None:
        talk = self._talks[self._rng.integers(len(self._talks))]
        start, room = self._take(talk)
        value = self._choose(talk, temperature, (start, room))
        self._note(value)

    def _move_two(self, temperature: float) -> None:
        """Move two talks, the second where the first leaves room for it."""
        one, other = self._rng.choice(len(self._talks), 2, replace=False)
        first, second = self._talks[one], self._talks[other]
        was = self._take(first), self._take(second)
        old = self._value_at(first, second, was)
        self._choose(first, temperature, None)
        new = None if first not in self._at else self._choose(second, temperature, None)
        if second in self._at and new is not None:
            if new >= old or self._rng.random() < np.exp((new - old) / temperature):
                self._note(new)
                return
            self._take(second)
        if first in self._at:
            self._take(first)
        self._put(first, *was[0])
        self._put(second, *was[1])

    def _value_at(
        self, first: str, second: str, was: tuple[tuple[int, int], tuple[int, int]]
    ) -> int:
        """What everybody heard, priced as the move's outcome will be."""
        self._put(first, *was[0])
        value = int(self._hearing.worth(second, self._rooms[second])[was[1]])
        self._take(first)
        return value

    def _choose(
        self, talk: str, temperature: float, stay: tuple[int, int] | None
    ) -> int | None:
        """Put a talk somewhere; None (and nothing done) if it can be nowhere."""
        open_ = self._standing.open(talk)
        if stay is not None:
            # Where it was is right by all demands, those not seen here too.
            open_[stay] = True
        if not open_.any():
            return None
        worth = self._hearing.worth(talk, self._rooms[talk])
        drawn = worth / temperature + self._rng.gumbel(size=worth.shape)
        chosen = int(np.where(open_, drawn, -np.inf).argmax())
        start, room = divmod(chosen, worth.shape[1])
        self._put(talk, start, room)
        return int(worth[start, room])

    def _note(self, value: int | None) -> None:
        if value is not None and value > self.best:
            self.best = value
            self._best_at = dict(self._at)

    def _put(self, talk: str, start: int, room: int) -> None:
        self._at[talk] = (start, room)
        self._hearing.place(talk, start)
        self._standing.place(talk, start, room)

    def _take(self, talk: str) -> tuple[int, int]:
        self._hearing.remove(talk)
        self._standing.remove(talk)
        return self._at.pop(talk)
