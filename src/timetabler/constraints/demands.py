"""What constraints demand of a timetable, as plain values.

A demand says what must not happen, whom that is about, and how much it amounts to if it
happens all the same. Whether it is forbidden, charged for, enforced alone or merely
listed is not the constraint's business: the engine posts the same demands in each way.
"""

from dataclasses import dataclass

from timetabler.constraints.quantities import Terms
from timetabler.constraints.questions import Question
from timetabler.problem.problem import Window
from timetabler.timetable.score import About


@dataclass(frozen=True, slots=True)
class Never:
    """Not all of these are true; if they are, that amounts to ``each``."""

    questions: tuple[Question, ...]
    about: About
    each: int = 1


@dataclass(frozen=True, slots=True)
class AtMost:
    """At most ``limit`` of these are true; every one more amounts to ``each``."""

    limit: int
    questions: tuple[Question, ...]
    about: About
    each: int = 1


@dataclass(frozen=True, slots=True)
class Worst:
    """In no group are more than ``limit`` true; the worst group's excess counts."""

    limit: int
    groups: tuple[tuple[Question, ...], ...]
    about: About


@dataclass(frozen=True, slots=True)
class NoMore:
    """A sum of coefficients times quantities is at most 0; what exceeds is the amount.

    ``constant`` is added to the sum. Quantities that may be answered too large
    (``ONE_WAY``) need coefficients above 0.
    """

    terms: Terms
    about: About
    constant: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """A talk uses something while it lasts, and ``after`` minutes more, if ``when``."""

    talk: str
    when: Question | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class Disjoint:
    """No two uses meet in time; every pair that does amounts to 1."""

    uses: tuple[Use, ...]
    about: About


@dataclass(frozen=True, slots=True)
class Unbroken:
    """No other talk starts between two of these in the room within the window.

    Every talk that does (later than one of ``talks``, earlier than another) amounts
    to 1.
    """

    talks: frozenset[str]
    room: str
    window: Window
    about: About


Demand = Never | AtMost | Worst | NoMore | Disjoint | Unbroken
