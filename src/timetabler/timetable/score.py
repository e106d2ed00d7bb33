"""The score: what a timetable breaks, per priority, per constraint, in words."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["hard"] | int
About = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: whom it is about (ids), how much in natural units, in words."""

    about: About
    amount: int
    text: str


@dataclass(frozen=True)
class ConstraintScore:
    """What one constraint finds in a timetable.

    Attributes:
        name: The constraint's name in the problem file.
        level: ``hard``, or its priority.
        weight: What one unit costs.
        unit: What is counted (people, minutes, talks).
        findings: Every breach.
    """

    name: str
    level: Level
    weight: int
    unit: str
    findings: tuple[Finding, ...]

    @property
    def amount(self) -> int:
        """The sum of the findings, in the constraint's unit."""
        return sum(finding.amount for finding in self.findings)

    @property
    def penalty(self) -> int:
        """The amount times the weight."""
        return self.weight * self.amount


@dataclass(frozen=True)
class Score:
    """The verdict on a timetable; always from the independent checkers."""

    constraints: tuple[ConstraintScore, ...]

    @property
    def feasible(self) -> bool:
        """Whether no hard constraint is broken."""
        return not any(c.findings for c in self.constraints if c.level == "hard")

    @property
    def priorities(self) -> dict[int, int]:
        """The penalty of each priority, first to last."""
        levels = sorted({c.level for c in self.constraints if c.level != "hard"})
        return {
            level: sum(c.penalty for c in self.constraints if c.level == level)
            for level in levels
        }

    @property
    def objective(self) -> int:
        """The penalties of all priorities, added up."""
        return sum(self.priorities.values())
