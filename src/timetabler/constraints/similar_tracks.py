"""Tracks with much the same audience are not in parallel."""

from collections.abc import Iterator
from itertools import product
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never, NoMore
from timetabler.constraints.pairs import (
    Count,
    in_parallel,
    pair_mistakes,
    parallel,
    told,
)
from timetabler.constraints.quantities import Alongside, Overlap
from timetabler.constraints.questions import Close
from timetabler.constraints.sums import Sums
from timetabler.problem.fields import Weight
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SimilarTracks(Constraint):
    """Similar tracks are not in parallel.

    For every pair of tracks in `pairs`, counts the pairs of talks, one of each, that
    overlap in time, times the number given; with `count: minutes` the minutes they do;
    with `count: sessions` the pairs of rooms that hold the one and the other in one
    session. Source: similar tracks of CoSPLib (sessions).
    """

    key: ClassVar[str] = "similar-tracks"
    unit: ClassVar[str] = "pairs of talks"
    level: Level = "off"

    pairs: Annotated[dict[str, Weight], Field(default_factory=dict)]
    """How much each pair costs, by the two tracks: `{cloud virtualization: 3}`."""
    count: Count = "pairs"
    """What is counted: `pairs` of talks, `minutes`, or rooms by `sessions`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for each talk of one track with each of the other."""
        for one, other, cost in self._pairs(problem):
            if self.count == "sessions":
                ones, others = _talks(problem, one), _talks(problem, other)
                for session in problem.sessions.values():
                    held = Alongside(
                        tuple(ones), tuple(others), session.window, tuple(problem.rooms)
                    )
                    yield NoMore(((cost, held),), (one, other))
                continue
            for a, b in product(_talks(problem, one), _talks(problem, other)):
                if self.count == "pairs":
                    yield Never((Close(a, b),), (one, other), cost)
                else:
                    yield NoMore(((cost, Overlap(a, b)),), (one, other))

    def sums(self, problem: Problem) -> Sums | None:
        """Charge each pair of talks; rooms by sessions are no sum over pairs."""
        if self.count == "sessions":
            return None
        pairs = (
            (a, b, cost)
            for one, other, cost in self._pairs(problem)
            for a, b in product(_talks(problem, one), _talks(problem, other))
        )
        return in_parallel(problem, pairs, self.count)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look at the two tracks' talks, or rooms, side by side."""
        for one, other, cost in self._pairs(problem):
            if self.count == "sessions":
                yield from _rooms(problem, timetable, (one, other), cost)
                continue
            for pair in product(_talks(problem, one), _talks(problem, other)):
                amount = parallel(problem, timetable, pair, self.count)
                if amount:
                    text = f"{told(problem, timetable, pair)} ({one}, {other})"
                    yield Finding((one, other), cost * amount, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the tracks."""
        return f"{about[0]} and {about[1]} are not in parallel"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find pairs that are not two tracks."""
        example = "cloud security"
        yield from pair_mistakes(self.pairs, "track", problem.tracks, example)

    @property
    def counted(self) -> str:
        """What is counted."""
        names = {"pairs": "pairs of talks", "minutes": "minutes in parallel"}
        return f"{names.get(self.count, 'pairs of rooms')}, times their cost"

    def _pairs(self, problem: Problem) -> Iterator[tuple[str, str, int]]:
        del problem
        for text, cost in self.pairs.items():
            one, other = text.split()
            if cost:
                yield one, other, cost


def _talks(problem: Problem, track: str) -> list[str]:
    return [talk.id for talk in problem.talks.values() if talk.track == track]


def _rooms(
    problem: Problem, timetable: Timetable, pair: tuple[str, str], cost: int
) -> Iterator[Finding]:
    for session in problem.sessions.values():
        window = session.window
        here = [p for p in timetable if window.start <= p.start < window.end]
        first, second = (
            {p.room for p in here if problem.talks[p.talk].track == track}
            for track in pair
        )
        number = sum(a != b for a, b in product(first, second))
        if number:
            text = f"{pair[0]} and {pair[1]} are side by side in {session.id}"
            yield Finding(pair, cost * number, text)
