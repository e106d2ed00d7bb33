"""Talks are where they have not been seen yet."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, InstanceOf

from timetabler.constraints.base import Constraint, Foremost
from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.questions import Question, Some
from timetabler.constraints.sameness import same_place
from timetabler.problem.problem import Problem
from timetabler.timetable.distance import KINDS, Kind, place
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Elsewhere(Constraint):
    """At least so many of some talks are where none of the timetables has them.

    Counts the talks that are missing to that number. If it cannot be kept, the places
    seen so far are all that these talks can have.

    It is not for problem files: workflows add it to find out what is free.
    """

    key: ClassVar[str] = "elsewhere"
    unit: ClassVar[str] = "talks"

    level: Foremost = "hard"
    """`hard`, or a priority; 0 comes before all those of problem files."""
    seen: tuple[InstanceOf[Timetable], ...] = ()
    """Timetables whose places are known already."""
    among: tuple[str, ...] = ()
    """The talks that may make up the number."""
    least: Annotated[int, Field(ge=0)] = 1
    """The least number of talks in new places."""
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] = KINDS
    """What makes a place another one: one of these at least."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Limit how many of the talks are in a place that has been seen."""
        if self.seen and self.among:
            questions = tuple(self._seen(problem, talk) for talk in self.among)
            yield AtMost(len(self.among) - self.least, questions, self.among)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Count the talks whose place is in none of the timetables."""
        if not (self.seen and self.among):
            return
        new = 0
        for talk in self.among:
            known = {place(problem, one, talk, self.kinds) for one in self.seen}
            new += place(problem, timetable, talk, self.kinds) not in known
        if new < self.least:
            text = f"{new} talks are in new places; at least {self.least} should be"
            yield Finding(self.among, self.least - new, text)

    def law(self, problem: Problem, about: About) -> str:
        """Say how many talks have to be in new places."""
        del problem, about
        return f"at least {self.least} of the talks are where none has been seen"

    def _seen(self, problem: Problem, talk: str) -> Question:
        places = {
            place(problem, one, talk, self.kinds): one for one in reversed(self.seen)
        }
        parts = tuple(
            same_place(problem, one, talk, self.kinds) for one in places.values()
        )
        return parts[0] if len(parts) == 1 else Some(parts)
