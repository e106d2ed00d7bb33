"""Talks that keep their time keep their room as well."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.kept import Kept
from timetabler.constraints.questions import InRoom, StartsIn
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class KeepRoom(Kept):
    """A talk that starts when it was published is in the room that was published.

    Counts, for every talk whose room alone changes, the people it concerns: its
    expected audience. A talk whose start changes as well counts there, not here.
    """

    key: ClassVar[str] = "keep-room"
    unit: ClassVar[str] = "people"
    singly: ClassVar[bool] = True
    level: Level = 5

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for every other room at the published start."""
        every = frozenset(problem.rooms)
        for talk, (start, room) in self.published.items():
            other, same = (
                InRoom(talk, every - {room}),
                StartsIn(talk, ((start, start),)),
            )
            yield Never((other, same), (talk,), self.people.get(talk, 1))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the rooms of the talks that kept their start."""
        del problem
        for talk, place in self.published.items():
            if talk not in timetable:
                continue
            start, room = place
            now = timetable[talk]
            if now.start == start and now.room != room:
                text = f"{talk} was published for {room}; it is in {now.room}"
                yield Finding((talk,), self.people.get(talk, 1), text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and its room."""
        del problem
        return f"{about[0]} stays in {self.published[about[0]][1]}, as published"
