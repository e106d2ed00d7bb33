"""Talks are where they are preferred."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import InRoom, not_within
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Preferred(Constraint):
    """A talk is where it, its speakers, its track and its theme prefer.

    Counts the wishes missed, of everybody's `prefer`: 1 for a talk on none of the days,
    1 for one not wholly inside one of the windows, 1 for one in none of the rooms. The
    preferred days of tracks count under `track-day` instead.
    """

    key: ClassVar[str] = "preferred"
    unit: ClassVar[str] = "wishes"
    singly: ClassVar[bool] = True
    level: Level = 2

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for each wish that is missed."""
        for owner, talk, wish in problem.preferences():
            about = (owner, talk.id)
            span = problem.whole
            if wish.days:
                days = [problem.day_window(day) for day in wish.days]
                yield Never((not_within(talk.id, days, 1, span),), about)
            if wish.windows:
                outside = not_within(talk.id, wish.windows, talk.minutes, span)
                yield Never((outside,), about)
            if wish.rooms:
                other = InRoom(talk.id, frozenset(problem.rooms) - wish.rooms)
                yield Never((other,), about)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every placement against the wishes of all whom it concerns."""
        for owner, talk, wish in problem.preferences():
            if talk.id not in timetable:
                continue
            placement, end = timetable[talk.id], timetable.end(problem, talk.id)
            about, at = (owner, talk.id), problem.at(placement.start)
            day = problem.day_at(placement.start).id
            if wish.days and day not in wish.days:
                text = f"{talk.id} is on {day}; {owner} prefers another day"
                yield Finding(about, 1, text)
            inside = any(window.holds(placement.start, end) for window in wish.windows)
            if wish.windows and not inside:
                hours = " or ".join(map(problem.span, wish.windows))
                text = f"{talk.id} is at {at}; {owner} prefers {hours}"
                yield Finding(about, 1, text)
            if wish.rooms and placement.room not in wish.rooms:
                rooms = " or ".join(sorted(wish.rooms))
                text = f"{talk.id} is in {placement.room}; {owner} prefers {rooms}"
                yield Finding(about, 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name whose wish it is, and the talk."""
        whose = "its own wish" if about[0] == about[1] else f"the wish of {about[0]}"
        return f"{about[1]} should be where {whose} has it"
