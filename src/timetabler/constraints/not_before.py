"""Nothing is moved into the past."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import StartsIn
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class NotBefore(Constraint):
    """A talk that has not begun starts late enough for people to hear of it.

    Counts the talks that start before the `minute`, but for those that are `begun`.
    """

    key: ClassVar[str] = "not-before"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    minute: int = 0
    """The first minute at which a talk may start."""
    begun: frozenset[str] = frozenset()
    """The talks that start before it all the same, as they were published."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid the starts before."""
        first = problem.whole.start
        for talk in problem.talks:
            if talk not in self.begun and first < self.minute:
                past = StartsIn(talk, ((first, self.minute - 1),))
                yield Never((past,), (talk,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look for talks that start too soon."""
        for placement in timetable:
            if placement.start < self.minute and placement.talk not in self.begun:
                text = f"{placement.talk} starts at {problem.at(placement.start)},"
                text += f" before {problem.at(self.minute)}"
                yield Finding((placement.talk,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and the moment."""
        return f"{about[0]} can not start before {problem.at(self.minute)} any more"
