"""Some talks are held fixed where they were published."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.kept import Kept
from timetabler.constraints.questions import InRoom, not_within
from timetabler.problem.problem import Problem, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Held(Kept):
    """A talk that is held is where and when it was published.

    Counts the starts and the rooms that are others.
    """

    key: ClassVar[str] = "held"
    unit: ClassVar[str] = "starts and rooms"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid every other start and room."""
        every = frozenset(problem.rooms)
        for talk, (start, room) in self.published.items():
            same = Window(start, start + 1)
            yield Never((not_within(talk, [same], 1, problem.whole),), (talk,))
            yield Never((InRoom(talk, every - {room}),), (talk,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every held talk against where it was published."""
        for talk, (start, room) in self.published.items():
            if talk not in timetable:
                continue
            now = timetable[talk]
            wrong = (now.start != start) + (now.room != room)
            if wrong:
                text = f"{talk} is held at {problem.at(start)} in {room};"
                text += f" it is at {problem.at(now.start)} in {now.room}"
                yield Finding((talk,), wrong, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and its place."""
        start, room = self.published[about[0]]
        return f"{about[0]} is held at {problem.at(start)} in {room}"
