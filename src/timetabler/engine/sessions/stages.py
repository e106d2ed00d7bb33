"""From coarse to fine: without rooms, with kinds of rooms, and the whole again."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand
from timetabler.engine.garbage import uncollected
from timetabler.engine.model import Cost, Narrowed
from timetabler.engine.possible import Possible
from timetabler.engine.run import Runner
from timetabler.engine.sessions.alike import rooms_alike
from timetabler.engine.sessions.apart import kept_apart
from timetabler.engine.sessions.coarse import Coarse, Tell
from timetabler.engine.sessions.interchangeable import talks_alike
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import SessionModel
from timetabler.engine.sessions.packing import Packing
from timetabler.engine.sessions.rooms import RoomFloor, RoomKinds
from timetabler.engine.sessions.shape import Shape
from timetabler.engine.sessions.starts import choose_starts, talks_at_risk
from timetabler.engine.sessions.step import OTHER, Step
from timetabler.engine.sessions.telling import Telling
from timetabler.problem.problem import Problem


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
        # Every model is told the same, so it is worked out once.
        self._hard, self._soft = hard, [(c, list(c.encode(problem))) for c in soft]
        self._runner, self._tell = runner, tell
        told = [
            *((-1, demand) for demand in hard),
            *((n, d) for n, (_, demands) in enumerate(self._soft) for d in demands),
        ]
        self.classes = [[room] for room in problem.rooms]
        self.alike = [[talk] for talk in problem.talks]
        if runner.has("alike"):
            self.classes = rooms_alike(problem.rooms, possible, told)
            self.alike = talks_alike(shape, possible, told)
        self.result = Coarse()
        with uncollected():
            self.kinds = self.layer(RoomKinds, self.classes)
            self._floor: Layer | None = None
        self._priorities = list(self.kinds.costs)

    def layer(
        self,
        rooms: type[RoomKinds] | type[RoomFloor],
        classes: list[list[str]],
        timed: Collection[str] = (),
    ) -> Layer:
        """Build a model of the session level, with rooms told in one way or another.

        Args:
            rooms: How rooms are told.
            classes: The rooms by kind.
            timed: The talks whose starts are chosen, too.
        """
        model = SessionModel(self.shape, self._possible, classes, self.alike, timed)
        choose_starts(model, timed)
        telling = Telling(model, self._problem)
        telling.hard(self._hard)
        telling.soft(self._soft)
        chosen = rooms(model)
        costs, clashes = {}, {}
        for priority, charges in sorted(model.charges.items()):
            costs[priority] = Cost(
                [*charges.terms, *chosen.prices(charges), *charges.clashes],
                charges.constant,
            )
            clashes[priority] = charges.clashes
        return Layer(model, costs, self._runner, clashes)

    def pack(self) -> None:
        """Put a plan together without a model, if there is none yet."""
        if self.result.values is not None or not self._runner.has("packing"):
            return
        talks = self._problem.talks.values()
        speakers = {talk.id: frozenset(talk.speakers) for talk in talks}
        self.result.values = Packing(self.kinds, speakers, self._runner.seed).plan()
        if self.result.values is not None:
            self.better()

    def search(self) -> Coarse:
        """Search in the time that there is."""
        priorities = self._priorities
        for index, priority in enumerate(priorities):
            with self._runner.within(1 / (len(priorities) - index)):
                self._minimise(priority, self._runner.remaining())
            if self.result.values is None or self._runner.interrupted:
                break
            if priority not in self.result.levels:
                # Time was up before there was a plan that keeps the priorities before.
                break
            if priority == priorities[-1]:
                break
            reached = self.result.levels[priority].penalty
            self.kinds.cap(priority, reached)
            if self._floor is not None:
                self._floor.cap(priority, reached)
        return self.result

    def _minimise(self, priority: int, seconds: float | None) -> None:
        step = Step(self, priority, seconds)
        step.quick()
        step.packed()
        step.directly()
        if not (step.done or self._runner.interrupted):
            if self._floor is None:
                with uncollected():
                    self._floor = self.layer(RoomFloor, self.classes)
                for earlier, level in self.result.levels.items():
                    if earlier < priority:
                        self._floor.cap(earlier, level.penalty)
            step.without_rooms(self._floor)
            step.without_rooms_at_least(self._floor)
            step.cheaper()
            step.slices()

    def further(self, number: int) -> bool:
        """Spend the time that there is on the last priority, if the others are proven.

        Args:
            number: The how many-th time it is, from 1.

        Returns:
            Whether it got anywhere: there is a better plan, or a better bound.
        """
        levels = self.result.levels
        *earlier, last = self._priorities
        settled = all(p in levels and levels[p].optimal for p in earlier)
        if not settled or last not in levels or levels[last].optimal:
            return False
        before = replace(levels[last])
        Step(self, last, self._runner.remaining()).again(before, number)
        return levels[last] != before

    def keep_apart(self, number: int = 0) -> None:
        """Take a plan that costs less in the end, whatever the starts."""
        values, last = self.result.values or {}, max(self.result.levels)
        seed = number * OTHER
        self.result.values = kept_apart(self.kinds, values, last, seed)

    @property
    def narrowed(self) -> Narrowed:
        """What is possible for each talk, and the hard demands still open."""
        return self._possible, list(self._hard)

    @property
    def at_risk(self) -> list[str]:
        """The talks that may cost something, depending on their starts."""
        return talks_at_risk(self.kinds.sessions)

    @property
    def runner(self) -> Runner:
        """Runs the models."""
        return self._runner

    def tell(self, priority: int, best: int | None, bound: int | None) -> None:
        """Report how far a priority is."""
        self._tell(priority, best, bound)
