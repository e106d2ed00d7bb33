"""Rooms are open when they hold talks."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import in_room, not_within
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class RoomOpen(Constraint):
    """A room is open for the whole of every talk in it.

    Counts the talks that are not wholly inside one of their room's `open` windows.
    """

    key: ClassVar[str] = "room-open"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid the starts at which the room would be closed, day by day."""
        for room in problem.rooms.values():
            for day in problem.days.values():
                if any(w.holds(day.hours.start, day.hours.end) for w in room.open):
                    continue
                span = problem.day_window(day.id)
                for talk in problem.talks.values():
                    closed = not_within(talk.id, room.open, talk.minutes, span)
                    yield Never((in_room(talk.id, room.id), closed), (room.id, day.id))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every talk against its room's windows."""
        for placement in timetable:
            end = timetable.end(problem, placement.talk)
            room = problem.rooms[placement.room]
            if not any(window.holds(placement.start, end) for window in room.open):
                at = problem.at(placement.start)
                text = f"{room.id} is not open for {placement.talk} at {at}"
                day = problem.day_at(placement.start).id
                yield Finding((room.id, day), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the room, the day and the hours."""
        span = problem.day_window(about[1])
        hours = [
            problem.span(window)
            for window in problem.rooms[about[0]].open
            if window.meets(span.start, span.end)
        ]
        if not hours:
            return f"{about[0]} is closed on {about[1]}"
        return f"{about[0]} is open only {', '.join(hours)}"
