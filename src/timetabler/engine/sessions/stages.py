"""From coarse to fine: without rooms, with kinds of rooms, and the whole again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand
from timetabler.engine.garbage import uncollected
from timetabler.engine.possible import Possible
from timetabler.engine.run import Found, Runner
from timetabler.engine.sessions.alike import rooms_alike
from timetabler.engine.sessions.dear import Avoiding
from timetabler.engine.sessions.layers import Cost, Layer
from timetabler.engine.sessions.model import Key, SessionModel
from timetabler.engine.sessions.rooms import RoomFloor, RoomKinds
from timetabler.engine.sessions.shape import Shape
from timetabler.engine.sessions.telling import Telling
from timetabler.problem.problem import Problem

Tell = Callable[[int, int | None, int | None], None]
_QUICK = 0.1, 10.0
_SLICES = (0.3, 0.45, 1.0)
_FLOOR = (0.2, 0.15, 0.1)
_CHEAPER = 0.1


@dataclass
class Level:
    """How far one priority got at the level of sessions.

    Attributes:
        penalty: The least found.
        bound: Proven of the problem itself.
    """

    penalty: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Whether nothing less is possible here."""
        return self.penalty <= self.bound


@dataclass
class Coarse:
    """What the session level came to.

    Attributes:
        values: The best plan, by names of variables; None if none was found.
        levels: How far each priority got.
        impossible: Whether it is proven that there is no timetable.
        exact: Whether the plan leaves out nothing but exact rooms and order.
    """

    values: dict[Key, int] | None = None
    levels: dict[int, Level] = field(default_factory=dict)
    impossible: bool = False
    exact: bool = True


class Stages:
    """Searches the session level of a problem, priority by priority.

    Args:
        problem: The problem.
        shape: Its sessions.
        possible: What is possible for each talk.
        hard: The hard demands still open.
        soft: The soft constraints.
        runner: Runs models within the time there is.
        tell: Hears of priority, best penalty and bound on the way.
        better: Called when there is a better plan, between runs.
    """

    def __init__(
        self,
        *,
        problem: Problem,
        shape: Shape,
        possible: Possible,
        hard: Sequence[Demand],
        soft: Sequence[Constraint],
        runner: Runner,
        tell: Tell,
        better: Callable[[], None],
    ) -> None:
        self.better = better
        self._problem, self.shape, self._possible = problem, shape, possible
        self._hard, self._soft = hard, soft
        self._runner, self._tell = runner, tell
        demands = [*hard, *(d for c in soft for d in c.encode(problem))]
        self.classes = rooms_alike(problem.rooms, possible, demands)
        self.result = Coarse()
        with uncollected():
            self.kinds = self.layer(RoomKinds, self.classes)
            self._floor: Layer | None = None

    def layer(
        self, rooms: type[RoomKinds] | type[RoomFloor], classes: list[list[str]]
    ) -> Layer:
        """Build a model of the session level, with rooms told in one way or another."""
        model = SessionModel(self.shape, self._possible, classes)
        telling = Telling(model, self._problem)
        telling.hard(self._hard)
        telling.soft(self._soft)
        chosen = rooms(model)
        costs = {}
        for priority, charges in sorted(model.charges.items()):
            rent = chosen.prices(charges)
            costs[priority] = Cost(
                [*charges.terms, *rent.terms],
                charges.constant + rent.constant,
                rent.free,
            )
        self.result.exact = telling.exact
        return Layer(model, costs, self._runner)

    def search(self) -> Coarse:
        """Search in the time that there is."""
        priorities = list(self.kinds.costs)
        for index, priority in enumerate(priorities):
            with self._runner.within(1 / (len(priorities) - index)):
                self._minimise(priority, self._runner.remaining())
            if self.result.values is None or self._runner.interrupted:
                break
            reached = self.result.levels[priority].penalty
            self.kinds.cap(priority, reached)
            if self._floor is not None:
                self._floor.cap(priority, reached)
        return self.result

    def _minimise(self, priority: int, seconds: float | None) -> None:
        step = _Step(self, priority, seconds)
        step.quick()
        if not (step.done or self._runner.interrupted):
            if self._floor is None:
                with uncollected():
                    self._floor = self.layer(RoomFloor, self.classes)
            step.without_rooms(self._floor)
            step.cheaper()
            step.slices()

    @property
    def runner(self) -> Runner:
        """Runs the models."""
        return self._runner

    def tell(self, priority: int, best: int | None, bound: int | None) -> None:
        """Report how far a priority is."""
        self._tell(priority, best, bound)


