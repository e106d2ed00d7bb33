"""Few of the published talks move."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.kept import Kept
from timetabler.constraints.questions import InRoom, Some, not_within
from timetabler.problem.problem import Problem, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class FewMoves(Kept):
    """At most so many talks are at another time or in another room than published.

    Counts the talks beyond the `limit`. A talk counts once, whatever changes for it;
    talks that are left out do not count.
    """

    key: ClassVar[str] = "few-moves"
    unit: ClassVar[str] = "talks"

    limit: Annotated[int, Field(ge=0)] = 0
    """How many talks may move."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Limit how many talks are elsewhere."""
        every = frozenset(problem.rooms)
        moved = []
        for talk, (start, room) in self.published.items():
            same = Window(start, start + 1)
            later = not_within(talk, [same], 1, problem.whole)
            moved.append(Some((later, InRoom(talk, every - {room}))))
        if moved:
            yield AtMost(self.limit, tuple(moved), ("moves",))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Count the talks that are elsewhere."""
        del problem
        moved = [
            talk
            for talk, place in self.published.items()
            if talk in timetable
            and (timetable[talk].start, timetable[talk].room) != place
        ]
        if len(moved) > self.limit:
            text = f"{len(moved)} talks move; {self.limit} may"
            yield Finding(("moves",), len(moved) - self.limit, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the limit."""
        del problem, about
        return f"at most {self.limit} talks move"
