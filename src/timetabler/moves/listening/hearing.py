"""What listeners can hear at best, worked out for all of them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timetabler.constraints.listeners import Audience, Listener

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Times:
    """The possible starts of a talk, and its ends, as indices of points in time."""

    starts: Ints
    first: Ints
    last: Ints

    @classmethod
    def of(cls, starts: Sequence[int], minutes: int, points: Ints) -> "Times":
        """Find the starts (in minutes) of a talk of that length among the points."""
        begins = np.array(starts, dtype=np.int64)
        first = np.searchsorted(points, begins)
        return cls(begins, first, np.searchsorted(points, begins + minutes))


def points_of(starts: Mapping[str, Sequence[int]], lengths: Mapping[str, int]) -> Ints:
    """The points in time at which talks can start or end, in order; one at least."""
    ends = {start + lengths[talk] for talk, some in starts.items() for start in some}
    found = ends.union(*map(set, starts.values()))
    return np.array(sorted(found) or [0], dtype=np.int64)


class Hearing:
    """The weight of what everybody hears, as each person chooses at best.

    Seats are counted only where a talk is placed (``worth``): that others may not get
    one of theirs is left out. Without seats all of it is exact.

    Args:
        audience: The people.
        times: The times of each talk that may be moved or stays where it is.
        moments: The points in time, in minutes.
    """

    def __init__(
        self, audience: Audience, times: Mapping[str, Times], moments: Ints
    ) -> None:
        self._moments = moments
        self._times = times
        self.size = len(audience.listeners)
        self._weights = self._weigh(audience.listeners)
        self._seats = audience.seats
        self.unit = _usual(audience.listeners)
        self.total = sum(sum(p.wanted.values()) for p in audience.listeners)
        self._duty = sum(
            _most(person) * len(times.keys() & set(person.duties))
            for person in audience.listeners
        )
        self._wishes = {
            talk: np.array([talk in audience.listeners[n].wanted for n in people])
            for talk, (people, _) in self._weights.items()
        }
        self._span: dict[str, tuple[int, int, Ints]] = {}

    def _weigh(self, listeners: Sequence[Listener]) -> dict[str, tuple[Ints, Ints]]:
        """Who may come to each talk, and the weight of that by its start."""
        found: dict[str, dict[int, Ints]] = {}
        for number, person in enumerate(listeners):
            for talk, weight in person.wanted.items():
                if talk in self._times:
                    here = np.where(self._there(person, talk), weight, 0)
                    found.setdefault(talk, {})[number] = here
            for talk in person.duties:
                if talk in self._times:
                    every = np.full(len(self._times[talk].starts), _most(person))
                    found.setdefault(talk, {})[number] = every
        return {
            talk: (np.array(list(by), dtype=np.int64), np.stack(list(by.values()), 1))
            for talk, by in found.items()
        }

    def _there(self, person: Listener, talk: str) -> Truths:
        """Whether a person is there for a talk, by its start."""
        times = self._times[talk]
        starts, ends = times.starts, self._moments[times.last]
        there = np.ones(len(starts), dtype=bool)
        if person.available is not None:
            inside = [(w.start <= starts) & (ends <= w.end) for w in person.available]
            there = np.any(inside, 0) if inside else ~there
        for window in person.busy:
            there &= (ends <= window.start) | (window.end <= starts)
        return there

    def wants(self, talk: str) -> bool:
        """Whether anybody wants to hear a talk, or has to be there."""
        return talk in self._weights

    def place(self, talk: str, start: int) -> None:
        """Place a talk at one of its starts, by index."""
        if talk in self._weights:
            people, weights = self._weights[talk]
            row = np.zeros(self.size, dtype=np.int64)
            row[people] = weights[start]
            times = self._times[talk]
            self._span[talk] = int(times.first[start]), int(times.last[start]), row

    def remove(self, talk: str) -> None:
        """Take a talk out."""
        self._span.pop(talk, None)

    def value(self) -> int:
        """What everybody hears."""
        return int(self._before()[-1].sum()) - self._duty

    def worth(self, talk: str, rooms: Sequence[str]) -> Ints:
        """What everybody would hear with the talk at each start and in each room."""
        before, after = self._before(), self._after()
        base = int(before[-1].sum()) - self._duty
        times = self._times[talk]
        if talk not in self._weights:
            return np.full((len(times.starts), len(rooms)), base)
        people, weights = self._weights[talk]
        hear = before[:, people][times.first] + weights + after[:, people][times.last]
        more = np.maximum(hear - before[-1, people], 0)
        found = np.repeat((base + more.sum(1))[:, None], len(rooms), 1)
        scarce = self._seats.get(talk, {})
        if scarce.keys() & set(rooms):
            gains = np.sort(more[:, self._wishes[talk]], 1)
            for column, room in enumerate(rooms):
                # Who has least of it goes without.
                without = gains.shape[1] - scarce.get(room, gains.shape[1])
                found[:, column] -= gains[:, :without].sum(1)
        return found

    def _before(self) -> Ints:
        """The most that each person hears of what has ended by each moment."""
        best = np.zeros((len(self._moments), self.size), dtype=np.int64)
        now, filled = best[0], 0
        for first, last, row in sorted(self._span.values(), key=lambda span: span[1]):
            best[filled:last] = now
            filled = last
            now = np.maximum(now, best[first] + row)
        best[filled:] = now
        return best

    def _after(self) -> Ints:
        """The most that each person hears of what starts from each moment on."""
        best = np.zeros((len(self._moments), self.size), dtype=np.int64)
        now, filled = best[-1], len(self._moments)
        for first, last, row in sorted(self._span.values(), key=lambda span: -span[0]):
            best[first + 1 : filled] = now
            filled = first + 1
            now = np.maximum(now, best[last] + row)
        best[:filled] = now
        return best


def _most(person: Listener) -> int:
    """More than all that a person wants: duties come first."""
    return sum(person.wanted.values()) + 1


def _usual(listeners: Sequence[Listener]) -> float:
    """The mean weight of a wish."""
    every = [weight for person in listeners for weight in person.wanted.values()]
    return sum(every) / max(1, len(every))
