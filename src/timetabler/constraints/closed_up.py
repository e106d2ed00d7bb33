"""The hole that a cancelled talk leaves is closed up."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, NoMore
from timetabler.constraints.quantities import Quantity, Spread
from timetabler.constraints.questions import All, Some, in_room, starting
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class ClosedUp(Constraint):
    """The talks of some rooms and days follow each other without holes.

    Counts, in each room and day of `holes`, the minutes from the first start to the
    last end, less those of the talks, of turnovers between them and of breaks that lie
    wholly between; where that is below 0, nothing.
    """

    key: ClassVar[str] = "closed-up"
    unit: ClassVar[str] = "minutes"
    level: Level = 2

    holes: frozenset[tuple[str, str]] = frozenset()
    """Rooms and days in which a cancelled talk has left a hole."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for what the talks do not fill."""
        every = frozenset(problem.talks)
        for room, day in sorted(self.holes):
            window, after = problem.day_window(day), problem.rooms[room].turnover
            here = [All((in_room(t, room), starting(t, window))) for t in problem.talks]
            spread = Spread(every, room, window, tuple(problem.pauses(room, window)))
            terms: list[tuple[int, Quantity]] = [(1, spread)]
            for talk, it in zip(problem.talks.values(), here, strict=True):
                terms.append((-talk.minutes - after, it))
            if after:
                terms.append((after, Some(tuple(here))))
            yield NoMore(tuple(terms), (room, day))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Measure each room and day."""
        for room, day in sorted(self.holes):
            here = [
                placement
                for placement in timetable.in_room(room)
                if problem.day_at(placement.start).id == day
            ]
            if not here:
                continue
            first = here[0].start
            last = max(timetable.end(problem, placement.talk) for placement in here)
            taken = sum(problem.talks[placement.talk].minutes for placement in here)
            taken += problem.rooms[room].turnover * (len(here) - 1)
            for pause in problem.pauses(room, problem.day_window(day)):
                if pause.start >= first and pause.end <= last:
                    taken += pause.end - pause.start
            if last - first > taken:
                idle = last - first - taken
                text = f"{room} has {idle} minutes between talks on {day}"
                yield Finding((room, day), idle, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the room and the day."""
        del problem
        return f"{about[0]} is closed up on {about[1]}"
