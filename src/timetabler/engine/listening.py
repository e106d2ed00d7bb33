"""Let listeners hear more of what they want, before the solver takes over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.constraints.listeners import Audience
from timetabler.engine.model import Cost, Model
from timetabler.engine.outcome import Options
from timetabler.engine.possible import Possible
from timetabler.engine.priorities import Priorities
from timetabler.engine.run import Runner
from timetabler.moves.listening.walking import Open, Walk
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

_AT_ONCE = (0.1, 5.0)
"""The share of the time, and the seconds at the most, for what is easy to prove."""
_PRICING = 4  # a share of the time, for each of two timetables
_SHARE = 0.4
_SECONDS = 60.0
"""Where there is no limit."""
_ROUNDS = 8


@dataclass(frozen=True)
class Listening:
    """Lets listeners hear more, if the whole model finds that better, too.

    Args:
        problem: The problem.
        constraints: What is asked.
        built: The whole model.
        runner: Runs it.
        options: How to search.
    """

    problem: Problem
    constraints: Sequence[Constraint]
    built: Model
    runner: Runner
    options: Options

    def improve(
        self,
        costs: Mapping[int, Cost],
        priorities: Priorities,
        keep: Callable[[Sequence[int]], None],
    ) -> None:
        """Start the priorities from something better, where there are listeners.

        What the solver proves at once needs no moves.

        Args:
            costs: What each priority costs, in order.
            priorities: What is to be minimised; begun with here.
            keep: Hears of better solutions.
        """
        if _first_audience(self.problem, self.constraints)[0] is None:
            return
        with self.runner.within(*_AT_ONCE):
            priorities.minimise()
        solution = priorities.solution
        keep(solution)
        if priorities.proven:
            return
        start, seed = self.built.plan.read(solution), self.options.seed
        found = better_heard(self.problem, self.constraints, start, self.runner, seed)
        if found is not None:
            priced = [self._priced(costs, one) for one in (found, start)]
            solution = min(
                [*filter(None, priced), solution],
                key=lambda one: [cost.of(one) for cost in costs.values()],
            )
            keep(solution)
        priorities.restart(solution)

    def _priced(
        self, costs: Mapping[int, Cost], timetable: Timetable
    ) -> Sequence[int] | None:
        """Work out what a timetable costs, and no more than that."""
        model, left = self.built.model, self.runner.remaining()
        model.clear_hints()  # type: ignore[no-untyped-call]
        self.built.plan.hint(timetable)
        model.minimize(sum(cost.expression for cost in costs.values()))
        seconds = None if left is None else left / _PRICING
        return self.runner.run(
            model, seconds, fix_variables_to_their_hinted_value=True
        ).solution


def better_heard(
    problem: Problem,
    constraints: Sequence[Constraint],
    timetable: Timetable,
    runner: Runner,
    seed: int,
) -> Timetable | None:
    """Move talks so that the first constraint about listeners counts less.

    Priorities before it are kept as if they were hard; what else there is of its own
    priority is not seen, so that the outcome has to be priced by the whole model.

    Returns:
        A timetable, or None if nobody hears more, or nothing tells of listeners.
    """
    audience, level = _first_audience(problem, constraints)
    if audience is None:
        return None
    above = [c for c in constraints if c.is_hard or int(c.level) < level]
    possible = Possible(problem)
    hard = [d for c in above if c.is_hard for d in c.encode(problem)]
    demands = possible.narrow(hard)
    demands += [d for c in above if not c.is_hard for d in c.encode(problem)]
    open_ = Open(possible.starts, possible.rooms, demands)
    walk = Walk(problem, audience, open_, timetable, seed)
    began = walk.best
    _rounds(walk, runner)
    return walk.timetable() if walk.best > began else None


def _first_audience(
    problem: Problem, constraints: Sequence[Constraint]
) -> tuple[Audience | None, int]:
    soft = [c for c in constraints if not c.is_hard]
    for constraint in sorted(soft, key=lambda c: int(c.level)):
        audience = constraint.audience(problem)
        if audience is not None and audience.listeners:
            return audience, int(constraint.level)
    return None, 0


def _rounds(walk: Walk, runner: Runner) -> None:
    """Walk in rounds, each longer than the one before, until one finds nothing."""
    gone = _clock(runner, walk.look)
    for number in range(_ROUNDS):
        before = walk.best
        walk.anneal(number, gone)
        if walk.perfect or gone() >= 1 or (number and walk.best == before):
            return


def _clock(runner: Runner, look: float) -> Callable[[], float]:
    """Say how much of the time for moves is gone; 1 if somebody wants it to end."""
    began, left = runner.elapsed(), runner.remaining()
    most = _SECONDS if left is None else left * _SHARE

    def gone() -> float:
        runner.spend(look)
        if runner.interrupted or most <= 0:
            return 1.0
        return (runner.elapsed() - began) / most

    return gone
