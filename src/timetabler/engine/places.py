"""A talk's room-days: in which room and on which day it is, as one choice.

Many constraints look at room and day together. Chosen as one, with the rooms and the
days as margins, they make a relaxation in which room-days fill up.
"""

from ortools.sat.python import cp_model

from timetabler.constraints.questions import InRoom, StartsIn
from timetabler.engine.literals import Literal, contrary
from timetabler.engine.possible import Possible
from timetabler.engine.talk_variables import TalkVariables
from timetabler.problem.problem import Problem


class Places:
    """Literals for "in this room on this day", made for a talk when first asked for."""

    def __init__(
        self,
        problem: Problem,
        model: cp_model.CpModel,
        possible: Possible,
        talks: dict[str, TalkVariables],
    ) -> None:
        self._model = model
        self._possible = possible
        self._talks = talks
        windows = (problem.day_window(day) for day in problem.days)
        self._days = [((window.start, window.end - 1),) for window in windows]
        self._made: dict[str, dict[tuple[str, int], Literal]] = {}

    def literal(self, room: InRoom, day: StartsIn) -> Literal | None:
        """Whether a talk is in the room on the day; None for other spans than days."""
        if room.talk != day.talk or day.ranges not in self._days:
            return None
        if len(room.rooms) != 1:
            return None
        talk = room.talk
        if talk not in self._made:
            self._made[talk] = self._make(talk)
        (name,) = room.rooms
        return self._made[talk].get((name, self._days.index(day.ranges)), False)

    def _make(self, talk: str) -> dict[tuple[str, int], Literal]:
        variables, possible = self._talks[talk], self._possible
        days = [i for i, d in enumerate(self._days) if possible.inside(talk, d)]
        rooms = variables.rooms
        if len(days) == 1:
            return {(room, days[0]): literal for room, literal in rooms.items()}
        on_day = {day: variables.within(self._days[day]) for day in days}
        if len(rooms) == 1:
            (room,) = rooms
            return {(room, day): literal for day, literal in on_day.items()}
        made: dict[tuple[str, int], Literal] = {
            (room, day): self._model.new_bool_var(f"{talk} in {room}, day {day}")
            for room in rooms
            for day in days
        }
        for room, literal in rooms.items():
            self._margin(literal, [made[room, day] for day in days])
        for day, literal in on_day.items():
            self._margin(literal, [made[room, day] for room in rooms])
        return made

    def _margin(self, whole: Literal, parts: list[Literal]) -> None:
        """Say that the whole is true exactly if one of the parts is, and no two are."""
        self._model.add_exactly_one([contrary(whole), *parts])
