"""Search one model of everything: any timetable first, then priority by priority."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.engine.going import StoppedError, building
from timetabler.engine.listening import Listening
from timetabler.engine.model import Cost, Model
from timetabler.engine.outcome import Options, PriorityResult, Status
from timetabler.engine.priorities import Priorities
from timetabler.engine.run import Found, Runner
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable


@dataclass(kw_only=True)
class WholeModel:
    """Minimises the priorities of one model, in order.

    Attributes:
        problem: The problem.
        constraints: What is wanted of a timetable.
        options: How to search.
        runner: Runs the model within the time there is.
        built: The model, without what is charged.
        hearers: The first gets every better timetable; the second hears of priority,
            penalty and bound on the way.
        bounds: What priorities cost at least, as proven elsewhere.
        swapped: Whether the timetable to start from was found by fast moves.
        results: How each priority ended.
        best: The best timetable so far.
    """

    problem: Problem
    constraints: Sequence[Constraint]
    options: Options
    runner: Runner
    built: Model
    hearers: tuple[
        Callable[[Timetable], None],
        Callable[[int | None, int | None, int | None], None],
    ]
    bounds: Mapping[int, int]
    swapped: bool
    results: list[PriorityResult] = field(default_factory=list)
    best: Timetable | None = None

    def __post_init__(self) -> None:
        self._model = self.built.model
        self._costs: dict[int, Cost] | None = None
        self._solution: Sequence[int] = ()

    def begin(self) -> Status | None:
        """Find any timetable; how it ended, unless there is one."""
        try:
            with building(self.runner):
                self._costs = self._capped() if self.options.caps else None
        except StoppedError:
            return Status.UNKNOWN
        found = self._first()
        if found.solution is None:
            impossible = found.status == cp_model.INFEASIBLE
            return Status.INFEASIBLE if impossible else Status.UNKNOWN
        self._solution = found.solution
        self._keep(found.solution)
        return None

    def minimise(self) -> Status:
        """Add what the first timetable is charged, then charge less and less."""
        try:
            with building(self.runner):
                costs = self._wanted(self._costs or self.built.costs(self.problem))
        except StoppedError:
            return Status.FEASIBLE
        self._hold_bounds(costs)
        complete = self._completed(costs)
        if len(complete) < self.built.size:
            # Time ran out before it was worked out what the first timetable costs.
            return Status.FEASIBLE
        seen = self._keep if self.options.found else None
        priorities = Priorities(
            self._model, costs, self.runner, complete, self.hearers[1], seen=seen
        )
        if not self.options.caps and self.runner.has("listening"):
            listening = Listening(
                self.problem, self.constraints, self.built, self.runner, self.options
            )
            listening.improve(costs, priorities, self._keep)
        if not priorities.proven:
            priorities.minimise()
        self._keep(priorities.solution)
        self.results = list(priorities.results.values())
        return Status.OPTIMAL if priorities.proven else Status.FEASIBLE

    def _capped(self) -> dict[int, Cost]:
        """Charge from the start, so that a cap can rule every timetable out."""
        costs = self.built.costs(self.problem)
        for priority, most in self.options.caps.items():
            if priority in costs:
                self._model.add(costs[priority].expression <= most)
        return costs

    def _wanted(self, costs: dict[int, Cost]) -> dict[int, Cost]:
        return {p: cost for p, cost in costs.items() if self.options.wants(p)}

    def _hold_bounds(self, costs: Mapping[int, Cost]) -> None:
        """Tell the solver what is proven elsewhere."""
        for priority in self.bounds.keys() & costs.keys():
            self._model.add(costs[priority].expression >= self.bounds[priority])

    def _first(self) -> Found:
        """Find any timetable: the one to start from, if that will do."""
        if self.options.start is not None:
            self.built.plan.hint(self.options.start)
            found = self.runner.run(
                self._model, self._budget(4), fix_variables_to_their_hinted_value=True
            )
            if found.solution is not None:
                return found
        return self.runner.run(
            self._model, self._budget(1), stop_after_first_solution=True
        )

    def _budget(self, shares: int) -> float | None:
        remaining = self.runner.remaining()
        return None if remaining is None else remaining / shares

    def _keep(self, solution: Sequence[int]) -> None:
        self.best = self.built.plan.read(solution)
        self.hearers[0](self.best)

    def _completed(self, costs: Mapping[int, Cost]) -> Sequence[int]:
        """Work out what a timetable says of the variables that costs have added."""
        if len(self._solution) == self.built.size or self.best is None:
            return self._solution
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        self.built.plan.hint(self.best)
        if self.swapped:
            # What may be answered too large would be, where it is not wanted small.
            self._model.minimize(sum(cost.expression for cost in costs.values()))
        found = self.runner.run(
            self._model, self._budget(2), fix_variables_to_their_hinted_value=True
        )
        return self._solution if found.solution is None else found.solution
