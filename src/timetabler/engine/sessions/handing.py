"""Hand plans out as timetables, and go on with those that cost more than planned."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.going import StoppedError
from timetabler.engine.model import Model, Narrowed, Within
from timetabler.engine.run import Runner
from timetabler.engine.sessions.coarse import Coarse, Level
from timetabler.engine.sessions.exact import Exact
from timetabler.engine.sessions.found import Found, bounds_of, made_of
from timetabler.engine.sessions.handout import Rooms, places_of, rooms_of
from timetabler.engine.sessions.loosened import held_by_groups, loosened
from timetabler.engine.sessions.shape import Shape
from timetabler.engine.sessions.stages import Stages
from timetabler.engine.sessions.timed import Timed
from timetabler.engine.settle import priced, settle
from timetabler.problem.problem import Problem

SHARE, _ROOMS, _LOOSENED, _TIMED = 0.75, 0.5, 0.3, 0.7
"""Of the time that is left: for plans; for planning every room for itself; for who is
where in a plan; for plans with starts."""
_SELDOM = 8
_ROUNDS = 2  # of plans that are kept apart, in the time left
_WORTH = 5.0  # seconds left that are worth going on for


@dataclass
class Handing:
    """Hands out rooms and starts, and works out what that costs.

    The best on the way is kept: somebody may want the search to end at any time.

    Attributes:
        have: Gets what is cheaper than anything before, as soon as there is something.
        best: The best so far.
    """

    problem: Problem
    constraints: Sequence[Constraint]
    shape: Shape
    runner: Runner
    alike: list[list[str]]
    narrowed: Narrowed
    have: Callable[[Found], None]
    best: Found = field(default_factory=Found)
    again: float = 0.0
    exact: Exact | None = None

    def early(self, stages: Stages) -> None:
        """Make a timetable of a plan that may not be the last one, now and then."""
        began = self.runner.elapsed()
        if began < self.again:
            return
        found = Found()
        with suppress(StoppedError), self.runner.within(0.5):
            rooms = self._rooms(stages.result, stages.classes)
            found = self.out(stages.result, rooms, quickly=True)
        self._keep(found)
        now = self.runner.elapsed()
        self.again = now + _SELDOM * (now - began)

    def _keep(self, found: Found) -> None:
        """Keep what is cheaper than anything before."""
        if found.cheaper_than(self.best):
            self.best = found
            self.have(found)

    def at_last(self, stages: Stages) -> Found:
        """Make a timetable of the plan; if that costs more, of another plan."""
        plan = stages.result
        if self.best.as_planned(plan):
            self.best = _proven(self.best, plan)
            return self.best
        rooms = self._rooms(plan, stages.classes)
        found = self.out(plan, rooms)
        if found.timetable is None or self.best.cheaper_than(found):
            self.best = _proven(self.best, plan)
            return self.best
        self._keep(found)
        self.best = found  # of what costs the same, more is proven
        if found.dearer_than(plan):
            with suppress(StoppedError):
                for other in self._others(stages, rooms):
                    self._keep(other)
                    if self.best.proven or not self.best.dearer_than(plan):
                        break
        return self.best

    def _others(self, stages: Stages, rooms: Rooms) -> Iterator[Found]:
        """Make timetables in other ways, those first that take least time."""
        if len(stages.classes) < len(self.problem.rooms):
            yield self._alone(stages, rooms)
        yield self._loosened(stages.result, self.best)
        yield self._timed(stages)
        yield self._again(stages)

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
                found = self._better(stages, number)
                continue
            with self.runner.within(SHARE):
                if not stages.further(number):
                    break
            found = self._renewed(stages, found)
        return found

    def _better(self, stages: Stages, number: int) -> Found:
        """Go on with starts, then with another plan that is cheap whatever they are."""
        self._keep(self._timed(stages))
        if not self.best.proven:
            self._keep(self._again(stages, number))
        return self.best

    def _renewed(self, stages: Stages, found: Found) -> Found:
        """Make a timetable of a better plan, or take in what is proven of the old."""
        if not found.dearer_than(stages.result):
            return _proven(found, stages.result)
        return found.or_cheaper(self.at_last(stages))

    def _alone(self, stages: Stages, rooms: Rooms) -> Found:
        """Make a timetable of a plan in which every room stands for itself."""
        exact = self.exact = Exact(stages, rooms, self.runner)
        with self.runner.within(_ROOMS):
            exact.plan()
        return self._exactly(exact)

    def _exactly(self, exact: Exact) -> Found:
        """Make a timetable of a plan with every room for itself."""
        if exact.values is None:
            return Found()
        return self._given(exact.planned, exact.classes)

    def _again(self, stages: Stages, number: int = 0) -> Found:
        """Make a timetable of another plan: one that is cheap whatever the starts."""
        if self.exact is None:
            found = self._kept_apart(stages, number)
        else:
            with self.runner.within(_ROOMS):
                self.exact.keep_apart(number)
            found = self._exactly(self.exact)
        if found.dearer_than(stages.result):
            return found.or_cheaper(self._loosened(stages.result, found))
        return found

    def _timed(self, stages: Stages) -> Found:
        """Make a timetable of a plan that chooses starts too, or prove the best one."""
        *earlier, last = stages.result.levels.items()
        priority, level = last
        kept = all(self.best.penalties.get(p) == at.penalty for p, at in earlier)
        if not (kept and stages.at_risk and self.runner.has("starts")):
            return Found()
        plan, classes = stages.result, stages.classes
        if self.exact is not None and self.exact.values is not None:
            plan, classes = self.exact.planned, self.exact.classes
        reached = {p: at.penalty for p, at in earlier}
        timed = Timed(stages, classes, reached, self.runner)
        with self.runner.within(_TIMED):
            known = Level(self.best.penalties[priority], level.bound)
            values, bound = timed.cheaper(priority, known, plan.values or {})
        bounds = {**self.best.bounds, priority: bound}
        self.best = replace(self.best, bounds=bounds)
        if values is None:
            return Found()
        found = self._given(replace(plan, values=values), classes)
        return replace(found, bounds=bounds)

    def _kept_apart(self, stages: Stages, number: int) -> Found:
        plan = stages.result.values
        try:
            with self.runner.within(_ROOMS):
                stages.keep_apart(number)
            return self._given(stages.result, stages.classes)
        finally:
            stages.result.values = plan

    def _given(self, plan: Coarse, classes: list[list[str]]) -> Found:
        """Give a plan its rooms, and make a timetable of it."""
        return self.out(plan, self._rooms(plan, classes))

    def _rooms(self, plan: Coarse, classes: list[list[str]]) -> Rooms:
        return rooms_of(self.shape, classes, plan.values or {}, self.runner)

    def out(self, coarse: Coarse, rooms: Rooms, quickly: bool = False) -> Found:
        """Make a timetable of a plan: the best one, or any that is quickly found."""
        for within in _narrower(self.shape, rooms, coarse, self.alike):
            with uncollected():
                model = Model(
                    self.problem, self.constraints, within=within, known=self.narrowed
                )
            settled = (
                priced(model, self.problem, self.constraints, self.runner)
                if quickly
                else settle(model, self.problem, self.runner)
            )
            if settled is not None:
                return made_of(settled, coarse)
        return Found()

    def _loosened(self, coarse: Coarse, found: Found) -> Found:
        """Let talks change between the sessions of their group, if that is cheaper."""
        if found.timetable is None or not self.runner.has("loosening"):
            return found
        with suppress(StoppedError), self.runner.within(_LOOSENED):
            settled = loosened(
                problem=self.problem,
                constraints=self.constraints,
                timetable=found.timetable,
                within=held_by_groups(self.shape, found.timetable),
                bounds=found.bounds,
                runner=self.runner,
            )
            better = Found() if settled is None else made_of(settled, coarse)
            return found.or_cheaper(better)
        return found


def _proven(found: Found, plan: Coarse) -> Found:
    """Take in what is proven of a plan since a timetable was made of another."""
    proven = bounds_of(found.penalties, plan)
    bounds = {p: max(b, proven.get(p, 0)) for p, b in found.bounds.items()}
    return replace(found, bounds=bounds)


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
