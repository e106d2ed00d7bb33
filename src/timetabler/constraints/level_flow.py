"""Beginner talks come before advanced ones on the same content."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.groups import by_mistakes, shared
from timetabler.constraints.pairs import Each, Times, minutes_of_both
from timetabler.constraints.questions import Before, Scheduled
from timetabler.constraints.sums import NotOver, Pairs, Sums
from timetabler.problem.fields import Words
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class LevelFlow(Constraint):
    """A talk of a lower level is over when one of a higher level starts.

    Counts, among talks with something in common (`by`), the pairs of different
    levels of which the lower has not ended when the higher starts. Talks of a level
    that `levels` does not list are passed over. With `each: minutes` a pair counts the
    minutes of both talks, with `times: common` as often as it has values in common,
    multiplied over several `by`. Source: content audience level flow of
    OptaPlanner's conference scheduling.
    """

    key: ClassVar[str] = "level-flow"
    unit: ClassVar[str] = "pairs of talks"
    level: Level = "off"

    levels: Words = []
    """The levels from first to last: `[beginner, advanced]`."""
    by: Words = ["track"]
    """What the two have in common: `track`, `theme`, `tag`, or `content` for tags that
    begin with `content:`; all of these."""
    each: Each = "pair"
    """What each pair counts: 1 (`pair`), or the `minutes` of both talks."""
    times: Times = "once"
    """How often a pair counts: `once`, or for each value that is `common` by `by`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid each pair out of order."""
        for (low, high), worth in self._pairs(problem):
            both = Scheduled(low), Scheduled(high)
            yield Never((*both, ~Before(low, high)), (low, high), worth)

    def sums(self, problem: Problem) -> Sums:
        """Charge each pair out of order."""
        pairs = tuple((*pair, worth) for pair, worth in self._pairs(problem))
        return (Pairs(NotOver(), pairs),)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the end of the lower with the start of the higher."""
        for (low, high), worth in self._pairs(problem):
            both = low in timetable and high in timetable
            if both and timetable[high].start < timetable.end(problem, low):
                levels = problem.talks[high].level, problem.talks[low].level
                text = f"{high} ({levels[0]}) is not after {low} ({levels[1]})"
                yield Finding((low, high), worth, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talks."""
        return f"{about[1]} comes after {about[0]}, which is of a lower level"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find levels and properties that no talk has."""
        yield from by_mistakes(problem, self.by, ("by",))
        known = sorted({t.level for t in problem.talks.values() if t.level})
        for index, level in enumerate(self.levels):
            if level not in known:
                yield Mistake(("levels", index), unknown("level", level, known))

    @property
    def counted(self) -> str:
        """What is counted."""
        return "minutes of talks" if self.each == "minutes" else "pairs of talks"

    def _pairs(self, problem: Problem) -> Iterator[tuple[tuple[str, str], int]]:
        """Yield the pairs, the lower level first, and what each counts."""
        rank = {level: index for index, level in enumerate(self.levels)}
        for pair, common in shared(problem, self.by).items():
            one, other = (rank.get(problem.talks[talk].level, -1) for talk in pair)
            if -1 in (one, other) or one == other:
                continue
            each = minutes_of_both(problem, pair) if self.each == "minutes" else 1
            worth = each * (common if self.times == "common" else 1)
            yield pair if one < other else (pair[1], pair[0]), worth
