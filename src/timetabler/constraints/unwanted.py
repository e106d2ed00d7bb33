"""Talks are not where they are unwanted."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import InRoom, meeting
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Unwanted(Constraint):
    """A talk is not where it, its speakers, its track or its theme would avoid it.

    Counts the wishes not kept, of everybody's `avoid`: 1 for a talk on one of the days,
    1 for one that reaches into one of the windows, 1 for one in one of the rooms.
    """

    key: ClassVar[str] = "unwanted"
    unit: ClassVar[str] = "wishes"
    singly: ClassVar[bool] = True
    level: Level = 2

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for each wish that is not kept."""
        for owner, talk, wish in problem.aversions():
            about = (owner, talk.id)
            span = problem.whole
            if wish.days:
                days = [problem.day_window(day) for day in wish.days]
                yield Never((meeting(talk.id, days, 1, span),), about)
            if wish.windows:
                into = meeting(talk.id, wish.windows, talk.minutes, span)
                yield Never((into,), about)
            if wish.rooms:
                yield Never((InRoom(talk.id, wish.rooms),), about)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every placement against the wishes of all whom it concerns."""
        for owner, talk, wish in problem.aversions():
            if talk.id not in timetable:
                continue
            placement, end = timetable[talk.id], timetable.end(problem, talk.id)
            about, at = (owner, talk.id), problem.at(placement.start)
            day = problem.day_at(placement.start).id
            if day in wish.days:
                yield Finding(about, 1, f"{talk.id} is on {day}, which {owner} avoids")
            if any(window.meets(placement.start, end) for window in wish.windows):
                text = f"{talk.id} is at {at}, which {owner} avoids"
                yield Finding(about, 1, text)
            if placement.room in wish.rooms:
                text = f"{talk.id} is in {placement.room}, which {owner} avoids"
                yield Finding(about, 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name whose wish it is, and the talk."""
        whose = "its own wish" if about[0] == about[1] else f"the wish of {about[0]}"
        return f"{about[1]} should not be where {whose} avoids it"
