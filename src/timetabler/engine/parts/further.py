"""Better a timetable that another search has found, part by part."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.going import StoppedError
from timetabler.engine.parts.ground import Ground
from timetabler.engine.parts.improving import Improving
from timetabler.engine.run import Runner
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

Tell = Callable[[int, int | None, int | None], None]


def bettered(
    *,
    problem: Problem,
    constraints: Sequence[Constraint],
    runner: Runner,
    timetable: Timetable,
    bounds: Mapping[int, int],
    report: tuple[Tell, Callable[[Timetable], None]],
    seed: int,
) -> Improving:
    """Better a timetable in the time there is, or until nothing helps.

    Args:
        problem: The problem.
        constraints: What is wanted of a timetable.
        runner: Runs models within the time there is.
        timetable: A timetable that keeps what is hard.
        bounds: What each priority costs at least.
        report: The first hears of priority, penalty and bound; the second gets
            timetables as they are found.
        seed: Chooses parts.
    """
    tell, have = report
    with uncollected():
        ground = Ground(problem, constraints)
    improving = Improving(ground, runner, timetable, dict(bounds), tell, seed=seed)
    improving.have = have
    with suppress(StoppedError):
        while _improves(improving, runner):
            pass
    return improving


def _improves(improving: Improving, runner: Runner) -> bool:
    """Work on every priority that is not proven; whether any got better."""
    open_ = [p for p, cost in improving.costs.items() if cost > improving.bounds[p]]
    better = False
    for index, priority in enumerate(open_):
        if runner.over:
            return False
        better = improving.improve(priority, 1 / (len(open_) - index)) or better
    return better
