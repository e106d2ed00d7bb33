"""Breaks are free of talks."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import InRoom, meeting
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class BreaksFree(Constraint):
    """A break is free of talks in the rooms that have it.

    Counts, for each break, the talks that reach into one of its windows.
    """

    key: ClassVar[str] = "breaks-free"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid the starts that reach into a break."""
        for pause in problem.breaks.values():
            for talk in problem.talks.values():
                into = meeting(talk.id, pause.windows, talk.minutes)
                yield Never((InRoom(talk.id, pause.rooms), into), (pause.id,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every talk against the breaks of its room."""
        for pause in problem.breaks.values():
            for placement in timetable:
                end = timetable.end(problem, placement.talk)
                if placement.room in pause.rooms and any(
                    window.meets(placement.start, end) for window in pause.windows
                ):
                    at = f"{problem.at(placement.start)} in {placement.room}"
                    text = f"{placement.talk} at {at} reaches into {pause.title}"
                    yield Finding((pause.id,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the break and its windows."""
        pause = problem.breaks[about[0]]
        hours = ", ".join(map(problem.span, pause.windows))
        return f"no talks during {pause.title} ({hours})"
