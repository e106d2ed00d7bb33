"""Run CP-SAT on a model: watched, stoppable, with the best solution kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic

from ortools.sat.python import cp_model

_TICK = 0.1
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
WORK_A_SECOND = 1.0


@dataclass(frozen=True)
class Found:
    """How a run ended.

    Attributes:
        status: CP-SAT's own status.
        solution: The value of every variable, by index; None without a solution.
        objective: The value of the objective.
        bound: Its proven bound.
    """

    status: int
    solution: Sequence[int] | None
    objective: int
    bound: int


class Watch(cp_model.CpSolverSolutionCallback):
    """Keeps track of the objective and its bound while CP-SAT runs."""

    def __init__(self, tell: Callable[[int | None, int | None], None]) -> None:
        super().__init__()
        self._tell = tell

    def on_solution_callback(self) -> None:
        """Tell of a better solution."""
        self._tell(round(self.objective_value), _ceil(self.best_objective_bound))


@dataclass
class Runner:
    """Runs one model after the other within one budget of time.

    Attributes:
        workers: Threads; None for one a core.
        seed: The solver's seed.
        deterministic: Measure time in work done, interleave the workers.
        interrupt: Ends the run when set.
        end: The moment (monotonic clock) at which everything ends; None for never.
    """

    workers: int | None
    seed: int
    deterministic: bool
    interrupt: Event
    end: float | None

    def remaining(self) -> float | None:
        """Seconds left; None for no limit."""
        return None if self.end is None else max(0.0, self.end - monotonic())

    def run(
        self,
        model: cp_model.CpModel,
        seconds: float | None,
        tell: Callable[[int | None, int | None], None] = lambda best, bound: None,
        **parameters: object,
    ) -> Found:
        """Solve a model; ``tell`` hears of the best value and the bound."""
        solver = self._solver(seconds, parameters)
        watch = Watch(tell)
        solver.best_bound_callback = lambda bound: tell(None, _ceil(bound))
        status: list[int] = []

        def work() -> None:
            status.append(int(solver.solve(model, watch)))

        thread = Thread(target=work, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(_TICK)
            if self.interrupt.is_set():
                solver.stop_search()
        if not status:
            raise RuntimeError("the solver ended without a status")
        if status[0] not in FOUND:
            return Found(status[0], None, 0, 0)
        return Found(
            status[0],
            list(solver.response_proto.solution),
            round(solver.objective_value),
            _ceil(solver.best_objective_bound),
        )

    def _solver(
        self, seconds: float | None, parameters: dict[str, object]
    ) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        settings = solver.parameters
        settings.random_seed = self.seed
        settings.catch_sigint_signal = False
        if self.workers:
            settings.num_workers = self.workers
        if self.deterministic:
            settings.interleave_search = True
            settings.num_workers = self.workers or 8
        if seconds is not None:
            if self.deterministic:
                settings.max_deterministic_time = max(seconds, 0.01) * WORK_A_SECOND
            else:
                settings.max_time_in_seconds = max(seconds, 0.01)
        for name, value in parameters.items():
            setattr(settings, name, value)
        return solver


def _ceil(bound: float) -> int:
    """The least whole number a bound allows, rounding errors aside."""
    return -int(-(bound - 1e-6) // 1)
