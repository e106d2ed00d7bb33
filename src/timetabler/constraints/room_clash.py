"""A room holds one talk at a time."""

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Disjoint, Use
from timetabler.constraints.questions import in_room
from timetabler.constraints.sums import Meet, Pairs, Sums
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class RoomClash(Constraint):
    """A room holds one talk at a time, with its turnover between two.

    Counts pairs of talks in one room that overlap, or that leave less time between
    them than the room's `turnover`.
    """

    key: ClassVar[str] = "room-clash"
    unit: ClassVar[str] = "pairs of talks"

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Keep the talks of each room apart."""
        for room in problem.rooms.values():
            uses = tuple(
                Use(talk, in_room(talk, room.id), room.turnover)
                for talk in problem.talks
            )
            yield Disjoint(uses, (room.id,))

    def sums(self, problem: Problem) -> Sums:
        """Charge each two in one room, by its turnover."""
        every = tuple((one, other, 1) for one, other in combinations(problem.talks, 2))
        turnovers: dict[int, set[str]] = {}
        for room in problem.rooms.values():
            turnovers.setdefault(room.turnover, set()).add(room.id)
        return tuple(
            Pairs(Meet(turnover), every, frozenset((room, room) for room in rooms))
            for turnover, rooms in turnovers.items()
        )

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare each talk with those that start in its room before it is over."""
        for room in problem.rooms.values():
            here = timetable.in_room(room.id)
            for index, earlier in enumerate(here):
                end = timetable.end(problem, earlier.talk)
                for later in here[index + 1 :]:
                    if later.start >= end + room.turnover:
                        break
                    text = f"{room.id} has {earlier.talk} and {later.talk}, "
                    between = later.start - end
                    text += (
                        f"overlapping from {problem.at(later.start)}"
                        if between < 0
                        else f"with {between} minutes between; it needs {room.turnover}"
                    )
                    yield Finding((room.id,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the room."""
        turnover = problem.rooms[about[0]].turnover
        between = f", with {turnover} minutes between" if turnover else ""
        return f"{about[0]} holds one talk at a time{between}"
