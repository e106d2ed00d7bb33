"""Rooms have what talks need."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import InRoom
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Equipment(Constraint):
    """A talk is in a room that has everything the talk needs.

    Counts the talks in rooms that lack some of their `equipment`.
    """

    key: ClassVar[str] = "equipment"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid the rooms that lack something."""
        for talk in problem.talks.values():
            lacking = frozenset(
                room.id
                for room in problem.rooms.values()
                if not talk.equipment <= room.equipment
            )
            if lacking:
                yield Never((InRoom(talk.id, lacking),), (talk.id,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare what is needed with what the room has."""
        for placement in timetable:
            needed = problem.talks[placement.talk].equipment
            lacking = sorted(needed - problem.rooms[placement.room].equipment)
            if lacking:
                text = f"{placement.talk} needs {', '.join(lacking)}, "
                text += f"which {placement.room} lacks"
                yield Finding((placement.talk,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and what it needs."""
        needed = ", ".join(sorted(problem.talks[about[0]].equipment))
        return f"{about[0]} needs a room with {needed}"
