"""Talks that belong together are on one day."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Together
from timetabler.constraints.demands import AtMost, Demand, Never
from timetabler.constraints.groups import by_mistakes, grouped, shared_by_any
from timetabler.constraints.pairs import Each, Times, minutes_of_both
from timetabler.constraints.questions import Scheduled, Some, starting
from timetabler.constraints.sums import InTwo, Pairs, Sums, days_of
from timetabler.problem.fields import Words
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SameDay(Constraint):
    """Talks with the same track, theme or content are on one day.

    Counts, for everything that talks have in common (`by`), the days beyond the first
    on which such talks are; with `count: pairs`, the pairs of talks on different days
    that have something in common; with `each: minutes` a pair counts the minutes of
    both talks, with `times: common` for each value that they have in common. Source:
    same day talks of OptaPlanner's conference scheduling (pairs).
    """

    key: ClassVar[str] = "same-day"
    unit: ClassVar[str] = "days"
    level: Level = "off"

    by: Words = ["theme"]
    """What they have in common: `track`, `theme`, `tag`, `speaker`, or `content` for
    tags that begin with `content:`; any of these."""
    count: Literal["days", "pairs"] = "days"
    """What is counted: `days` beyond the first, or `pairs` of talks."""
    each: Each = "pair"
    """What each of the `pairs` counts: 1 (`pair`), or the `minutes` of both talks."""
    times: Times = "once"
    """How often each of the `pairs` counts: `once`, or for each `common` value."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow one day for each group, or charge each pair on two days."""
        windows = [problem.day_window(day) for day in problem.days]
        if self.count == "pairs":
            spans = tuple((window.start, window.end - 1) for window in windows)
            for pair, worth in self._pairs(problem):
                both = map(Scheduled, pair)
                yield Never((*both, ~Together(*pair, spans)), pair, worth)
            return
        for by in self.by:
            for value, talks in grouped(problem, by).items():
                days = (Some(tuple(starting(t, w) for t in talks)) for w in windows)
                if len(talks) > 1:
                    yield AtMost(1, tuple(days), (value,))

    def sums(self, problem: Problem) -> Sums | None:
        """Charge each pair on two days; days by groups are no sum over pairs."""
        if self.count == "days":
            return None
        pairs = tuple((*pair, worth) for pair, worth in self._pairs(problem))
        return (Pairs(InTwo(days_of(problem)), pairs),)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the days of each group, or compare those of each pair."""
        days = {p.talk: problem.day_at(p.start).id for p in timetable}
        if self.count == "pairs":
            for (one, other), worth in self._pairs(problem):
                if one in days and other in days and days[one] != days[other]:
                    text = f"{one} and {other} are on two days"
                    yield Finding((one, other), worth, text)
            return
        for by in self.by:
            for value, talks in grouped(problem, by).items():
                used = [day for day in problem.days if day in map(days.get, talks)]
                if len(used) > 1:
                    text = f"{value} is spread over {', '.join(used)}"
                    yield Finding((value,), len(used) - 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name what is together."""
        return f"{' and '.join(about)} keep to one day"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find properties that no talk has."""
        yield from by_mistakes(problem, self.by, ("by",))

    @property
    def counted(self) -> str:
        """What is counted."""
        if self.count == "days":
            return "days"
        return "minutes of talks" if self.each == "minutes" else "pairs of talks"

    def _pairs(self, problem: Problem) -> Iterator[tuple[tuple[str, str], int]]:
        """Yield the pairs, and what each counts."""
        for pair, common in shared_by_any(problem, self.by).items():
            each = minutes_of_both(problem, pair) if self.each == "minutes" else 1
            yield pair, each * (common if self.times == "common" else 1)
