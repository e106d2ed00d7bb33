"""Search: any timetable first, then priority by priority, each held for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.engine.garbage import uncollected
from timetabler.engine.model import Cost, Model
from timetabler.engine.outcome import Options, Outcome, PriorityResult, Progress, Status
from timetabler.engine.priorities import Priorities
from timetabler.engine.run import Found, Runner
from timetabler.engine.sessions.finder import Found as SessionsFound
from timetabler.engine.sessions.finder import sessions_first
from timetabler.engine.swaps import Swapped, swaps_first
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable


def search(
    problem: Problem, constraints: Sequence[Constraint], options: Options
) -> Outcome:
    """Find the best timetable.

    Priorities are minimised in order (lexicographically), weights within one; each is
    held at what it reached while the next is minimised.
    """
    return _Search(problem, constraints, options).outcome()


@dataclass
class _Search:
    problem: Problem
    constraints: Sequence[Constraint]
    options: Options
    best: Timetable | None = None
    first: float | None = None
    results: list[PriorityResult] = field(default_factory=list)

    def outcome(self) -> Outcome:
        self.runner = Runner(self.options)
        self._tell(None, None, None)
        sessions = self._sessions_first()
        if sessions is not None and (sessions.proven or sessions.impossible):
            return self._settled(sessions)
        swapped = self._swaps_first()
        if swapped is not None and (swapped.large or self.runner.interrupted):
            return self._unproven(swapped)
        with uncollected():
            self.built = Model(self.problem, self.constraints)
        self.model = self.built.model
        status = self._search()
        return Outcome(
            status=status,
            timetable=self.best,
            priorities=tuple(self.results),
            seconds=self.runner.elapsed(),
            first=self.first,
            variables=len(self.model.proto.variables),
            interrupted=self.options.interrupt.is_set(),
        )

    def _sessions_first(self) -> SessionsFound | None:
        """Search sessions first, where a problem has them and nothing else is asked."""
        options = self.options
        if options.start is not None or options.caps or options.last is not None:
            return None
        found = sessions_first(self.problem, self.constraints, self.runner, self._tell)
        if found is not None and found.timetable is not None:
            self.best = found.timetable
            self.first = self.runner.elapsed()
            self.options = replace(options, start=found.timetable)
        return found

    def _swaps_first(self) -> Swapped | None:
        """Let fast moves find a timetable, or better the one to start from."""
        args = (self.problem, self.constraints, self.options, self.runner, self._tell)
        found = swaps_first(*args)
        if found is not None:
            self.best = found.timetable
            self.first = found.first if self.first is None else self.first
            self.options = replace(self.options, start=found.timetable)
        return found

    def _unproven(self, found: Swapped) -> Outcome:
        """End with a timetable of which no solver can say more in the time there is."""
        return Outcome(
            status=Status.FEASIBLE,
            timetable=found.timetable,
            priorities=tuple(
                PriorityResult(p, penalty, 0) for p, penalty in found.penalties.items()
            ),
            seconds=self.runner.elapsed(),
            first=self.first,
            interrupted=self.options.interrupt.is_set(),
        )

    def _settled(self, found: SessionsFound) -> Outcome:
        return Outcome(
            status=Status.INFEASIBLE if found.impossible else Status.OPTIMAL,
            timetable=found.timetable,
            priorities=tuple(
                PriorityResult(p, penalty, found.bounds[p])
                for p, penalty in found.penalties.items()
            ),
            seconds=self.runner.elapsed(),
            first=self.first,
        )

    def _search(self) -> Status:
        costs = self._capped() if self.options.caps else None
        found = self._first()
        if found.solution is None:
            impossible = found.status == cp_model.INFEASIBLE
            return Status.INFEASIBLE if impossible else Status.UNKNOWN
        self._keep(found.solution)
        with uncollected():
            costs = self._wanted(costs or self.built.costs(self.problem))
        complete = self._completed(found.solution)
        if len(complete) < len(self.model.proto.variables):
            # Time ran out before it was worked out what the first timetable costs.
            return Status.FEASIBLE
        priorities = Priorities(self.model, costs, self.runner, complete, self._tell)
        priorities.minimise()
        self._keep(priorities.solution)
        self.results = list(priorities.results.values())
        return Status.OPTIMAL if priorities.proven else Status.FEASIBLE

    def _capped(self) -> dict[int, Cost]:
        """Charge from the start, so that a cap can rule every timetable out."""
        costs = self.built.costs(self.problem)
        for priority, most in self.options.caps.items():
            if priority in costs:
                self.model.add(costs[priority].expression <= most)
        return costs

    def _wanted(self, costs: dict[int, Cost]) -> dict[int, Cost]:
        last = self.options.last
        return {p: cost for p, cost in costs.items() if last is None or p <= last}

    def _first(self) -> Found:
        """Find any timetable: the one to start from, if that will do."""
        if self.options.start is not None:
            self.built.plan.hint(self.options.start)
            found = self.runner.run(
                self.model, self._budget(4), fix_variables_to_their_hinted_value=True
            )
            if found.solution is not None:
                return found
        return self.runner.run(
            self.model, self._budget(1), stop_after_first_solution=True
        )

    def _budget(self, shares: int) -> float | None:
        remaining = self.runner.remaining()
        return None if remaining is None else remaining / shares

    def _keep(self, solution: Sequence[int]) -> None:
        self.best = self.built.plan.read(solution)
        if self.first is None:
            self.first = self.runner.elapsed()

    def _completed(self, solution: Sequence[int]) -> Sequence[int]:
        """Work out what a timetable says of the variables that costs have added."""
        if len(solution) == len(self.model.proto.variables) or self.best is None:
            return solution
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        self.built.plan.hint(self.best)
        found = self.runner.run(
            self.model, self._budget(2), fix_variables_to_their_hinted_value=True
        )
        return solution if found.solution is None else found.solution

    def _tell(self, priority: int | None, best: int | None, bound: int | None) -> None:
        if self.options.report:
            self.options.report(Progress(self.runner.elapsed(), priority, best, bound))
