"""Talks stay on the day that was published."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.kept import Kept
from timetabler.constraints.questions import not_within
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class KeepDay(Kept):
    """A talk stays on the day that was published.

    Counts the talks whose day changes.
    """

    key: ClassVar[str] = "keep-day"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True
    level: Level = 3

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for every other day."""
        for talk, (start, _) in self.published.items():
            day = problem.day_window(problem.day_at(start).id)
            yield Never((not_within(talk, [day], 1, problem.whole),), (talk,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the days."""
        for talk, (start, _) in self.published.items():
            if talk in timetable:
                was = problem.day_at(start).id
                now = problem.day_at(timetable[talk].start).id
                if was != now:
                    text = f"{talk} was published for {was}; it is on {now}"
                    yield Finding((talk,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and its day."""
        start, _ = self.published[about[0]]
        return f"{about[0]} stays on {problem.day_at(start).id}, as published"
