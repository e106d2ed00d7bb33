"""What is published takes place."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.kept import Kept
from timetabler.constraints.questions import Scheduled
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class KeepScheduled(Kept):
    """A talk that was published takes place.

    Counts, for every published talk that is left out, the people it concerns.
    """

    key: ClassVar[str] = "keep-scheduled"
    unit: ClassVar[str] = "people"
    singly: ClassVar[bool] = True
    level: Level = 1

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for each published talk that is left out."""
        del problem
        for talk in self.published:
            yield Never((~Scheduled(talk),), (talk,), self.people.get(talk, 1))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look for published talks without a placement."""
        for talk, (start, room) in self.published.items():
            if talk not in timetable:
                text = f"{talk} was published for {problem.at(start)} in {room}"
                text += " and is left out"
                yield Finding((talk,), self.people.get(talk, 1), text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        del problem
        return f"{about[0]} is published, so it takes place"
