"""Rooms are not idle between talks."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, NoMore
from timetabler.constraints.quantities import Quantity, Spread
from timetabler.constraints.questions import All, Some, in_room, starting
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Placement, Timetable


class RoomIdle(Constraint):
    """A room is not idle between its talks.

    Counts, for every room and day, the minutes from the first start to the last end,
    less the minutes of its talks, less its `turnover` between each two, less the breaks
    of the room that lie wholly between; where that is below 0, nothing.
    """

    key: ClassVar[str] = "room-idle"
    unit: ClassVar[str] = "minutes"
    selective: ClassVar[bool] = False
    level: Level = 3

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for the spread of each room-day that talks do not fill."""
        every = frozenset(problem.talks)
        for room, day in product(problem.rooms.values(), problem.days):
            window = problem.day_window(day)
            here = {t: All((in_room(t, room.id), starting(t, window))) for t in every}
            pauses = tuple(problem.pauses(room.id, window))
            terms: list[tuple[int, Quantity]] = [
                (1, Spread(every, room.id, window, pauses))
            ]
            for talk in problem.talks.values():
                terms.append((-talk.minutes - room.turnover, here[talk.id]))
            if room.turnover:
                used = Some(tuple(here[talk] for talk in problem.talks))
                terms.append((room.turnover, used))
            yield NoMore(tuple(terms), (room.id, day))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Measure each room-day from its first start to its last end."""
        days: dict[tuple[str, str], list[Placement]] = {}
        for placement in timetable:
            key = (placement.room, problem.day_at(placement.start).id)
            days.setdefault(key, []).append(placement)
        for (room, day), here in sorted(days.items()):
            start = min(placement.start for placement in here)
            end = max(timetable.end(problem, placement.talk) for placement in here)
            idle = end - start
            idle -= sum(problem.talks[placement.talk].minutes for placement in here)
            idle -= problem.rooms[room].turnover * (len(here) - 1)
            for pause in problem.pauses(room, problem.day_window(day)):
                if start <= pause.start and pause.end <= end:
                    idle -= pause.end - pause.start
            if idle > 0:
                text = f"{room} is idle for {idle} minutes between talks on {day}"
                yield Finding((room, day), idle, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the room and the day."""
        return f"{about[0]} is not idle between talks on {about[1]}"
