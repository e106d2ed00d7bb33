"""Talks start when it was published."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.kept import Kept
from timetabler.constraints.questions import not_within
from timetabler.problem.problem import Problem, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class KeepStart(Kept):
    """A talk starts on the day and at the time that were published.

    Counts, for every talk whose start changes, the people it concerns: its expected
    audience and its speakers. Talks whose day changes are among them: which talk has to
    change its day is then decided by how many people that concerns.
    """

    key: ClassVar[str] = "keep-start"
    unit: ClassVar[str] = "people"
    singly: ClassVar[bool] = True
    level: Level = 4

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for every other start."""
        for talk, (start, _) in self.published.items():
            same = Window(start, start + 1)
            other = not_within(talk, [same], 1, problem.whole)
            yield Never((other,), (talk,), self.people.get(talk, 1))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the starts."""
        for talk, (start, _) in self.published.items():
            if talk in timetable and timetable[talk].start != start:
                was, now = problem.at(start), problem.at(timetable[talk].start)
                text = f"{talk} was published for {was}; it starts at {now}"
                yield Finding((talk,), self.people.get(talk, 1), text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and its start."""
        start, _ = self.published[about[0]]
        return f"{about[0]} starts at {problem.at(start)}, as published"
