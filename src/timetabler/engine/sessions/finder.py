"""Find a timetable sessions first, and what is proven of any on the way."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.going import StoppedError
from timetabler.engine.model import narrowed
from timetabler.engine.run import Runner
from timetabler.engine.sessions.found import Found
from timetabler.engine.sessions.handing import SHARE, Handing
from timetabler.engine.sessions.shape import shape_of
from timetabler.engine.sessions.stages import Stages
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

Tell = Callable[[int, int | None, int | None], None]
_LARGE = 20_000
"""Talks times sessions times rooms, beyond which the whole model only costs time."""


def sessions_first(
    problem: Problem,
    constraints: Sequence[Constraint],
    runner: Runner,
    tell: Tell,
    have: Callable[[Timetable], None] = lambda _: None,
) -> Found | None:
    """Search the sessions of a problem, then hand out rooms and starts.

    Args:
        problem: The problem.
        constraints: What is wanted of a timetable.
        runner: Runs models within the time there is.
        tell: Hears of priority, best penalty and bound on the way.
        have: Gets timetables as they are found, each better than those before.

    Returns:
        What was found; None if the problem has no sessions that hold one track a room.
    """

    def better(stages: Stages) -> None:
        handing.early(stages)

    stages = stages_of(
        problem,
        constraints,
        runner,
        # Plans may cost less than timetables; what is told is of these.
        tell=lambda p, _, bound: tell(p, handing.best.penalties.get(p), bound),
        better=better,
    )
    if stages is None:
        return None

    def kept(found: Found) -> None:
        if found.timetable is not None:
            have(found.timetable)
        levels = stages.result.levels
        # Before any model has a plan, there is only what the first priority costs.
        for priority in levels or sorted(found.penalties)[:1]:
            bound = levels[priority].bound if priority in levels else None
            tell(priority, found.penalties.get(priority), bound)

    shape, rooms = stages.shape, stages.kinds.sessions.possible.rooms
    handing = Handing(
        problem=problem,
        constraints=constraints,
        shape=shape,
        runner=runner,
        alike=stages.alike,
        narrowed=stages.narrowed,
        have=kept,
    )
    with suppress(StoppedError), runner.within(SHARE):
        stages.search()
    coarse = stages.result
    if coarse.values is None:
        return Found(impossible=coarse.impossible)
    places = sum(
        len(found) * len(rooms[talk]) for talk, found in shape.sessions.items()
    )
    try:
        found = handing.at_last(stages)
        found = handing.further(stages, found)
    except StoppedError:
        found = handing.best
    found.large = places > _LARGE
    return found


def stages_of(
    problem: Problem,
    constraints: Sequence[Constraint],
    runner: Runner,
    tell: Tell = lambda *_: None,
    better: Callable[[Stages], None] = lambda _: None,
) -> Stages | None:
    """Make ready to search the sessions of a problem.

    Args:
        problem: The problem.
        constraints: What is wanted of a timetable.
        runner: Runs models within the time there is.
        tell: Hears of priority, best penalty and bound on the way.
        better: Called when there is a better plan, between runs.

    Returns:
        The search; None if the problem has no sessions that hold one track a room.
    """
    if not problem.sessions:
        return None
    possible, hard = narrowed(problem, constraints)
    shape = shape_of(problem, possible, hard)
    if shape is None or possible.nothing:
        return None
    with uncollected():
        stages = Stages(
            problem=problem,
            shape=shape,
            possible=possible,
            hard=hard,
            soft=[c for c in constraints if not c.is_hard],
            runner=runner,
            tell=tell,
            better=lambda: better(stages),
        )
    return stages
