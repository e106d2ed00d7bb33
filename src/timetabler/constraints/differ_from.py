"""A timetable differs from earlier ones."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, InstanceOf

from timetabler.constraints.base import Constraint, Foremost
from timetabler.constraints.demands import Demand, Worst
from timetabler.constraints.sameness import same_place
from timetabler.problem.problem import Problem
from timetabler.timetable.distance import KINDS, Kind, differing
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class DifferFrom(Constraint):
    """At least so many talks are elsewhere than in each of the earlier timetables.

    Counts the talks that are missing to that number, against the earlier timetable that
    is nearest. With `least` at the number of all talks that is how many are where the
    nearest one has them: charging for it drives timetables apart.

    It is not for problem files: workflows add it to ask for further timetables.
    """

    key: ClassVar[str] = "differ-from"
    unit: ClassVar[str] = "talks"

    level: Foremost = "hard"
    """`hard`, or a priority; 0 comes before all those of problem files."""
    earlier: tuple[InstanceOf[Timetable], ...] = ()
    """The earlier timetables."""
    least: Annotated[int, Field(ge=0)] = 1
    """The least number of talks that differ from each."""
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] = KINDS
    """What has to differ about a talk: one of these at least."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Limit how many talks are where an earlier timetable has them."""
        if self.earlier:
            groups = tuple(
                tuple(same_place(problem, e, t, self.kinds) for t in problem.talks)
                for e in self.earlier
            )
            limit = len(problem.talks) - self.least
            yield Worst(limit, groups, self._about())

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Count the talks that differ from the nearest earlier timetable."""
        if self.earlier:
            fewest, index = min(
                (len(differing(problem, one, timetable, self.kinds)), index)
                for index, one in enumerate(self.earlier)
            )
            if fewest < self.least:
                text = f"{fewest} talks differ from timetable {index + 1} of "
                text += f"{len(self.earlier)}; at least {self.least} should"
                yield Finding(self._about(), self.least - fewest, text)

    def law(self, problem: Problem, about: About) -> str:
        """Say how many talks have to differ."""
        del problem, about
        return f"at least {self.least} talks differ from each earlier timetable"

    def _about(self) -> About:
        return tuple(f"earlier {number + 1}" for number in range(len(self.earlier)))
