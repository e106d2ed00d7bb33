"""Audiences have seats."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.people import Wants, number_wanting, wants_mistakes
from timetabler.constraints.questions import in_room
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Seats(Constraint):
    """Everybody in a talk's audience has a seat.

    Counts the people without one: for each talk the expected `audience` beyond the
    `seats` of its room: Σ max(0, audience - seats). Where `people` are given, the
    audience is those who want the talk, `share` percent of them, rounded up. Rooms
    without a number of seats, and talks without an expected audience, count nothing.
    """

    key: ClassVar[str] = "seats"
    unit: ClassVar[str] = "people"
    singly: ClassVar[bool] = True
    files: ClassVar[tuple[str, ...]] = ("people",)
    level: Level = 1

    people: Wants
    """The talks that people want, as in `wishes`; left out: the talks' `audience`."""
    share: Annotated[int, Field(ge=1, le=1000)] = 100
    """How many percent of those who want a talk are expected to come."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for every room that is too small, at the number of people."""
        expected = self._expected(problem)
        for talk in problem.talks:
            for room in problem.rooms.values():
                if room.seats is None:
                    continue
                missing = expected.get(talk, 0) - room.seats
                if missing > 0:
                    here = in_room(talk, room.id)
                    yield Never((here,), (talk, room.id), missing)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the audience with the seats of the room."""
        expected = self._expected(problem)
        for placement in timetable:
            audience = expected.get(placement.talk)
            seats = problem.rooms[placement.room].seats
            if audience is not None and seats is not None and audience > seats:
                text = f"{placement.talk} expects {audience} people, "
                text += f"{placement.room} seats {seats}"
                about = (placement.talk, placement.room)
                yield Finding(about, audience - seats, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and the room."""
        return f"{about[1]} has too few seats for {about[0]}"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find wanted talks that are not known."""
        yield from wants_mistakes(problem, self.people, ("people",))

    def _expected(self, problem: Problem) -> dict[str, int]:
        """The number of people expected in each talk, where it is known."""
        if self.people:
            wanting = number_wanting(self.people)
            return {talk: -(-n * self.share // 100) for talk, n in wanting.items()}
        talks = problem.talks.values()
        return {t.id: t.audience for t in talks if t.audience is not None}
