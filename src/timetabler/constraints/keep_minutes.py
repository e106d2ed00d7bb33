"""Talks that move do not move far."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Level
from timetabler.constraints.demands import Demand, Never, NoMore
from timetabler.constraints.kept import Kept
from timetabler.constraints.quantities import Start
from timetabler.constraints.questions import Scheduled, StartsIn
from timetabler.constraints.sums import Sums
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class KeepMinutes(Kept):
    """A talk that moves starts as near as can be to when it was published.

    Counts the minutes between the published starts and the new ones.
    """

    key: ClassVar[str] = "keep-minutes"
    unit: ClassVar[str] = "minutes"
    level: Level = 6

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for the minutes later, and for the minutes earlier."""
        for talk, (start, _) in self.published.items():
            starts = problem.starts_of(problem.talks[talk])
            if not starts:
                continue
            # Of a talk that is left out the start says nothing; it may be any, or 0.
            much = max(abs(starts[0] - start), abs(starts[-1] - start), abs(start))
            for sign in (1, -1):
                yield NoMore(
                    ((sign, Start(talk)), (-much, ~Scheduled(talk))),
                    (talk,),
                    -sign * start,
                )

    def sums(self, problem: Problem) -> Sums:
        """Charge every other start at its distance."""
        return tuple(
            Never((StartsIn(talk, ((other, other),)),), (talk,), abs(other - start))
            for talk, (start, _) in self.published.items()
            for other in problem.starts_of(problem.talks[talk])
            if other != start
        )

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Measure how far each talk has moved."""
        for talk, (start, _) in self.published.items():
            if talk not in timetable:
                continue
            moved = abs(timetable[talk].start - start)
            if moved:
                text = f"{talk} is {moved} minutes from {problem.at(start)},"
                text += " for which it was published"
                yield Finding((talk,), moved, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and its start."""
        start, _ = self.published[about[0]]
        return f"{about[0]} starts near {problem.at(start)}, as published"
