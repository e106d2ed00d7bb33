"""Every talk is scheduled."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints import questions
from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Scheduled(Constraint):
    """Every talk is scheduled.

    Counts the talks left out, of those that may not be (`optional` is not given).
    """

    key: ClassVar[str] = "scheduled"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid that a talk is left out."""
        for talk in problem.talks.values():
            if talk.optional is None:
                yield Never((~questions.Scheduled(talk.id),), (talk.id,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look for talks without a placement."""
        for talk in problem.talks.values():
            if talk.optional is None and talk.id not in timetable:
                yield Finding((talk.id,), 1, f"{talk.id} is not scheduled")

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        return f"{about[0]} has to be scheduled"
