"""A talk that is given more than once is given on different days."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.questions import starting
from timetabler.constraints.selectors import Talks, talks_in
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Repeats(Constraint):
    """The repeats of a talk are spread over the days.

    Counts, for each of `groups` and each day, the talks beyond the first. Source:
    repeated sessions as large conferences and unconferences have them.
    """

    key: ClassVar[str] = "repeats"
    unit: ClassVar[str] = "talks"
    level: Level = "off"

    groups: Annotated[dict[str, Talks], Field(default_factory=dict)]
    """Talks that repeat each other, by a name of your own."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow one of a group on each day."""
        for name, chosen in self.groups.items():
            talks = talks_in(problem, chosen)
            for day in problem.days:
                window = problem.day_window(day)
                there = tuple(starting(talk, window) for talk in talks)
                if len(talks) > 1:
                    yield AtMost(1, there, (name, day))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the talks of each group by day."""
        for name, chosen in self.groups.items():
            days: dict[str, list[str]] = {}
            for talk in talks_in(problem, chosen):
                if talk in timetable:
                    day = problem.day_at(timetable[talk].start).id
                    days.setdefault(day, []).append(talk)
            for day, talks in days.items():
                if len(talks) > 1:
                    text = f"{' and '.join(talks)} ({name}) are all on {day}"
                    yield Finding((name, day), len(talks) - 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the group and the day."""
        return f"{about[0]} is given once on {about[1]}"
