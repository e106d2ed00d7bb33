"""Settle a model that others have narrowed: any timetable, then the best in it."""

from dataclasses import dataclass

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
