"""Talks in parallel differ, so that everybody finds one."""

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand
from timetabler.constraints.groups import by_mistakes, grouped
from timetabler.constraints.pairs import UNITS, apart, in_parallel, parallel, told
from timetabler.constraints.sums import Sums
from timetabler.problem.fields import Text
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Diversity(Constraint):
    """Talks in parallel are of different levels, languages or audiences.

    Counts, for every level (or language, ... as `by` says), the pairs of its talks that
    overlap in time; with `count: minutes` the minutes they do. Difference is rewarded,
    as sameness costs. Source: audience type, audience level and language diversity of
    OptaPlanner's conference scheduling, whose first rewards sameness instead.
    """

    key: ClassVar[str] = "diversity"
    unit: ClassVar[str] = "pairs of talks"
    level: Level = "off"

    by: Text = "level"
    """What should differ: `level`, `language`, `kind`, `track`, or `audience` for tags
    that begin with `audience:`."""
    count: Literal["pairs", "minutes"] = "pairs"
    """What is counted: `pairs` or `minutes`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Keep each two that are the same apart."""
        for value, talks in grouped(problem, self.by).items():
            for index, one in enumerate(talks):
                for other in talks[index + 1 :]:
                    yield from apart(problem, (one, other), self.count, (value,))

    def sums(self, problem: Problem) -> Sums:
        """Charge each two that are the same."""
        groups = grouped(problem, self.by).values()
        pairs = ((a, b, 1) for talks in groups for a, b in combinations(talks, 2))
        return in_parallel(problem, pairs, self.count)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare each two that are the same."""
        for value, talks in grouped(problem, self.by).items():
            for pair in ((a, b) for a in talks for b in talks if a < b):
                amount = parallel(problem, timetable, pair, self.count)
                if amount:
                    text = f"{told(problem, timetable, pair)}; both are {value}"
                    yield Finding((value,), amount, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name what the talks have in common."""
        return f"talks that are {about[0]} are not in parallel"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find a property that no talk has."""
        yield from by_mistakes(problem, [self.by], ("by",))

    @property
    def counted(self) -> str:
        """What is counted."""
        return UNITS[self.count]
