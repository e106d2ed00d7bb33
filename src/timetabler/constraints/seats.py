"""Audiences have seats."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import in_room
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Seats(Constraint):
    """Everybody in a talk's audience has a seat.

    Counts the people without one: for each talk the expected `audience` beyond the
    `seats` of its room. Rooms without a number of seats, and talks without an expected
    audience, count nothing.
    """

    key: ClassVar[str] = "seats"
    unit: ClassVar[str] = "people"
    level: Level = 1

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for every room that is too small, at the number of people."""
        for talk in problem.talks.values():
            for room in problem.rooms.values():
                if talk.audience is None or room.seats is None:
                    continue
                missing = talk.audience - room.seats
                if missing > 0:
                    here = in_room(talk.id, room.id)
                    yield Never((here,), (talk.id, room.id), missing)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the audience with the seats of the room."""
        for placement in timetable:
            audience = problem.talks[placement.talk].audience
            seats = problem.rooms[placement.room].seats
            if audience is not None and seats is not None and audience > seats:
                text = f"{placement.talk} expects {audience} people, "
                text += f"{placement.room} seats {seats}"
                about = (placement.talk, placement.room)
                yield Finding(about, audience - seats, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and the room."""
        return f"{about[1]} has too few seats for {about[0]}"
