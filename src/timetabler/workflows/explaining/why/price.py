"""What a change of a timetable costs, exactly: by priority and by constraint."""

from collections.abc import Sequence
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check


@dataclass(frozen=True)
class Shift:
    """What changes in one constraint.

    Attributes:
        name: The constraint's name.
        amount: How much more it counts; less than 0 for less.
        unit: In what unit.
    """

    name: str
    amount: int
    unit: str

    @property
    def text(self) -> str:
        """Say it with a sign: ``+3 people (seats)``."""
        return f"{self.amount:+,} {self.unit} ({self.name})"


@dataclass(frozen=True)
class Price:
    """How much worse a timetable is than another.

    Attributes:
        priorities: How much the penalty rises, by priority; less than 0: it falls.
        shifts: What changes, by soft constraint.
        broken: What is broken of hard constraints and was not before, in sentences.
    """

    priorities: tuple[tuple[int, int], ...]
    shifts: tuple[Shift, ...]
    broken: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, tuple[int, ...]]:
        """To sort by: what is possible first, then priority by priority."""
        return len(self.broken), tuple(penalty for _, penalty in self.priorities)

    @property
    def total(self) -> int:
        """The rise of all priorities together."""
        return sum(penalty for _, penalty in self.priorities)

    @property
    def text(self) -> str:
        """Say the price in a few words."""
        if self.broken:
            return "; ".join(self.broken)
        rises = [f"{p:+,} in priority {n}" for n, p in self.priorities if p]
        why = [shift.text for shift in self.shifts]
        return f"{', '.join(rises) or 'no more penalty'}" + (
            f": {', '.join(why)}" if why else ""
        )


class Pricer:
    """Prices other timetables against one.

    Attributes:
        base: The score of that one.
    """

    def __init__(
        self,
        problem: Problem,
        timetable: Timetable,
        constraints: Sequence[Constraint],
    ) -> None:
        self._problem = problem
        self._constraints = constraints
        self.base = check(problem, timetable, constraints)

    def of(self, timetable: Timetable) -> Price:
        """Price a timetable."""
        return compared(self.base, check(self._problem, timetable, self._constraints))


def compared(before: Score, after: Score) -> Price:
    """Price one score against another of the same constraints."""
    old = before.priorities
    priorities = tuple((p, v - old.get(p, 0)) for p, v in after.priorities.items())
    shifts: list[Shift] = []
    broken: list[str] = []
    for was, now in zip(before.constraints, after.constraints, strict=True):
        if now.level == "hard":
            known = {finding.text for finding in was.findings}
            broken += [f.text for f in now.findings if f.text not in known]
        elif now.amount != was.amount:
            shifts.append(Shift(now.name, now.amount - was.amount, now.unit))
    return Price(priorities, tuple(shifts), tuple(broken))
