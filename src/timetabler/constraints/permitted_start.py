"""Talks start when talks may start."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Scheduled, StartsIn
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class PermittedStart(Constraint):
    """A talk starts at a permitted time, and ends within the day's opening hours.

    Permitted are the talk's `slots`, else the conference's, else every grid point.
    Counts the talks that start at another time, as they may in timetables made
    elsewhere; a search never chooses one, whatever the level.
    """

    key: ClassVar[str] = "permitted-start"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid every other start; the engine offers none, so this costs nothing."""
        for talk in problem.talks.values():
            permitted = tuple((start, start) for start in problem.starts_of(talk))
            other = Scheduled(talk.id), ~StartsIn(talk.id, permitted)
            yield Never(other, (talk.id,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look each start up among those permitted."""
        for placement in timetable:
            talk = problem.talks[placement.talk]
            if placement.start not in problem.starts_of(talk):
                at = problem.at(placement.start)
                text = f"{talk.id} starts at {at}, which is no permitted start"
                yield Finding((talk.id,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        return f"{about[0]} starts at a permitted time within the opening hours"
