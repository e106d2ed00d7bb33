"""What can be reached at all: each criterion alone, and random feasible timetables."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from random import Random

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options
from timetabler.problem.problem import Problem
from timetabler.timetable.comparison import Known, Reach
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.choosing.asking import Ask, answers
from timetabler.workflows.solve import Solution

RANDOM = 5
"""How many random feasible timetables make the baseline."""


def ideals(
    problem: Problem,
    constraints: Sequence[Constraint],
    options: Options,
    executor: Executor,
    done: Callable[[int], None] = lambda number: None,
) -> Known:
    """Find the best of each criterion alone, and some random feasible timetables.

    The hard constraints are kept all along. A random timetable is the first one found
    by a search that starts from talks thrown anywhere, and minimises nothing.

    Args:
        problem: The conference.
        constraints: Its constraints.
        options: How to search; the seconds are for each solve.
        executor: Where the solves go, as they do not depend on each other.
        done: Told how many solves are done.
    """
    hard = [c for c in constraints if c.is_hard]
    soft = [c for c in constraints if not c.is_hard]
    asks = [
        Ask.of(
            problem,
            (*hard, constraint.model_copy(update={"level": 1, "weight": 1})),
            options,
        )
        for constraint in soft
    ]
    asks.extend(_random_asks(problem, hard, options))
    found = answers(asks, executor, options.interrupt, done)
    alone, thrown = found[: len(soft)], found[len(soft) :]
    scores = [
        check(problem, solution.timetable, constraints)
        for solution in thrown
        if solution is not None and solution.timetable is not None
    ]
    return Known(
        ideals={
            constraint.label: _reach(solution)
            for constraint, solution in zip(soft, alone, strict=True)
            if solution is not None
        },
        random={
            constraint.label: tuple(score.constraints[index].amount for score in scores)
            for index, constraint in enumerate(constraints)
            if scores and not constraint.is_hard
        },
    )


def _random_asks(
    problem: Problem, hard: Sequence[Constraint], options: Options
) -> list[Ask]:
    found = []
    for seed in range(RANDOM):
        start = _thrown(problem, Random(options.seed + seed))
        ask = Ask.of(problem, hard, options)
        found.append(
            Ask(
                problem,
                ask.constraints,
                ask.seconds,
                ask.workers,
                options.seed + seed,
                ask.deterministic,
                start,
            )
        )
    return found


def _thrown(problem: Problem, random: Random) -> Timetable:
    """Throw every talk anywhere, clashes and all."""
    rooms = list(problem.rooms)
    return Timetable.of(
        Placement(random.choice(starts), random.choice(rooms), talk.id)
        for talk in problem.talks.values()
        if (starts := problem.starts_of(talk))
    )


def _reach(solution: Solution) -> Reach:
    score = solution.score
    amount = None if score is None else score.priorities[1]
    return Reach(amount, solution.bounds.get(1, 0))
