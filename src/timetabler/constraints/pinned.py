"""Pinned talks are where they are pinned."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import InRoom, not_within
from timetabler.problem.problem import Problem, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Pinned(Constraint):
    """A pinned talk is on the day, at the start and in the room it is pinned to.

    Counts the days, starts and rooms that are missed.
    """

    key: ClassVar[str] = "pinned"
    unit: ClassVar[str] = "days, starts and rooms"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid every other day, start and room."""
        every = frozenset(problem.rooms)
        for talk in problem.talks.values():
            pin = talk.pin
            if pin.day is not None:
                day = problem.day_window(pin.day)
                other = not_within(talk.id, [day], 1, problem.whole)
                yield Never((other,), (talk.id,))
            if pin.starts is not None:
                starts = [Window(start, start + 1) for start in pin.starts]
                other = not_within(talk.id, starts, 1, problem.whole)
                yield Never((other,), (talk.id,))
            if pin.room is not None:
                yield Never((InRoom(talk.id, every - {pin.room}),), (talk.id,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every pinned talk against its pin."""
        for placement in timetable:
            talk = problem.talks[placement.talk]
            pin, day = talk.pin, problem.day_at(placement.start).id
            if pin.day is not None and day != pin.day:
                text = f"{talk.id} is on {day}; it is pinned to {pin.day}"
                yield Finding((talk.id,), 1, text)
            if pin.starts is not None and placement.start not in pin.starts:
                wanted = " or ".join(map(problem.at, pin.starts))
                at = problem.at(placement.start)
                text = f"{talk.id} starts at {at}; it is pinned to {wanted}"
                yield Finding((talk.id,), 1, text)
            if pin.room is not None and placement.room != pin.room:
                text = f"{talk.id} is in {placement.room}; it is pinned to {pin.room}"
                yield Finding((talk.id,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and its pin."""
        pin = problem.talks[about[0]].pin
        parts = [f"to {pin.day}"] if pin.day else []
        if pin.starts is not None:
            parts.append(f"to {' or '.join(map(problem.at, pin.starts))}")
        if pin.room is not None:
            parts.append(f"to {pin.room}")
        return f"{about[0]} is pinned {' and '.join(parts)}"
