"""Settle a model that others have narrowed: any timetable, then the best in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.model import Model
from timetabler.engine.priorities import Priorities
from timetabler.engine.run import Runner
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable


@dataclass
class Settled:
    """The best timetable of a narrowed model.

    Attributes:
        timetable: The timetable.
        penalties: What it costs, by priority.
    """

    timetable: Timetable
    penalties: dict[int, int]


def priced(
    model: Model,
    problem: Problem,
    constraints: Sequence[Constraint],
    runner: Runner,
) -> Settled | None:
    """Find any timetable of a model, and let the checkers say what it costs.

    That is much quicker than to find the best one.
    """
    found = runner.run(model.model, runner.remaining(), stop_after_first_solution=True)
    if found.solution is None:
        return None
    timetable = model.plan.read(found.solution)
    penalties: dict[int, int] = {}
    for constraint in constraints:
        if not constraint.is_hard:
            amount = sum(f.amount for f in constraint.check(problem, timetable))
            priority = int(constraint.level)
            penalties.setdefault(priority, 0)
            penalties[priority] += constraint.weight * amount
    return Settled(timetable, dict(sorted(penalties.items())))


def settle(model: Model, problem: Problem, runner: Runner) -> Settled | None:
    """Find the best timetable of a model in the time there is; None if it has none."""
    with uncollected():
        costs = model.costs(problem)
    found = runner.run(model.model, runner.remaining(), stop_after_first_solution=True)
    if found.solution is None:
        return None
    priorities = Priorities(model.model, costs, runner, found.solution, lambda *_: None)
    priorities.minimise()
    penalties = {p: cost.of(priorities.solution) for p, cost in costs.items()}
    return Settled(model.plan.read(priorities.solution), penalties)
