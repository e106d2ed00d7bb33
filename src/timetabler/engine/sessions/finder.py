"""Find a timetable sessions first, and what is proven of any on the way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.model import Model, Within, narrowed
from timetabler.engine.run import Runner
from timetabler.engine.sessions.exact import exactly
from timetabler.engine.sessions.handout import Rooms, places_of, rooms_of
from timetabler.engine.sessions.shape import Shape, shape_of
from timetabler.engine.sessions.stages import Coarse, Stages
from timetabler.engine.settle import Settled, settle
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

Tell = Callable[[int, int | None, int | None], None]
_SHARE = 0.8


@dataclass
class Found:
    """What searching sessions first came to.

    Attributes:
        timetable: The timetable; None if none was found.
        penalties: What it costs, by priority.
        bounds: Proven: with the priorities before at what they are here, no timetable
            costs less.
        impossible: Whether it is proven that there is no timetable.
    """

    timetable: Timetable | None = None
    penalties: dict[int, int] = field(default_factory=dict)
    bounds: dict[int, int] = field(default_factory=dict)
    impossible: bool = False

    @property
    def cost(self) -> list[int]:
        """What it costs, in order of the priorities."""
        return [self.penalties[priority] for priority in sorted(self.penalties)]

    def dearer_than(self, coarse: Coarse) -> bool:
        """Whether it costs more than the plan it was made of."""
        return self.cost > [coarse.levels[p].penalty for p in sorted(self.penalties)]

    @property
    def proven(self) -> bool:
        """Whether there is no better timetable."""
        return self.timetable is not None and self.penalties == self.bounds


def sessions_first(
    problem: Problem, constraints: Sequence[Constraint], runner: Runner, tell: Tell
) -> Found | None:
    """Search the sessions of a problem, then hand out rooms and starts.

    Returns:
        What was found; None if the problem has no sessions that hold one track a room.
    """
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
        )
    with runner.within(_SHARE):
        coarse = stages.search()
    if coarse.values is None:
        return Found(impossible=coarse.impossible)
    handing = _Handing(problem, constraints, shape, runner)
    rooms = rooms_of(shape, stages.classes, coarse.values, runner)
    found = handing.out(coarse, rooms)
    split = len(stages.classes) < len(problem.rooms)
    if split and found.timetable is not None and found.dearer_than(coarse):
        with runner.within(_SHARE):
            better = exactly(stages, rooms, runner)
        alone = [[room] for room in problem.rooms]
        again = handing.out(better, rooms_of(shape, alone, better.values or {}, runner))
        if again.timetable is not None and again.cost < found.cost:
            return again
    return found


@dataclass
class _Handing:
    """Hands out rooms and starts, and works out what that costs."""

    problem: Problem
    constraints: Sequence[Constraint]
    shape: Shape
    runner: Runner

    def out(self, coarse: Coarse, rooms: Rooms) -> Found:
        """Make a timetable of a plan."""
        for within in _narrower(self.shape, rooms, coarse):
            model = Model(self.problem, self.constraints, within=within)
            settled = settle(model, self.problem, self.runner)
            if settled is not None:
                return _found(settled, coarse)
        return Found()


def _narrower(shape: Shape, rooms: Rooms, coarse: Coarse) -> Iterator[Within]:
    """The starts and rooms to look in: first just those of the plan, then any room."""
    places = places_of(shape, rooms, coarse.values or {})
    spans = {
        talk: ((shape.windows[session].start, shape.windows[session].end - 1),)
        for talk, (session, _) in places.items()
    }
    yield {talk: (spans[talk], given) for talk, (_, given) in places.items()}
    every = sorted({room for given in rooms.values() for room in given})
    yield {talk: (spans[talk], every) for talk in places}


def _found(settled: Settled, coarse: Coarse) -> Found:
    bounds: dict[int, int] = {}
    certain = True
    for priority, penalty in settled.penalties.items():
        level = coarse.levels.get(priority)
        bounds[priority] = level.bound if certain and level else 0
        certain = certain and level is not None and level.penalty == penalty
    return Found(settled.timetable, settled.penalties, bounds)
