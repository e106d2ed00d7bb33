"""Talks that are cancelled, or kept in reserve, do not take place."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import StartsIn
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Absent(Constraint):
    """A talk that is cancelled, or kept in reserve, does not take place.

    Counts those that do.
    """

    key: ClassVar[str] = "absent"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    gone: frozenset[str] = frozenset()
    """The talks that do not take place."""
    why: str = "is cancelled"
    """What has become of them."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid every start."""
        whole = problem.whole
        for talk in sorted(self.gone):
            ever = StartsIn(talk, ((whole.start, whole.end - 1),))
            yield Never((ever,), (talk,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look for such talks that have a placement."""
        del problem
        for talk in sorted(self.gone):
            if talk in timetable:
                yield Finding((talk,), 1, f"{talk} {self.why}, and yet takes place")

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        del problem
        return f"{about[0]} {self.why}"
