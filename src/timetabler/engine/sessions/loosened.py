"""Better a timetable made of a plan: who of a group is in which of its sessions.

A plan does not choose starts. Where those cost something, other talks of the same group
in the same sessions and rooms may cost less: the plan stays, but for who is where.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.model import Model, Within
from timetabler.engine.outcome import Options
from timetabler.engine.run import Runner
from timetabler.engine.sessions.shape import Shape
from timetabler.engine.settle import Settled
from timetabler.engine.whole_model import WholeModel
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

if TYPE_CHECKING:
    from timetabler.constraints.questions import Ranges


def loosened(
    *,
    problem: Problem,
    constraints: Sequence[Constraint],
    timetable: Timetable,
    within: Within,
    bounds: Mapping[int, int],
    runner: Runner,
) -> Settled | None:
    """Better a timetable within what its groups hold.

    Args:
        problem: The problem.
        constraints: What is wanted of a timetable.
        timetable: The timetable.
        within: The starts and rooms of each talk.
        bounds: What each priority costs at least.
        runner: Runs models within the time there is.

    Returns:
        The best timetable found; None if there was no time to take in the one given.
    """
    with uncollected():
        built = Model(problem, constraints, within=within)
    whole = WholeModel(
        problem=problem,
        constraints=constraints,
        options=Options(start=timetable, seed=runner.seed),
        runner=runner,
        built=built,
        hearers=(lambda _: None, lambda *_: None),
        bounds=bounds,
        swapped=False,
    )
    if whole.begin() is not None:
        return None
    whole.minimise()
    if whole.best is None or not whole.results:
        return None
    return Settled(whole.best, {r.priority: r.penalty for r in whole.results})


def held_by_groups(shape: Shape, timetable: Timetable) -> Within:
    """The starts and rooms in which talks stay with what their groups hold.

    Args:
        shape: The sessions.
        timetable: Where talks are; those that are in no group stay there.
    """
    sessions: dict[int, set[int]] = {}
    rooms: dict[int, set[str]] = {}
    for placement in timetable:
        group = shape.group_of.get(placement.talk)
        if group is not None:
            sessions.setdefault(group, set()).add(_session(shape, placement.start))
            rooms.setdefault(group, set()).add(placement.room)
    found: dict[str, tuple[Ranges, Sequence[str]]] = {
        p.talk: (((p.start, p.start),), [p.room]) for p in timetable
    }
    for talk, possible in shape.sessions.items():
        group = shape.group_of[talk]
        here = [shape.windows[s] for s in possible if s in sessions.get(group, ())]
        if here:
            ranges = tuple((window.start, window.end - 1) for window in here)
            found[talk] = ranges, sorted(rooms[group])
    return found


def _session(shape: Shape, start: int) -> int:
    return next(n for n, w in enumerate(shape.windows) if w.start <= start < w.end)
