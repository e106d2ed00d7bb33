"""Talks that people want both of are not in parallel."""

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Close
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class NotParallel(Constraint):
    """Talks that must not be in parallel are not.

    Counts pairs of talks that overlap in time: those that name each other in
    `not_parallel`, and those that share one of this constraint's `groups`.
    """

    key: ClassVar[str] = "not-parallel"
    unit: ClassVar[str] = "pairs of talks"

    groups: Annotated[dict[str, list[str]], Field(default_factory=dict)]
    """Groups of talks (ids) of which no two may overlap, by a name of your own."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid each pair to overlap."""
        for one, other in self._pairs(problem):
            yield Never((Close(one, other),), (one, other))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the times of each pair."""
        for one, other in self._pairs(problem):
            if one not in timetable or other not in timetable:
                continue
            starts = timetable[one].start, timetable[other].start
            ends = timetable.end(problem, one), timetable.end(problem, other)
            if max(starts) < min(ends):
                text = f"{one} and {other} are in parallel at {problem.at(max(starts))}"
                yield Finding((one, other), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the two talks."""
        return f"{about[0]} and {about[1]} are not in parallel"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find talks in groups that are not known."""
        for name, talks in self.groups.items():
            for index, talk in enumerate(talks):
                if talk not in problem.talks:
                    why = unknown("talk", talk, problem.talks)
                    yield Mistake(("groups", name, index), why)

    def _pairs(self, problem: Problem) -> list[tuple[str, str]]:
        """List each pair once, in the order of the file."""
        rank = {talk: index for index, talk in enumerate(problem.talks)}
        pairs = {
            frozenset((talk.id, other))
            for talk in problem.talks.values()
            for other in talk.not_parallel
        }
        for talks in self.groups.values():
            pairs.update(map(frozenset, combinations(sorted(set(talks)), 2)))
        ranked = sorted(sorted((rank[a], rank[b])) for a, b in map(tuple, pairs))
        talks_by_rank = list(problem.talks)
        return [(talks_by_rank[one], talks_by_rank[other]) for one, other in ranked]
