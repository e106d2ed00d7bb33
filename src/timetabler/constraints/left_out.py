"""Talks that may be left out are missed."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Scheduled
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class LeftOut(Constraint):
    """A talk that may be left out is missed at its cost.

    Adds up the `optional` cost of every talk that is left out.
    """

    key: ClassVar[str] = "left-out"
    unit: ClassVar[str] = "cost"
    singly: ClassVar[bool] = True
    level: Level = 1

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for each optional talk that is left out."""
        for talk in problem.talks.values():
            if talk.optional:
                yield Never((~Scheduled(talk.id),), (talk.id,), talk.optional)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look for optional talks without a placement."""
        for talk in problem.talks.values():
            if talk.optional and talk.id not in timetable:
                text = f"{talk.id} is left out, which costs {talk.optional}"
                yield Finding((talk.id,), talk.optional, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        return f"{about[0]} should not be left out"
