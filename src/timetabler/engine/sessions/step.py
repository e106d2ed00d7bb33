"""One priority at the level of sessions, from coarse to fine."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from timetabler.engine.run import Found
from timetabler.engine.sessions.bettering import Bettering
from timetabler.engine.sessions.coarse import Level
from timetabler.engine.sessions.dear import Avoiding
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key

if TYPE_CHECKING:
    from timetabler.engine.sessions.stages import Stages

_QUICK, _EARLY, _ROOMS = (0.1, 3.0), (0.02, 5.0), (0.05, 4.0)
_PACKED = (0.1, 10.0)
_DIRECT, _FIND, _NEAR = (0.1, 15.0), 3.0, 2
_FIRST_SLICE, _SLICES = (0.15, 15.0), (0.3, 0.45, 1.0)
_FLOOR, _PROOF = 0.2, 0.1
_CHEAPER, _BETTERING = 0.1, 0.3
OTHER = 1_000
"""Between the seeds of one time and the next: more than there are moves in one."""
_LITTLE, _LARGE, _HUGE, _WHOLE = 4_000, 20_000, 50_000, 0.4
"""Variables up to which the whole may be solved within seconds, beyond which it finds
little but takes long, and beyond which all else takes even longer, so that this much of
the time goes into the whole."""


class Step:
    """Minimises one priority: quickly, without rooms, then in slices.

    Args:
        stages: The search it is part of.
        priority: The priority.
        seconds: Time for it; None for no limit.
    """

    def __init__(self, stages: "Stages", priority: int, seconds: float | None) -> None:
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
        if found.solution is not None and found.objective < self._penalty:
            self._best, self._penalty = found.solution, found.objective
            self._stages.result.values = self._kinds.values(found.solution)
            improved = True
        if below is not None:
            self._raise(found.least(min(below, self._penalty)))
        elif found.solution is not None:
            self._raise(min(found.bound, self._penalty))
        self._note()
        if improved:
            self._stages.better()

    def _take_in(self, solution: Sequence[int]) -> None:
        """Keep a plan that was found for something else than what it costs."""
        cost = self._kinds.costs[self._priority].of(solution)
        self._take(Found(int(cp_model.FEASIBLE), solution, cost, 0))

    def _raise(self, bound: int) -> None:
        self._bound = max(self._bound, bound)
        self._note()

    def _note(self) -> None:
        """Note how far the priority is, once there is a plan."""
        if self._best is not None:
            level = Level(self._penalty, self._bound)
            self._stages.result.levels[self._priority] = level
            self._stages.tell(self._priority, self._penalty, self._bound)

    def quick(self) -> None:
        """Try the whole at once; small ones are solved by that."""
        if self._variables <= _LITTLE:
            share, most = _QUICK
            self._take(self._kinds.minimise(self._priority, self._part(share, most)))

    def packed(self) -> None:
        """Begin with a plan put together without a model, if there is no other."""
        self._stages.pack()
        values = self._stages.result.values
        if self._best is None and values is not None:
            self._with_rooms(values, *_PACKED)
        if self._best is not None and self._variables > _HUGE:
            self._slice(_WHOLE)
            self._kinds.allow(self._priority)

    def directly(self) -> None:
        """Search the whole again, without what is dear or what the best is better than.

        What costs more than everything does in the end is forbidden, so that this is
        an answer, unless it takes too long.
        """
        if self._small and not self.done and self._near:
            self._slice(*_DIRECT)
        if not self._small or self.done or not self._stages.runner.has("avoiding"):
            return
        known, kinds = self._stages.result.values, self._kinds
        part = partial(self._part, most=_FIND)
        avoiding = Avoiding(kinds, self._priority, known, part, self._best)
        limit = avoiding.none()
        if limit is not None and avoiding.solution is not None:
            self._take_in(avoiding.solution)
            self._slice(*_DIRECT, limit=limit)
            self._slice(*_DIRECT)
        kinds.allow(self._priority)

    @property
    def _small(self) -> bool:
        return self._variables <= _LARGE

    @property
    def _variables(self) -> int:
        return len(self._kinds.model.proto.variables)

    @property
    def _near(self) -> bool:
        """Whether the best is so near its bound that little is left to look at."""
        return self._best is not None and self._penalty <= _NEAR * self._bound

    def without_rooms(self, floor: Layer) -> None:
        """Avoid what is dear, then minimise the rest, with rooms at their least."""
        known = self._stages.result.values
        avoiding = Avoiding(floor, self._priority, known, self._part)
        if self._stages.runner.has("avoiding"):
            avoiding.go()
        if self._best is None and avoiding.values is not None:
            self._with_rooms(avoiding.values, *_EARLY)
        found = floor.minimise(self._priority, self._part(_FLOOR))
        avoiding.take(found)
        if found.solution is not None:
            self._raise(min(found.bound, avoiding.least_otherwise or found.bound))
        if avoiding.solution is not None:
            floor.hint_all(avoiding.solution)
        if avoiding.values is not None:
            self._with_rooms(avoiding.values, *_ROOMS)

    def _with_rooms(self, values: dict[Key, int], share: float, most: float) -> None:
        """Choose rooms for a plan without them."""
        self._kinds.hint(values)
        keys = [key for key in values if key[0] in ("talk", "held")]
        fixed = self._kinds.fix(keys, values)
        found = fixed.minimise(self._priority, self._part(share, most))
        if found.solution is not None:
            self._take(replace(found, bound=0))

    def without_rooms_at_least(self, floor: Layer) -> None:
        """Prove what everything costs at least with rooms at their least."""
        if self.done or self._best is None or self._stages.runner.interrupted:
            return
        floor.allow(self._priority, below=self._penalty)
        found = floor.minimise(self._priority, self._part(_PROOF))
        floor.allow(self._priority)
        self._raise(found.least(self._penalty))

    def cheaper(self) -> None:
        """Avoid what is dear with rooms, too, starting from the best there is."""
        runner = self._stages.runner
        if self.done or runner.interrupted or not runner.has("avoiding"):
            return
        kinds, priority = self._kinds, self._priority
        known = self._stages.result.values
        avoiding = Avoiding(kinds, priority, known, self._part, self._best)
        avoiding.go()
        if avoiding.values is not known and avoiding.solution is not None:
            self._take_in(avoiding.solution)
            self._take(replace(kinds.minimise(priority, self._part(_CHEAPER)), bound=0))
        kinds.allow(priority)

    def slices(self) -> None:
        """Search the whole in slices, bit by bit after the first."""
        self._slice(*_FIRST_SLICE)
        self._bettered()
        for share in _SLICES:
            self._slice(share)
        self._kinds.allow(self._priority)

    def again(self, level: Level, number: int) -> None:
        """Go on with a plan from before: bit by bit elsewhere, then as a whole.

        Args:
            level: What the plan costs, and what is proven of that.
            number: How often that was done before.
        """
        self._penalty, self._bound = level.penalty + 1, level.bound
        values = self._stages.result.values
        if values is not None:
            self._with_rooms(values, *_ROOMS)
        if self._best is not None:
            self._bettered(number * OTHER)
            self._slice(1.0)
            self._kinds.allow(self._priority)

    def _slice(
        self, share: float, most: float | None = None, limit: int | None = None
    ) -> None:
        """Search the whole, without what costs as much as the best has, or a limit."""
        left = self._left()
        if self.done or self._stages.runner.interrupted or left == 0:
            return
        below = None if self._best is None else min(self._penalty, limit or 2**62)
        if self._best is not None:
            self._kinds.allow(self._priority, below=below)
            self._kinds.hint_all(self._best)
        seconds = most if left is None else min(left * share, most or left)
        self._take(self._kinds.minimise(self._priority, seconds), below)

    def _bettered(self, seed: int = 0) -> None:
        """Better the best plan bit by bit, until that gets nowhere."""
        runner = self._stages.runner
        if self.done or self._best is None or runner.interrupted:
            return
        self._kinds.allow(self._priority)
        if not runner.has("bits"):
            return
        Bettering(
            layer=self._kinds,
            priority=self._priority,
            solution=self._best,
            penalty=self._penalty,
            bound=self._bound,
            better=lambda found: self._take(replace(found, bound=0)),
            seed=seed,
        ).go(self._part(_BETTERING))
