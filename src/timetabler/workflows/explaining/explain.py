"""Explain why a problem has no timetable, and what would make one possible."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from timetabler.constraints.base import Constraint
from timetabler.engine.conflict import Conflict, explain_conflicts
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.workflows.explaining.conflict_words import headline, laws
from timetabler.workflows.explaining.counting import (
    Certificate,
    Fill,
    certificates,
    fullest,
)
from timetabler.workflows.explaining.preference import taste
from timetabler.workflows.explaining.repair import Repair, repairs
from timetabler.workflows.explaining.repair.change import Case
from timetabler.workflows.explaining.tightness import single_places
from timetabler.workflows.solve import DisagreementError

_WHY = 0.6
"""The share of the time for finding out why; the rest is for repairs."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Told:
    """A conflict in words.

    Attributes:
        talks: The talks that can not all be scheduled.
        reasons: What contradicts, as the constraint's name and whom it is about.
        headline: Who can not be scheduled.
        laws: Why, one sentence a law.
        minimal: Whether without any one of the reasons the rest is possible; proved.
    """

    talks: tuple[str, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    headline: str
    laws: tuple[str, ...]
    minimal: bool


@dataclass(frozen=True)
class Explanation:
    """What there is to say about whether there can be a timetable.

    Attributes:
        status: ``feasible``, ``infeasible`` or ``unknown``: three different answers.
        certificates: What arithmetic alone shows to be impossible.
        conflicts: Demands that can not all be kept.
        complete: Whether these are all conflicts: without them there is a timetable.
        repairs: What would make a timetable possible, the least effort first.
        fills: If feasible: groups of talks that fill nearly all there is for them.
        single: If feasible: talks with a single possible place.
        solves: How many solves it took to find the conflicts.
        seconds: Time taken.
    """

    status: Status
    certificates: tuple[Certificate, ...]
    conflicts: tuple[Told, ...]
    complete: bool
    repairs: tuple[Repair, ...]
    fills: tuple[Fill, ...]
    single: tuple[str, ...]
    solves: int
    seconds: float


class CountingError(DisagreementError):
    """Arithmetic says impossible, but there is a timetable: a bug, said loudly."""


def explain(
    problem: Problem,
    constraints: Sequence[Constraint],
    options: Options,
    tell: Tell | None = None,
) -> Explanation:
    """Find out why there is no timetable; or if there is one, what is tight.

    Args:
        problem: The problem.
        constraints: The constraints that count.
        options: How to search; ``seconds`` is for everything.
        tell: Called with what is going on.

    Raises:
        CountingError: If counting and the solver contradict each other.
    """
    began = monotonic()
    hear = tell or (lambda text: None)
    hear("counting")
    counted = certificates(problem, constraints)
    found = explain_conflicts(
        problem,
        constraints,
        _until(options, began, _WHY),
        taste(),
        [certificate.talks for certificate in counted],
        lambda conflicts, solves: hear(f"{conflicts} conflicts, {solves} solves"),
    )
    if counted and found.timetable is not None:
        reasons = [f"by counting, {certificate.text}" for certificate in counted]
        raise CountingError(found.timetable, reasons)
    mended: tuple[Repair, ...] = ()
    if found.conflicts:
        hear("looking for repairs")
        case = Case(problem, tuple(constraints))
        mended = repairs(
            case,
            found.conflicts,
            _until(options, began, 1.0),
            tell=lambda number: hear(f"{number} repairs"),
        )
    feasible = found.status is Status.FEASIBLE
    return Explanation(
        status=Status.INFEASIBLE if counted else found.status,
        certificates=counted,
        conflicts=tuple(_told(problem, conflict) for conflict in found.conflicts),
        complete=found.complete,
        repairs=mended,
        fills=fullest(problem, constraints) if feasible else (),
        single=single_places(problem, constraints) if feasible else (),
        solves=found.solves,
        seconds=monotonic() - began,
    )


def _until(options: Options, began: float, share: float) -> Options:
    if options.seconds is None:
        return options
    left = options.seconds * share - (monotonic() - began)
    return replace(options, seconds=max(0.1, left))


def _told(problem: Problem, conflict: Conflict) -> Told:
    reasons = ((r.constraint.label, r.about) for r in conflict.reasons)
    return Told(
        talks=conflict.talks,
        reasons=tuple(reasons),
        headline=headline(problem, conflict.talks),
        laws=laws(problem, conflict),
        minimal=conflict.minimal,
    )
