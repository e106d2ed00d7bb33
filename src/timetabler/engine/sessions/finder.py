"""Find a timetable sessions first, and what is proven of any on the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.going import StoppedError
from timetabler.engine.model import Model, Within, narrowed
from timetabler.engine.run import Runner
from timetabler.engine.sessions.coarse import Coarse
from timetabler.engine.sessions.exact import exactly
from timetabler.engine.sessions.handout import Rooms, places_of, rooms_of
from timetabler.engine.sessions.loosened import held_by_groups, loosened
from timetabler.engine.sessions.shape import Shape, shape_of
from timetabler.engine.sessions.stages import Stages
from timetabler.engine.settle import Settled, priced, settle
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

Tell = Callable[[int, int | None, int | None], None]
_SHARE, _ROOMS, _LOOSENED = 0.75, 0.5, 0.3
"""Of the time that is left: for plans; for planning every room for itself; for who is
where in a plan."""
_SELDOM = 8
_ROUNDS = 2  # of plans that are kept apart, in the time left
_WORTH = 5.0  # seconds left that are worth going on for
_LARGE = 20_000
"""Talks times sessions times rooms, beyond which the whole model only costs time."""


@dataclass
class Found:
    """What searching sessions first came to.

    Attributes:
        timetable: The timetable; None if none was found.
        penalties: What it costs, by priority.
        bounds: Proven: with the priorities before at what they are here, no timetable
            costs less.
        impossible: Whether it is proven that there is no timetable.
        large: Whether a model of every talk in every room would find nothing better.
    """

    timetable: Timetable | None = None
    penalties: dict[int, int] = field(default_factory=dict)
    bounds: dict[int, int] = field(default_factory=dict)
    impossible: bool = False
    large: bool = False

    @property
    def cost(self) -> list[int]:
        """What it costs, in order of the priorities."""
        return [self.penalties[priority] for priority in sorted(self.penalties)]

    def cheaper_than(self, other: "Found") -> bool:
        """Whether it costs less than another, or the other is none."""
        if self.timetable is None:
            return False
        return other.timetable is None or self.cost < other.cost

    def dearer_than(self, coarse: Coarse) -> bool:
        """Whether it costs more than the plan it was made of."""
        planned = [level.penalty for _, level in sorted(coarse.levels.items())]
        return self.cost[: len(planned)] > planned

    @property
    def settled(self) -> bool:
        """Whether there is no point in searching on in other ways."""
        return self.impossible or self.proven or self._as_good_as_it_gets

    @property
    def _as_good_as_it_gets(self) -> bool:
        return self.large and self.timetable is not None

    @property
    def proven(self) -> bool:
        """Whether there is no better timetable."""
        return self.timetable is not None and self.penalties == self.bounds


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
            better=lambda: handing.early(stages, have),
        )
    handing = _Handing(problem, constraints, shape, runner, stages.alike)
    with suppress(StoppedError), runner.within(_SHARE):
        stages.search()
    coarse = stages.result
    if coarse.values is None:
        return Found(impossible=coarse.impossible)
    places = sum(
        len(found) * len(possible.rooms[talk]) for talk, found in shape.sessions.items()
    )
    try:
        found = handing.at_last(stages)
        found = handing.further(stages, found)
    except StoppedError:
        found = handing.best
    found.large = places > _LARGE
    return found


@dataclass
class _Handing:
    """Hands out rooms and starts, and works out what that costs.

    The best on the way is kept: somebody may want the search to end at any time.
    """

    problem: Problem
    constraints: Sequence[Constraint]
    shape: Shape
    runner: Runner
    alike: list[list[str]]
    best: Found = field(default_factory=Found)
    again: float = 0.0

    def early(self, stages: Stages, have: Callable[[Timetable], None]) -> None:
        """Make a timetable of a plan that may not be the last one, now and then."""
        began = self.runner.elapsed()
        if began < self.again:
            return
        found = Found()
        with suppress(StoppedError), self.runner.within(0.5):
            rooms = self._rooms(stages)
            found = self.out(stages.result, rooms, quickly=True)
        if found.timetable is not None and found.cheaper_than(self.best):
            self.best = found
            have(found.timetable)
        now = self.runner.elapsed()
        self.again = now + _SELDOM * (now - began)

    def at_last(self, stages: Stages) -> Found:
        """Make a timetable of the plan; if that costs more, of another plan."""
        plan = stages.result
        rooms = self._rooms(stages)
        found = self.out(plan, rooms)
        if found.timetable is None or self.best.cheaper_than(found):
            return self.best
        if found.dearer_than(plan):
            self.best = found
            with suppress(StoppedError):
                again = self._kept_apart(stages)
                found = again if again.cheaper_than(found) else found
                split = len(stages.classes) < len(self.problem.rooms)
                if split and found.dearer_than(plan):
                    again = self._alone(stages, rooms)
                    found = again if again.cheaper_than(found) else found
        return found

    def further(self, stages: Stages, found: Found) -> Found:
        """Spend the time left on the plan, or others, if its timetable costs more."""
        for number in count(1):
            left = self.runner.remaining()
            if left is None or left < _WORTH or found.proven or self.runner.interrupted:
                break
            if found.timetable is None:
                break
            self.best = found
            if found.dearer_than(stages.result):
                if number > _ROUNDS:
                    break
                again = self._kept_apart(stages, number)
                found = again if again.cheaper_than(found) else found
                continue
            with self.runner.within(_SHARE):
                if not stages.further(number):
                    break
            found = self._renewed(stages, found)
        return found

    def _renewed(self, stages: Stages, found: Found) -> Found:
        """Make a timetable of a better plan, or take in what is proven of the old."""
        planned = [level.penalty for _, level in sorted(stages.result.levels.items())]
        if found.cost[: len(planned)] <= planned:
            proven = _bounds(found.penalties, stages.result)
            bounds = {p: max(b, proven.get(p, 0)) for p, b in found.bounds.items()}
            return replace(found, bounds=bounds)
        better = self.at_last(stages)
        return better if better.cheaper_than(found) else found

    def _alone(self, stages: Stages, rooms: Rooms) -> Found:
        """Make a timetable of a plan in which every room stands for itself."""
        with self.runner.within(_ROOMS):
            plan = exactly(stages, rooms, self.runner)
        if plan.values is None:
            return Found()
        alone = [[room] for room in self.problem.rooms]
        given = rooms_of(self.shape, alone, plan.values, self.runner)
        return self.out(plan, given)

    def _kept_apart(self, stages: Stages, number: int = 0) -> Found:
        """Make a timetable of a plan that is cheap whatever the starts."""
        plan = stages.result.values
        try:
            with self.runner.within(_ROOMS):
                stages.keep_apart(number)
            return self.out(stages.result, self._rooms(stages))
        finally:
            stages.result.values = plan

    def _rooms(self, stages: Stages) -> Rooms:
        values = stages.result.values or {}
        return rooms_of(self.shape, stages.classes, values, self.runner)

    def out(self, coarse: Coarse, rooms: Rooms, quickly: bool = False) -> Found:
        """Make a timetable of a plan: the best one, or any that is quickly found."""
        for within in _narrower(self.shape, rooms, coarse, self.alike):
            with uncollected():
                model = Model(self.problem, self.constraints, within=within)
            settled = (
                priced(model, self.problem, self.constraints, self.runner)
                if quickly
                else settle(model, self.problem, self.runner)
            )
            if settled is not None:
                found = _found(settled, coarse)
                if not quickly and found.dearer_than(coarse):
                    return self._loosened(coarse, rooms, found)
                return found
        return Found()

    def _loosened(self, coarse: Coarse, rooms: Rooms, found: Found) -> Found:
        """Let talks change between the sessions of their group, if that is cheaper."""
        if found.timetable is None or not self.runner.has("loosening"):
            return found
        with suppress(StoppedError), self.runner.within(_LOOSENED):
            settled = loosened(
                problem=self.problem,
                constraints=self.constraints,
                timetable=found.timetable,
                within=held_by_groups(self.shape, rooms, found.timetable),
                bounds=found.bounds,
                runner=self.runner,
            )
            better = Found() if settled is None else _found(settled, coarse)
            return better if better.cheaper_than(found) else found
        return found


def _narrower(
    shape: Shape, rooms: Rooms, coarse: Coarse, alike: list[list[str]]
) -> Iterator[Within]:
    """The starts and rooms to look in: first just those of the plan, then any room."""
    places = places_of(shape, rooms, coarse.values or {}, alike)
    spans = {
        talk: ((shape.windows[session].start, shape.windows[session].end - 1),)
        for talk, (session, _) in places.items()
    }
    yield {talk: (spans[talk], given) for talk, (_, given) in places.items()}
    every = sorted({room for given in rooms.values() for room in given})
    yield {talk: (spans[talk], every) for talk in places}


def _found(settled: Settled, coarse: Coarse) -> Found:
    bounds = _bounds(settled.penalties, coarse)
    return Found(settled.timetable, settled.penalties, bounds)


def _bounds(penalties: Mapping[int, int], coarse: Coarse) -> dict[int, int]:
    """What is proven of penalties, as far as they are those of the plan."""
    bounds: dict[int, int] = {}
    certain = True
    for priority, penalty in penalties.items():
        level = coarse.levels.get(priority)
        bounds[priority] = level.bound if certain and level else 0
        certain = certain and level is not None and level.penalty == penalty
    return bounds
