"""What a weight decides: double it, halve it, and see what changes."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Literal

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options
from timetabler.problem.problem import Problem
from timetabler.timetable.distance import differing
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.choosing.asking import Ask, answers
from timetabler.workflows.solve import Solution

Change = Literal["doubled", "halved"]
Effect = Literal["none", "other", "unknown"]
_MOST = 1_000_000


@dataclass(frozen=True)
class Sensitivity:
    """What becomes of the timetable under another weight.

    Attributes:
        constraint: Whose weight.
        change: Doubled or halved.
        effect: ``none`` if the timetable stays the best one, proven; ``other`` if
            another one is better then; ``unknown`` if that could not be settled.
        amounts: For an other one: the amounts that change, before and after.
        moved: For an other one: the talks that it has elsewhere.
    """

    constraint: str
    change: Change
    effect: Effect
    amounts: dict[str, tuple[int, int]]
    moved: tuple[str, ...]


def sensitivity(
    problem: Problem,
    constraints: Sequence[Constraint],
    best: Timetable,
    options: Options,
    executor: Executor,
) -> list[Sensitivity]:
    """Double and halve the weight of every constraint that shares its priority.

    The weight of a constraint that is alone with its priority decides nothing, and is
    left out.

    Args:
        problem: The conference.
        constraints: Its constraints.
        best: Its best timetable.
        options: How to search; the seconds are for each solve.
        executor: Where the solves go, as they do not depend on each other.
    """
    cases = list(_cases(constraints))
    options = replace(options, start=best, caps={}, last=None)
    asks = [Ask.of(problem, changed, options) for _, _, changed in cases]
    found = answers(asks, executor, options.interrupt)
    return [
        _told(problem, best, case, solution)
        for case, solution in zip(cases, found, strict=True)
    ]


Case = tuple[Constraint, Change, tuple[Constraint, ...]]


def _cases(constraints: Sequence[Constraint]) -> list[Case]:
    levels = [c.level for c in constraints if not c.is_hard]
    changes: tuple[Change, ...] = ("doubled", "halved")
    return [
        (constraint, change, _reweighted(constraints, constraint, change))
        for constraint in constraints
        if not constraint.is_hard and levels.count(constraint.level) > 1
        for change in changes
    ]


def _reweighted(
    constraints: Sequence[Constraint], chosen: Constraint, change: Change
) -> tuple[Constraint, ...]:
    """Double a weight; or double all others of its priority, which halves it."""
    return tuple(
        c.model_copy(update={"weight": min(_MOST, 2 * c.weight)})
        if c.level == chosen.level and (c is chosen) == (change == "doubled")
        else c
        for c in constraints
    )


def _told(
    problem: Problem, best: Timetable, case: Case, solution: Solution | None
) -> Sensitivity:
    constraint, change, changed = case
    before = check(problem, best, changed)
    effect: Effect = "unknown"
    if solution is not None and solution.score is not None:
        old, new = before.priorities, solution.score.priorities
        if list(new.values()) < list(old.values()):
            effect = "other"
        elif solution.status == "optimal":
            effect = "none"
    if effect != "other" or solution is None or solution.timetable is None:
        return Sensitivity(constraint.label, change, effect, {}, ())
    after = check(problem, solution.timetable, changed)
    pairs = zip(before.constraints, after.constraints, strict=True)
    amounts = {a.name: (a.amount, b.amount) for a, b in pairs if a.amount != b.amount}
    moved = differing(problem, best, solution.timetable)
    return Sensitivity(constraint.label, change, effect, amounts, tuple(moved))
