"""Who chairs a track can be there."""

from collections.abc import Iterator
from itertools import product
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand
from timetabler.constraints.pairs import (
    UNITS,
    PairCount,
    apart,
    in_parallel,
    parallel,
    told,
)
from timetabler.constraints.selectors import Talks, talks_in
from timetabler.constraints.sums import Sums
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackChairs(Constraint):
    """Who chairs a track misses none of it for another duty.

    Counts, for every chair, the pairs of a talk of a track of theirs and a talk of
    another track that they chair too, give, or want to hear (`wants`), that overlap in
    time. With `count: minutes` the minutes they do, with `count: sessions` the pairs
    that start in one session in different rooms. Source: chair conflicts of CoSPLib.
    """

    key: ClassVar[str] = "track-chairs"
    unit: ClassVar[str] = "pairs of talks"
    level: Level = "off"

    wants: Annotated[dict[str, Talks], Field(default_factory=dict)]
    """Talks of other tracks that chairs want to hear, by chair."""
    count: PairCount = "pairs"
    """What is counted: `pairs`, `minutes`, `slots` or `sessions`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Keep a chair's track apart from all else they do."""
        for chair, pairs in self._pairs(problem).items():
            for pair in pairs:
                yield from apart(problem, pair, self.count, (chair,))

    def sums(self, problem: Problem) -> Sums:
        """Charge each pair of each chair."""
        found = self._pairs(problem).values()
        pairs = ((one, other, 1) for some in found for one, other in some)
        return in_parallel(problem, pairs, self.count)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the times of each pair."""
        for chair, pairs in self._pairs(problem).items():
            name = problem.speakers[chair].name
            for pair in pairs:
                amount = parallel(problem, timetable, pair, self.count)
                if amount:
                    text = f"{told(problem, timetable, pair)}; {name} is needed in both"
                    yield Finding((chair,), amount, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the chair."""
        return (
            f"{problem.speakers[about[0]].name} can be at all of the tracks they chair"
        )

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find wishes of people who chair no track."""
        chairs = [c for track in problem.tracks.values() for c in track.chairs]
        for person in self.wants:
            if person not in chairs:
                why = unknown("chair", person, dict.fromkeys(chairs))
                yield Mistake(("wants", person), why, at="key")

    @property
    def counted(self) -> str:
        """What is counted."""
        return UNITS[self.count]

    def _pairs(self, problem: Problem) -> dict[str, list[tuple[str, str]]]:
        """The pairs of talks of each chair, each once."""
        chaired: dict[str, list[str]] = {}
        for track in problem.tracks.values():
            for chair in track.chairs:
                chaired.setdefault(chair, []).append(track.id)
        found = {}
        for chair, tracks in chaired.items():
            mine = [t for t in problem.talks.values() if t.track in tracks]
            wanted = (
                set(talks_in(problem, self.wants[chair])) if chair in self.wants else ()
            )
            others = [
                t
                for t in problem.talks.values()
                if t.track in tracks or chair in t.speakers or t.id in wanted
            ]
            pairs = {
                (min(a.id, b.id), max(a.id, b.id))
                for a, b in product(mine, others)
                if a.track != b.track
            }
            found[chair] = sorted(pairs)
        return found
