"""Talks that draw crowds have the right company."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Together
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import AtLeast, Close, Question, Scheduled
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Crowd(Constraint):
    """Talks that draw crowds are alone, or exactly so many at once.

    Of `talks` (those that draw crowds), counts those that do not overlap exactly
    `others` others of them: with 0 a crowd is alone, with 1 crowds come in pairs, which
    draw people off each other, and a lone one counts like one among three, unless
    `lone` passes it over. With `at: start` only talks of the same length that start at
    the same time meet. Source: crowd control of OptaPlanner's conference scheduling
    (lone, start).
    """

    key: ClassVar[str] = "crowd"
    unit: ClassVar[str] = "talks"
    level: Level = "off"

    others: Annotated[int, Field(ge=0)] = 0
    """How many others of them take place at the same time, exactly."""
    lone: bool = False
    """Whether one that meets none of the others is passed over."""
    at: Literal["overlap", "start"] = "overlap"
    """Which talks meet: those that `overlap`, or those with one `start` and length."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid more others, and fewer."""
        for talk in problem.talks:
            met = tuple(self._met(problem, talk))
            too_many = AtLeast(self.others + 1, met)
            yield Never((Scheduled(talk), too_many), (talk,))
            least = 1 if self.lone else 0
            if self.others > least:
                some = (AtLeast(least, met),) if least else ()
                enough = AtLeast(self.others, met)
                yield Never((Scheduled(talk), *some, ~enough), (talk,))

    def _met(self, problem: Problem, talk: str) -> Iterator[Question]:
        for other in problem.talks.values():
            if other.id == talk:
                continue
            if self.at == "overlap":
                yield Close(talk, other.id)
            elif other.minutes == problem.talks[talk].minutes:
                starts = problem.starts_of(other)
                yield Together(talk, other.id, tuple((s, s) for s in starts))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Count those that meet each talk."""
        for placement in timetable:
            span = placement.start, timetable.end(problem, placement.talk)
            company = 0
            for other in timetable:
                there = other.start, timetable.end(problem, other.talk)
                meet = there[0] < span[1] and span[0] < there[1]
                if self.at == "start":
                    meet = there == span
                company += meet and other.talk != placement.talk
            if company != self.others and (company or not self.lone):
                text = f"{placement.talk} is in parallel with {company} others "
                text += f"that draw crowds instead of {self.others}"
                yield Finding((placement.talk,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        with_ = f"exactly {self.others} others" if self.others else "no other"
        return f"{about[0]} is in parallel with {with_} that draws a crowd"
