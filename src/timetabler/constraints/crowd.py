"""Talks that draw crowds have the right company."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import AtLeast, Close, Scheduled
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Crowd(Constraint):
    """Talks that draw crowds are alone, or exactly so many at once.

    Of `talks` (those that draw crowds), counts those that do not overlap exactly
    `others` others of them: with 0 a crowd is alone, with 1 crowds come in pairs, which
    draw people off each other, and a lone one counts like one among three. Source:
    crowd control of OptaPlanner's conference scheduling, which passes a lone one over.
    """

    key: ClassVar[str] = "crowd"
    unit: ClassVar[str] = "talks"
    level: Level = "off"

    others: Annotated[int, Field(ge=0)] = 0
    """How many others of them take place at the same time, exactly."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid more others, and fewer."""
        for talk in problem.talks:
            close = tuple(Close(talk, t) for t in problem.talks if t != talk)
            too_many = AtLeast(self.others + 1, close)
            yield Never((Scheduled(talk), too_many), (talk,))
            if self.others:
                enough = AtLeast(self.others, close)
                yield Never((Scheduled(talk), ~enough), (talk,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Count those that overlap each talk."""
        for placement in timetable:
            end = timetable.end(problem, placement.talk)
            company = [
                other.talk
                for other in timetable
                if other.talk != placement.talk
                and other.start < end
                and timetable.end(problem, other.talk) > placement.start
            ]
            if len(company) != self.others:
                text = f"{placement.talk} is in parallel with {len(company)} others "
                text += f"that draw crowds instead of {self.others}"
                yield Finding((placement.talk,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        with_ = f"exactly {self.others} others" if self.others else "no other"
        return f"{about[0]} is in parallel with {with_} that draws a crowd"
