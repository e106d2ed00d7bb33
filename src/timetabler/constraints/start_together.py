"""Talks that go well beside each other start together."""

from collections.abc import Iterator
from itertools import combinations
from math import prod
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Together
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.groups import by_mistakes, values
from timetabler.constraints.pairs import Times
from timetabler.constraints.questions import Scheduled
from timetabler.constraints.sums import Pairs, StartApart, Sums
from timetabler.problem.fields import Words
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class StartTogether(Constraint):
    """Talks that go well beside each other start at the same time.

    Counts the pairs of talks that do not start together, of those that could: they are
    equally long, have a permitted start in common, share a value of every `by`, and
    share none of any `differ` that both have. With `each: minutes` a pair counts the
    minutes of one of them, with `times: common` as often as it has values in common,
    multiplied over several `by`. Source: audience type, audience level and language
    diversity of OptaPlanner's conference scheduling, which reward what is kept here.
    """

    key: ClassVar[str] = "start-together"
    unit: ClassVar[str] = "pairs of talks"
    level: Level = "off"

    by: Words = []
    """What the two have in common: `track`, `theme`, `tag`, or `audience` for tags that
    begin with `audience:`; all of these."""
    differ: Words = []
    """What the two differ in: `level`, `language`, ...; all of these."""
    each: Literal["pair", "minutes"] = "pair"
    """What each pair counts: 1 (`pair`), or the `minutes` that both take."""
    times: Times = "once"
    """How often a pair counts: `once`, or for each value that is `common` by `by`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge each pair that does not start together."""
        for (one, other), worth in self._pairs(problem):
            spans = tuple((s, s) for s in problem.starts_of(problem.talks[one]))
            both = Scheduled(one), Scheduled(other)
            yield Never((*both, ~Together(one, other, spans)), (one,), worth)

    def sums(self, problem: Problem) -> Sums:
        """Charge each pair that does not start together."""
        pairs = tuple((*pair, worth) for pair, worth in self._pairs(problem))
        return (Pairs(StartApart(), pairs),)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the starts of each pair, and add up what each talk misses."""
        missed: dict[str, list[int]] = {}
        for (one, other), worth in self._pairs(problem):
            if one in timetable and other in timetable:
                apart = timetable[one].start != timetable[other].start
                missed.setdefault(one, []).append(worth if apart else 0)
        for talk, amounts in missed.items():
            if any(amounts):
                number = sum(amount > 0 for amount in amounts)
                text = f"{talk} does not start together with {number} of the"
                text += f" {len(amounts)} later talks that it goes with"
                yield Finding((talk,), sum(amounts), text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        del problem
        return f"{about[0]} starts together with the talks that it goes with"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find properties that no talk has."""
        yield from by_mistakes(problem, self.by, ("by",))
        yield from by_mistakes(problem, self.differ, ("differ",))

    @property
    def counted(self) -> str:
        """What is counted."""
        return "minutes of talks" if self.each == "minutes" else "pairs of talks"

    def most(self, problem: Problem) -> int:
        """What it would count if no two talks started together."""
        return sum(worth for _, worth in self._pairs(problem))

    def _pairs(self, problem: Problem) -> Iterator[tuple[tuple[str, str], int]]:
        """Yield the pairs that could start together, and what each counts."""
        keys = (*self.by, *self.differ)
        talks = problem.talks.values()
        have = {t.id: [values(problem, t, key) for key in keys] for t in talks}
        for (one, other), minutes in _able(problem):
            sets = list(zip(have[one], have[other], strict=True))
            common = prod(len(a & b) for a, b in sets[: len(self.by)])
            unlike = sets[len(self.by) :]
            if common and all(a and b and a.isdisjoint(b) for a, b in unlike):
                each = minutes if self.each == "minutes" else 1
                times = common if self.times == "common" else 1
                yield (one, other), each * times


def _able(problem: Problem) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the pairs of one length that have a start in common, and that length."""
    starts = {t.id: problem.starts_of(t) for t in problem.talks.values()}
    meeting: dict[tuple[tuple[int, ...], ...], bool] = {}
    for one, other in combinations(problem.talks.values(), 2):
        if one.minutes != other.minutes:
            continue
        both = starts[one.id], starts[other.id]
        if both not in meeting:
            meeting[both] = not set(both[0]).isdisjoint(both[1])
        if meeting[both]:
            yield (one.id, other.id), one.minutes
