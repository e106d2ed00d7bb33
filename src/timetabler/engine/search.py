"""Search: any timetable first, then priority by priority, each held for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.engine.model import Cost, Model
from timetabler.engine.outcome import Options, Outcome, PriorityResult, Progress, Status
from timetabler.engine.run import FOUND, Found, Runner
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

    def _search(self) -> Status:
        costs = self._capped() if self.options.caps else None
        found = self._first()
        if found.solution is None:
            impossible = found.status == cp_model.INFEASIBLE
            return Status.INFEASIBLE if impossible else Status.UNKNOWN
        self._keep(found)
        costs = self._wanted(costs or self.built.costs(self.problem))
        self._complete()
        for left, (priority, cost) in zip(
            range(len(costs), 0, -1), costs.items(), strict=True
        ):
            if not self._minimise(priority, cost, left):
                break
        done = len(self.results) == len(costs)
        proven = done and all(result.optimal for result in self.results)
        return Status.OPTIMAL if proven else Status.FEASIBLE

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

    def _minimise(self, priority: int, cost: Cost, left: int) -> bool:
        if not cost.terms:
            self.results.append(PriorityResult(priority, cost.constant, cost.constant))
            return True
        seen: dict[str, int | None] = {"best": None, "bound": None}

        def tell(best: int | None, bound: int | None) -> None:
            seen["best"] = seen["best"] if best is None else best
            seen["bound"] = seen["bound"] if bound is None else bound
            self._tell(priority, seen["best"], seen["bound"])

        self.model.minimize(cost.expression)
        found = self.runner.run(self.model, self._budget(left), tell)
        if found.solution is None:
            return False
        self._keep(found)
        bound = max(found.bound, 0)
        self.results.append(PriorityResult(priority, found.objective, bound))
        self.model.add(cost.expression <= found.objective)
        self._hint(found)
        return not self.options.interrupt.is_set()

    def _budget(self, shares: int) -> float | None:
        remaining = self.runner.remaining()
        return None if remaining is None else remaining / shares

    def _keep(self, found: Found) -> None:
        solution = found.solution
        if solution is None:
            return
        self.best = self.built.plan.read(solution)
        if self.first is None:
            self.first = self.runner.elapsed()

    def _complete(self) -> None:
        """Work out what the best timetable says of every variable, and hint it all."""
        if self.best is None:
            return
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        self.built.plan.hint(self.best)
        found = self.runner.run(
            self.model, self._budget(4), fix_variables_to_their_hinted_value=True
        )
        if found.status in FOUND:
            self._hint(found)

    def _hint(self, found: Found) -> None:
        """Hint every variable: only a complete hint is a solution to start from."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        hint = self.model.proto.solution_hint
        values = found.solution or ()
        hint.vars.extend(range(len(values)))
        hint.values.extend(values)

    def _tell(self, priority: int | None, best: int | None, bound: int | None) -> None:
        if self.options.report:
            self.options.report(Progress(self.runner.elapsed(), priority, best, bound))
