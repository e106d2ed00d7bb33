"""A constraint told as a sum: over single placements and over pairs of talks.

Fast moves swap thousands of talks in the time that a solver takes for one step. They
need to know what a talk costs in a place, given where the others are, as tables; this
is what the tables are made of. Sums are plain values, like demands.

A single placement is told by a ``Never`` whose questions are about one talk.
"""

from collections.abc import Callable
from dataclasses import dataclass

from timetabler.constraints.demands import Never
from timetabler.problem.problem import Problem, Room, Window


@dataclass(frozen=True, slots=True)
class Always:
    """1, whenever the two talks take place."""


@dataclass(frozen=True, slots=True)
class Meet:
    """1 if two talks overlap, or leave too few minutes between them.

    ``gap`` minutes are wanted after the one that comes first.
    """

    gap: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """The minutes for which two talks take place at the same time."""


@dataclass(frozen=True, slots=True)
class During:
    """At how many of the moments both talks take place, whenever they began."""

    moments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotOver:
    """1 if the first talk has not ended when the second starts."""


@dataclass(frozen=True, slots=True)
class StartApart:
    """1 if two talks do not start at the same time."""


@dataclass(frozen=True, slots=True)
class InOne:
    """In how many of the windows both talks start."""

    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class InTwo:
    """1 if the talks start in two of the windows, which do not overlap."""

    windows: tuple[Window, ...]


When = Always | Meet | Shared | During | NotOver | StartApart | InOne | InTwo
Where = frozenset[tuple[str, str]]
"""The rooms of the first talk and of the second for which a pair counts."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of talks that cost something together, where both take place.

    Attributes:
        when: What is counted, by their times.
        pairs: First talk, second talk, and what one costs.
        where: The rooms for which it counts; None for any.
    """

    when: When
    pairs: tuple[tuple[str, str, int], ...]
    where: Where | None = None


Sum = Never | Pairs
Sums = tuple[Sum, ...]


def rooms_that(problem: Problem, wanted: Callable[[Room, Room], bool]) -> Where:
    """The pairs of rooms, and of each with itself, that something is true of."""
    rooms = problem.rooms.values()
    return frozenset((a.id, b.id) for a in rooms for b in rooms if wanted(a, b))


def days_of(problem: Problem) -> tuple[Window, ...]:
    """The time that belongs to each day."""
    return tuple(problem.day_window(day) for day in problem.days)
