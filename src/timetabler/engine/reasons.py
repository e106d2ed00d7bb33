"""Hard demands as reasons: what a constraint asks of one thing, to keep or drop."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.permitted_start import PermittedStart
from timetabler.constraints.questions import Not, Scheduled
from timetabler.problem.problem import Day, Problem, Talk, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable

PERMITTED: About = ()
"""What the one reason is about that holds all talks to permitted starts."""


@dataclass(frozen=True, eq=False)
class Reason:
    """Everything a hard constraint asks of one thing.

    Attributes:
        constraint: The constraint that asks.
        about: Whom it is about (ids), as findings and laws have it.
        demands: What it demands.
        talks: The talks that have to be scheduled because of this.
    """

    constraint: Constraint
    about: About
    demands: tuple[Demand, ...]
    talks: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        talks = frozenset(filter(None, map(required, self.demands)))
        object.__setattr__(self, "talks", talks)


def reasons_of(problem: Problem, constraints: Iterable[Constraint]) -> list[Reason]:
    """List what there is to keep or to drop, in the order of the constraints.

    Permitted starts are one reason together; they always count, whatever the problem
    file says of them, as the engine never offers any other start.
    """
    starts = tuple(PermittedStart().encode(problem))
    found = [Reason(PermittedStart(), PERMITTED, starts)]
    for constraint in constraints:
        if not constraint.is_hard or isinstance(constraint, PermittedStart):
            continue
        grouped: dict[About, list[Demand]] = {}
        for demand in constraint.encode(problem):
            grouped.setdefault(demand.about, []).append(demand)
        found += [Reason(constraint, a, tuple(d)) for a, d in grouped.items()]
    return found


def required(demand: Demand) -> str | None:
    """The talk that a demand requires to be scheduled, if that is what it does."""
    if isinstance(demand, Never) and len(demand.questions) == 1:
        (question,) = demand.questions
        if isinstance(question, Not) and isinstance(question.question, Scheduled):
            return question.question.talk
    return None


class Chosen(Constraint):
    """Demands that were chosen one by one, as one constraint for the engine."""

    key: ClassVar[str] = "chosen"
    unit: ClassVar[str] = "demands"

    demands: tuple[Any, ...] = ()
    """The demands."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Yield the demands as they are."""
        del problem
        yield from self.demands

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Find nothing; the constraints that the demands are of do."""
        del problem, timetable
        yield from ()

    def law(self, problem: Problem, about: About) -> str:
        """Name what it is about."""
        del problem
        return " ".join(about)


def at_any_time(problem: Problem) -> Problem:
    """The same problem with every minute of every day permitted as a start."""
    days = {id: _whole(problem, day) for id, day in problem.days.items()}
    talks = {id: _no_slots(talk) for id, talk in problem.talks.items()}
    return replace(problem, days=days, grid=1, slots=None, talks=talks)


def _whole(problem: Problem, day: Day) -> Day:
    window = problem.day_window(day.id)
    # The last day has no next one to end it: a day and what its hours add are enough.
    end = max(window.start + 24 * 60, day.hours.end)
    return replace(day, hours=Window(window.start, min(window.end, end)))


def _no_slots(talk: Talk) -> Talk:
    return replace(talk, slots=None)
