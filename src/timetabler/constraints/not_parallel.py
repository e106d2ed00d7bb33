"""Talks that people want both of are not in parallel."""

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand
from timetabler.constraints.groups import by_mistakes, shared
from timetabler.constraints.pairs import (
    UNITS,
    PairCount,
    Times,
    apart,
    in_parallel,
    parallel,
    told,
)
from timetabler.constraints.selectors import Talks, talks_in
from timetabler.constraints.sums import Sums
from timetabler.problem.fields import Words
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class NotParallel(Constraint):
    """Talks that must not be in parallel are not.

    Counts pairs of talks that overlap in time: those that name each other in
    `not_parallel`, those that share one of this constraint's `groups`, those that have
    something of every `by` in common, and, with `chairs`, those of which a speaker of
    one chairs the other's track. With `count: minutes` it adds up for how long they
    do; with `count: slots` in how many permitted starts of the conference; with
    `count: sessions` it counts pairs that start in one session in different rooms.
    With `times: common` each pair counts as often as it has values in common,
    multiplied over several `by`. Sources: theme, sector, content and mutual exclusion
    conflicts of OptaPlanner's conference scheduling; presenter conflicts of CoSPLib.
    """

    key: ClassVar[str] = "not-parallel"
    unit: ClassVar[str] = "pairs of talks"

    groups: Annotated[dict[str, Talks], Field(default_factory=dict)]
    """Groups of talks of which no two may overlap, by a name of your own."""
    by: Words = []
    """What the two have in common: `track`, `theme`, `level`, `language`, `kind`,
    `speaker`, `tag`, or `content` for tags that begin with `content:`; all of these."""
    chairs: bool = False
    """Whether a talk counts with those of another track that its speakers chair."""
    listed: bool = True
    """Whether the talks' own `not_parallel` counts here."""
    count: PairCount = "pairs"
    """What is counted: `pairs`, `minutes`, `slots` or `sessions`."""
    times: Times = "once"
    """How often a pair counts: `once`, or for each value that is `common` by `by`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid each pair to overlap."""
        for pair, times in self._pairs(problem):
            yield from apart(problem, pair, self.count, pair, times)

    def sums(self, problem: Problem) -> Sums:
        """Charge each pair."""
        pairs = ((*pair, times) for pair, times in self._pairs(problem))
        return in_parallel(problem, pairs, self.count)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the times of each pair."""
        for pair, times in self._pairs(problem):
            amount = parallel(problem, timetable, pair, self.count)
            if amount:
                yield Finding(pair, times * amount, told(problem, timetable, pair))

    def law(self, problem: Problem, about: About) -> str:
        """Name the two talks."""
        return f"{about[0]} and {about[1]} are not in parallel"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find properties that no talk has."""
        yield from by_mistakes(problem, self.by, ("by",))

    @property
    def counted(self) -> str:
        """What is counted."""
        return UNITS[self.count]

    def _pairs(self, problem: Problem) -> list[tuple[tuple[str, str], int]]:
        """List each pair once, in the order of the file, and how often it counts."""
        rank = {talk: index for index, talk in enumerate(problem.talks)}
        common = shared(problem, self.by)
        pairs = dict(common) if self.times == "common" else dict.fromkeys(common, 1)
        for one, other in self._named(problem):
            first, last = sorted((one, other), key=rank.__getitem__)
            pairs.setdefault((first, last), 1)
        return sorted(
            pairs.items(), key=lambda item: tuple(rank[talk] for talk in item[0])
        )

    def _named(self, problem: Problem) -> Iterator[tuple[str, str]]:
        """Yield the pairs that are told one by one, some of them twice."""
        if self.listed:
            for talk in problem.talks.values():
                yield from ((talk.id, other) for other in talk.not_parallel)
        if self.chairs:
            yield from _chaired(problem)
        for talks in self.groups.values():
            yield from combinations(talks_in(problem, talks), 2)


def _chaired(problem: Problem) -> Iterator[tuple[str, str]]:
    """Yield each talk with the talks of another track that its speakers chair."""
    chaired: dict[str, list[str]] = {}
    for track in problem.tracks.values():
        for chair in track.chairs:
            chaired.setdefault(chair, []).append(track.id)
    for talk in problem.talks.values():
        tracks = {t for s in talk.speakers for t in chaired.get(s, ())} - {talk.track}
        for other in problem.talks.values():
            if other.track in tracks:
                yield talk.id, other.id
