"""Every room for itself: where rooms that are alike could not be given out as planned.

A plan counts rooms of a kind for each group and session. Over several sessions a group
may then have to change rooms more often than the plan says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timetabler.engine.garbage import uncollected
from timetabler.engine.run import Found, Runner
from timetabler.engine.sessions.apart import kept_apart
from timetabler.engine.sessions.bettering import Bettering
from timetabler.engine.sessions.coarse import Coarse, Level
from timetabler.engine.sessions.handout import Rooms
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key
from timetabler.engine.sessions.rooms import RoomKinds
from timetabler.engine.sessions.stages import Stages
from timetabler.engine.sessions.step import OTHER

_SAME_SESSIONS, _AT_ONCE, _BIT_BY_BIT = 0.3, 0.3, 0.5
_PLANNING, _APART = 0.7, 0.7


class Exact:
    """Plans with every room for itself.

    Args:
        stages: The search that made the plan to start from.
        rooms: The rooms it was given.
        runner: Runs models within the time there is.

    Attributes:
        classes: The rooms, each by itself.
        result: The best plan of all.
        values: A plan that is cheap whatever the starts.
    """

    def __init__(self, stages: Stages, rooms: Rooms, runner: Runner) -> None:
        self._plan = stages.result
        self._runner = runner
        self.classes = [[room] for kind in stages.classes for room in kind]
        with uncollected():
            self._layer = stages.layer(RoomKinds, self.classes)
        self.values: dict[Key, int] | None = _values(self._plan.values or {}, rooms)
        self.result = Coarse()

    def plan(self) -> None:
        """Plan in some of the time there is."""
        plan, layer, values = self._plan, self._layer, self.values or {}
        known = True
        for index, (priority, level) in enumerate(plan.levels.items()):
            # Where an earlier priority costs more now, later ones may cost less.
            least = level.bound if known else 0
            with self._runner.within(_PLANNING / (len(plan.levels) - index)):
                found = _minimise(layer, priority, least, values, self._runner)
            if found.solution is None:
                break
            known = known and found.objective <= level.penalty
            values = layer.values(found.solution)
            self.result.values = values
            bound = max(least, min(found.bound, found.objective))
            self.result.levels[priority] = Level(found.objective, bound)
            if index + 1 < len(plan.levels):
                layer.cap(priority, found.objective)
        self.values = self.result.values

    @property
    def planned(self) -> Coarse:
        """The plan that is to be a timetable, with what is known of the best plan."""
        return replace(self.result, values=self.values)

    def keep_apart(self, number: int = 0) -> None:
        """Look for a plan that is cheap whatever the starts.

        Args:
            number: How often that was done before.
        """
        if self.values is not None:
            last, seed = max(self._plan.levels), number * OTHER
            with self._runner.within(_APART):
                self.values = kept_apart(self._layer, self.values, last, seed)


def _values(plan: dict[Key, int], rooms: Rooms) -> dict[Key, int]:
    """The values of a plan with the rooms it was given."""
    rooms_too = ("cell", "kind", "over")
    values = {key: v for key, v in plan.items() if key[0] not in rooms_too}
    for (group, session), given in rooms.items():
        for room in given:
            values["cell", group, session, room] = 1
            values["kind", group, room] = 1
    return values


def _minimise(
    layer: Layer, priority: int, least: int, values: dict[Key, int], runner: Runner
) -> Found:
    """With the same sessions first, then everything at once, then bit by bit, too."""
    layer.hint(values)
    same = layer.fix([key for key in values if key[0] in ("talk", "held")], values)
    with runner.within(_SAME_SESSIONS):
        found = same.minimise(priority, runner.remaining())
    if found.solution is None:
        return layer.minimise(priority, runner.remaining())
    whole = _Whole(layer, priority, found.solution, found.objective, least)
    with runner.within(_AT_ONCE):
        whole.minimise()
    if runner.has("bits"):
        with runner.within(_BIT_BY_BIT):
            whole.better()
    whole.minimise()
    return Found(int(found.status), whole.solution, whole.penalty, whole.bound)


@dataclass
class _Whole:
    """The best plan of a model and its bound, as it is searched one way or another."""

    layer: Layer
    priority: int
    solution: Sequence[int]
    penalty: int
    bound: int

    def minimise(self) -> None:
        """Search everything at once for something cheaper."""
        if self.penalty <= self.bound:
            return
        self.layer.allow(self.priority, below=self.penalty)
        self.layer.hint_all(self.solution)
        found = self.layer.minimise(self.priority, self.layer.runner.remaining())
        self.layer.allow(self.priority)
        self.bound = max(self.bound, found.least(self.penalty))
        if found.solution is not None and found.objective < self.penalty:
            self.solution, self.penalty = found.solution, found.objective

    def better(self) -> None:
        """Better it bit by bit."""
        bettering = Bettering(
            layer=self.layer,
            priority=self.priority,
            solution=self.solution,
            penalty=self.penalty,
            bound=self.bound,
        )
        bettering.go(self.layer.runner.remaining())
        self.solution, self.penalty = bettering.solution, bettering.penalty
