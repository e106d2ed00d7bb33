"""Better a timetable bit by bit: free a part, solve that, keep what is no worse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from timetabler.constraints.composites import Holds
from timetabler.engine.garbage import uncollected
from timetabler.engine.literals import limits
from timetabler.engine.model import Cost
from timetabler.engine.parts.ground import Ground
from timetabler.engine.parts.neighbourhoods import Neighbourhood, Neighbourhoods
from timetabler.engine.parts.part import Part
from timetabler.engine.run import Runner
from timetabler.timetable.score import Finding
from timetabler.timetable.timetable import Timetable

_A_MOVE = 2.0
"""Seconds for one part, at most."""
_PATIENCE = 60
"""After so many parts in turn that better nothing, another priority has its turn."""
_BUILDING = 4e-5
"""Seconds of work that a variable of a part costs before it is solved."""
_LARGEST = 2**50


@dataclass
class Improving:
    """Neighbourhood search for a timetable that is too large to be searched as a whole.

    One priority is worked on at a time; those before it come first in what each part
    minimises, so they never get worse.

    Attributes:
        ground: The problem.
        runner: Runs models within the time there is.
        best: The best timetable so far.
        bounds: What each priority costs at least.
        tell: Hears of every better timetable: priority, penalty, bound.
        have: Gets every better timetable that is complete.
        moves: How many parts were solved.
    """

    ground: Ground
    runner: Runner
    best: Timetable
    bounds: dict[int, int]
    tell: Callable[[int, int, int], None]
    seed: int = 0
    last: int | None = None
    have: Callable[[Timetable], None] = lambda _: None
    moves: int = 0
    costs: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self._choice = Neighbourhoods(self.ground, self.seed)
        self.costs = self.ground.costs(self.best)
        self._known: tuple[int | None, Timetable | None, list[Finding]] = None, None, []

    @property
    def complete(self) -> bool:
        """Whether every talk that has to be is scheduled."""
        return not self.ground.missing(self.best)

    def place_all(self, seconds: float) -> None:
        """Go on until every talk that has to be is scheduled, or time is up."""
        ends = self.runner.elapsed() + seconds
        while not self.complete and self._has_time(ends):
            self._move(None)

    def improve(self, priority: int, share: float) -> bool:
        """Work on one priority in its share of the time; whether it got better."""
        remaining = self.runner.remaining()
        ends = None
        if remaining is not None:
            ends = self.runner.elapsed() + remaining * share
        before, idle = self.costs[priority], 0
        while (
            self.costs[priority] > self.bounds[priority]
            and idle < _PATIENCE
            and self._has_time(ends)
        ):
            idle = 0 if self._move(priority) else idle + 1
        return self.costs[priority] < before

    def offer(self, timetable: Timetable) -> bool:
        """Take a timetable that another way has found, if it is better."""
        costs = self.ground.costs(timetable)
        if self.ground.missing(timetable) or list(costs.values()) >= list(
            self.costs.values()
        ):
            return False
        self._keep(timetable, costs)
        return True

    def _keep(self, timetable: Timetable, costs: dict[int, int]) -> None:
        self.best = timetable
        for priority, cost in costs.items():
            if cost < self.costs[priority] and self.complete:
                self.tell(priority, cost, self.bounds[priority])
        self.costs = costs
        if self.complete:
            self.have(timetable)

    def _has_time(self, ends: float | None) -> bool:
        return not self.runner.interrupted and (
            ends is None or self.runner.elapsed() < ends
        )

    def _move(self, priority: int | None) -> bool:
        """Solve one part; whether it led to something better."""
        self.moves += 1
        chosen = self._choice.choose(self.best, self._findings(priority))
        with uncollected():
            part = self._part(chosen, priority)
        self.runner.spend(_BUILDING * len(part.model.proto.variables))
        limit = self.runner.remaining()
        found = self.runner.run(
            part.model,
            _A_MOVE if limit is None else min(limit, _A_MOVE),
            num_workers=1,
            interleave_search=False,
            random_seed=self.moves,
        )
        better = False
        if found.solution is not None:
            better = self._accept(part.plan.read(found.solution), priority)
        closed = found.status == cp_model.OPTIMAL
        self._choice.adapting.learn(chosen.kind, better=better, closed=closed)
        return better

    def _findings(self, priority: int | None) -> list[Finding]:
        """What the best timetable costs at a priority, finding by finding."""
        known, timetable, findings = self._known
        if known != priority or timetable is not self.best:
            findings = [
                finding
                for constraint in self.ground.constraints
                if not constraint.is_hard and constraint.level == priority
                for finding in constraint.check(self.ground.problem, self.best)
            ]
            self._known = priority, self.best, findings
        return findings

    def _part(self, chosen: Neighbourhood, priority: int | None) -> Part:
        loose = self.ground.missing(self.best)
        part = Part(self.ground, self.best, chosen.free, loose)
        wanted = [] if priority is None else self._until(priority)
        costs = [part.left_out, *map(part.charge, wanted), _emptied(part, chosen)]
        part.model.minimize(in_order(part.model, costs).expression)
        part.plan.hint(self.best)
        return part

    def _until(self, priority: int) -> list[int]:
        return [p for p in self.ground.priorities if p <= priority]

    def _accept(self, timetable: Timetable, priority: int | None) -> bool:
        """Keep a timetable that is no worse; whether it is better."""
        costs = self.ground.costs(timetable)
        before, now = (
            (len(self.ground.missing(t)), *(c[p] for p in self._until(priority or 0)))
            for t, c in ((self.best, self.costs), (timetable, costs))
        )
        if now <= before:
            self._keep(timetable, costs)
        return now < before


def _emptied(part: Part, chosen: Neighbourhood) -> Cost:
    """Charge for the minutes in one place: room for the next move gathers there."""
    room, day = chosen.target
    window = part.ground.windows[day]
    emptied = Cost([])
    for talk in chosen.free:
        here = part.plan.literal(Holds((talk,), room, window))
        if not isinstance(here, bool):
            emptied.terms.append((part.plan.minutes(talk), here))
    return emptied


def in_order(model: cp_model.CpModel, costs: Sequence[Cost]) -> Cost:
    """One cost that puts costs in order: nothing of a later one outweighs an earlier.

    The last ones are left out where numbers would get too large.
    """
    ranges = [_range(model, cost) for cost in costs]
    while True:
        weights, total = list[int](), 0
        for most in reversed(ranges):
            weights.append(total + 1)
            total += (total + 1) * most
        if total <= _LARGEST or len(ranges) == 1:
            break
        ranges.pop()
    terms = [
        (weight * c, variable)
        for weight, cost in zip(reversed(weights), costs, strict=False)
        for c, variable in cost.terms
    ]
    return Cost(terms)


def _range(model: cp_model.CpModel, cost: Cost) -> int:
    """How much a cost can vary."""
    total = 0
    for coefficient, variable in cost.terms:
        low, high = limits(model, variable)
        total += abs(coefficient) * (high - low)
    return total
