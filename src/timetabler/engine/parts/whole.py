"""Search for conferences too large for one model: rooms and days first, then parts.

First every talk gets a room and a day by counting minutes; times follow from a model in
which little else is open. That timetable is bettered part by part, while what counting
proves is kept beside it as a bound.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.going import StoppedError
from timetabler.engine.outcome import Options, Outcome, PriorityResult, Progress, Status
from timetabler.engine.parts.counting import Counting, Decided
from timetabler.engine.parts.first import First
from timetabler.engine.parts.ground import Ground
from timetabler.engine.parts.improving import Improving
from timetabler.engine.parts.turns import no_goods
from timetabler.engine.run import Runner
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

_COUNTING = 30.0
"""Seconds to find out whether what counting allows can be reached."""
_ROUNDS = 20
"""How often counting starts again as people could not be where it put their talks."""


def part_by_part(
    problem: Problem,
    constraints: Sequence[Constraint],
    options: Options,
    runner: Runner,
    have: Callable[[Timetable], None],
) -> Outcome | None:
    """Search part by part; None if it found nothing, which proves nothing.

    ``have`` gets timetables as they are found, each better than those before.
    """
    return Whole(problem, constraints, options, runner, have).outcome()


@dataclass
class Whole:
    """One search, part by part.

    Attributes:
        problem: The problem.
        constraints: Its constraints.
        options: How to search.
        runner: Runs models within the time there is.
        have: Gets timetables as they are found.
    """

    problem: Problem
    constraints: Sequence[Constraint]
    options: Options
    runner: Runner
    have: Callable[[Timetable], None] = lambda _: None
    first: float | None = None
    built: float = 0.0
    bounds: dict[int, int] = field(default_factory=dict)

    def outcome(self) -> Outcome | None:
        """Search; None if no timetable was found this way, which proves nothing."""
        with uncollected():
            self.ground = Ground(self.problem, self.constraints)
        if self.ground.possible.nothing:
            seconds = self.runner.elapsed()
            return Outcome(Status.INFEASIBLE, None, seconds=seconds)
        self.bounds = dict.fromkeys(self.ground.priorities, 0)
        self.first_one = First(self.ground, self.runner, self._improving, self._found)
        found = self._start()
        if found is None:
            return None
        self._found(found)
        wanted = self._wanted()
        improving = self._improving(found)
        improving.have = self.have
        for priority in wanted:
            self._tell(priority, improving.costs[priority], 0)
        with suppress(StoppedError):
            self._better(improving, wanted)
        results = tuple(
            PriorityResult(p, improving.costs[p], self.bounds[p]) for p in wanted
        )
        proven = all(result.optimal for result in results)
        return Outcome(
            status=Status.OPTIMAL if proven else Status.FEASIBLE,
            timetable=improving.best,
            priorities=results,
            seconds=self.runner.elapsed(),
            first=self.first,
            built=self.built,
            variables=self.first_one.variables,
            interrupted=self.options.interrupt.by_somebody,
            out_of_memory=self.options.interrupt.out_of_memory,
        )

    def _found(self, timetable: Timetable) -> None:
        """Take in one of the first timetables, and note when the first was there."""
        if self.first is None:
            self.first, self.built = self.runner.elapsed(), self.runner.built()
        self.have(timetable)

    def _wanted(self) -> list[int]:
        return [p for p in self.ground.priorities if self.options.wants(p)]

    def _improving(self, timetable: Timetable) -> Improving:
        return Improving(
            self.ground,
            self.runner,
            timetable,
            self.bounds,
            self._tell,
            seed=self.options.seed,
        )

    def _start(self) -> Timetable | None:
        """The timetable to start from, if there is a good one, or a first one."""
        start = self.options.start
        if start is not None and self._keeps(start):
            return start
        with suppress(StoppedError):
            return self.first_one.find()
        return self.first_one.best

    def _keeps(self, timetable: Timetable) -> bool:
        hard = (c for c in self.constraints if c.is_hard)
        return not any(any(c.check(self.problem, timetable)) for c in hard)

    def _better(self, improving: Improving, wanted: Sequence[int]) -> None:
        """Prove what can be proven by counting, and better the rest."""
        for priority in wanted:
            self._count(improving, priority)
        self._rounds(improving, wanted)

    def _rounds(self, improving: Improving, wanted: Sequence[int]) -> None:
        """Work on what is not proven, until it is, or time is up, or nothing helps."""
        while not self._done(improving, wanted):
            open_ = [p for p in wanted if improving.costs[p] > self.bounds[p]]
            better = False
            for index, priority in enumerate(open_):
                share = 1 / (len(open_) - index)
                better = improving.improve(priority, share) or better
            if not better and self.runner.remaining() is None:
                return

    def _done(self, improving: Improving, wanted: Sequence[int]) -> bool:
        proven = all(improving.costs[p] <= self.bounds[p] for p in wanted)
        return proven or self.runner.interrupted or self.runner.remaining() == 0

    def _count(self, improving: Improving, priority: int) -> None:
        with uncollected():
            counting = Counting(self.ground, priority)
        self.bounds[priority] = counting.bound
        self._tell(priority, improving.costs[priority], counting.bound)
        if improving.costs[priority] <= counting.bound or not counting.groups:
            return
        decided = self._decided(counting)
        if decided.status == cp_model.INFEASIBLE:
            self.bounds[priority] += counting.step
            self._tell(priority, improving.costs[priority], self.bounds[priority])
        elif decided.places:
            found = self.first_one.timed(decided.places)
            if found is not None:
                improving.offer(found)

    def _decided(self, counting: Counting) -> Decided:
        """Count until people can give their talks where these were put."""
        pieces = self.first_one.pieces
        for _ in range(_ROUNDS):
            remaining = self.runner.remaining()
            limit = _COUNTING if remaining is None else min(_COUNTING, remaining / 2)
            decided = counting.decide(self.runner, limit)
            against = list(no_goods(pieces, decided.places))
            if not against:
                return decided
            counting.forbid(against)
        return Decided(int(cp_model.UNKNOWN), {})

    def _tell(self, priority: int | None, best: int | None, bound: int | None) -> None:
        if self.options.report:
            self.options.report(Progress(self.runner.elapsed(), priority, best, bound))