class _Step:
    """Minimises one priority: quickly, without rooms, then in slices."""

    def __init__(self, stages: Stages, priority: int, seconds: float | None) -> None:
        self._stages = stages
        self._kinds = stages.kinds
        self._priority = priority
        self._seconds = seconds
        self._began = stages.runner.elapsed()
        self._best: Sequence[int] | None = None
        self._penalty = 2**62
        self._bound = 0
        if stages.result.values is not None:
            self._kinds.hint(stages.result.values)

    @property
    def done(self) -> bool:
        """Whether nothing is left to be found."""
        return self._stages.result.impossible or self._penalty <= self._bound

    def _left(self) -> float | None:
        if self._seconds is None:
            return None
        gone = self._stages.runner.elapsed() - self._began
        return max(0.0, self._seconds - gone)

    def _part(self, share: float, most: float | None = None) -> float | None:
        if self._seconds is None:
            return most
        part = min(self._seconds * share, self._left() or 0.0)
        return part if most is None else min(part, most)

    def _take(self, found: Found, below: int | None = None) -> None:
        """Keep what a run of the model with kinds of rooms found and proved.

        What was forbidden for costing at least so much (``below``) is no better.
        """
        improved = False
        if found.status == cp_model.INFEASIBLE and below is None:
            self._stages.result.impossible = self._best is None
        if found.solution is not None:
            if found.objective < self._penalty:
                self._best, self._penalty = found.solution, found.objective
                self._stages.result.values = self._kinds.values(found.solution)
                improved = True
            limit = self._penalty if below is None else min(below, self._penalty)
            self._raise(min(found.bound, limit))
        elif found.status == cp_model.INFEASIBLE and below is not None:
            self._raise(below)
        if self._best is not None:
            level = Level(self._penalty, self._bound)
            self._stages.result.levels[self._priority] = level
            self._stages.tell(self._priority, self._penalty, self._bound)
        if improved:
            self._stages.better()

    def _raise(self, bound: int) -> None:
        self._bound = max(self._bound, bound)

    def quick(self) -> None:
        """Try the whole at once; small ones are solved by that."""
        share, most = _QUICK
        self._take(self._kinds.minimise(self._priority, self._part(share, most)))

    def without_rooms(self, floor: Layer) -> None:
        """Forbid what is dear, then minimise the rest, with rooms at their least."""
        values = self._cheaply(floor)
        if values is None:
            return
        keys = [key for key in values if key[0] in ("talk", "held")]
        self._kinds.hint(values)
        fixed = self._kinds.fix(keys, values)
        found = fixed.minimise(self._priority, self._part(0.1))
        if found.solution is not None:
            self._take(replace(found, bound=0))

    def _cheaply(self, floor: Layer) -> dict[Key, int] | None:
        known = self._stages.result.values
        avoiding = Avoiding(floor, self._priority, known, self._part)
        for share in _FLOOR:
            before = avoiding.avoided
            avoiding.go()
            if share < _FLOOR[0] and avoiding.avoided == before:
                break
            found = floor.minimise(self._priority, self._part(share))
            avoiding.take(found)
            dear = avoiding.avoided
            if found.solution and (dear is None or dear >= found.objective):
                self._raise(min(found.bound, dear or found.bound))
            if found.status == cp_model.OPTIMAL or self._stages.runner.interrupted:
                break
        return avoiding.values

    def cheaper(self) -> None:
        """Avoid what is dear with rooms, too, starting from the best there is."""
        if self.done or self._stages.runner.interrupted:
            return
        kinds, priority = self._kinds, self._priority
        known = self._stages.result.values
        avoiding = Avoiding(kinds, priority, known, self._part, self._best)
        avoiding.go()
        if avoiding.values is not known:
            self._take(replace(kinds.minimise(priority, self._part(_CHEAPER)), bound=0))
        kinds.forbid(priority, None)

    def slices(self) -> None:
        """Search the whole in slices, without what costs as much as the best has."""
        for share in _SLICES:
            left = self._left()
            if self.done or self._stages.runner.interrupted or left == 0:
                break
            if self._best is not None:
                self._kinds.forbid(self._priority, self._penalty)
                self._kinds.hint_all(self._best)
            seconds = None if left is None else left * share
            below = None if self._best is None else self._penalty
            self._take(self._kinds.minimise(self._priority, seconds), below)
        self._kinds.forbid(self._priority, None)
