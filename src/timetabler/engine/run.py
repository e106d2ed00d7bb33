"""Run CP-SAT on a model: watched, stoppable, with the best solution kept."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic

from ortools.sat.python import cp_model

from timetabler.engine.outcome import Options

_TICK = 0.1
_LEAST = 0.01
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
WORK_A_SECOND = 0.25
"""CP-SAT's deterministic time that takes about a second on two cores."""
_DETERMINISTIC_WORKERS = 8


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


class Runner:
    """Runs one model after the other within one budget of time.

    Deterministic runs count the work done instead of reading the clock, with a fixed
    number of workers that take turns: neither the speed of the machine nor the number
    of its cores changes what they find.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._began = monotonic() - options.spent
        self._work = 0.0
        self._until: float | None = None

    @property
    def interrupted(self) -> bool:
        """Whether somebody wants the run to end."""
        return self._options.interrupt.is_set()

    def elapsed(self) -> float:
        """Seconds since the run began; of work, in deterministic runs."""
        if self._options.deterministic:
            return self._work / WORK_A_SECOND
        return monotonic() - self._began

    def spend(self, seconds: float) -> None:
        """Count work that is done without CP-SAT; the clock counts by itself."""
        self._work += seconds * WORK_A_SECOND

    def remaining(self) -> float | None:
        """Seconds left; None for no limit."""
        limit, until = self._options.seconds, self._until
        if limit is not None:
            reserve = 0.0 if self._options.deterministic else self._options.reserve
            until = min(limit - reserve, limit if until is None else until)
        return None if until is None else max(0.0, until - self.elapsed())

    @contextmanager
    def within(self, share: float, most: float | None = None) -> Iterator[None]:
        """Let what is run meanwhile have a share of the time left, and no more."""
        before, left = self._until, self.remaining()
        part = most if left is None else left * share
        if part is not None:
            part = part if most is None else min(part, most)
            self._until = self.elapsed() + part
        try:
            yield
        finally:
            self._until = before

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
            if self._options.interrupt.is_set():
                solver.stop_search()
        if not status:
            raise RuntimeError("the solver ended without a status")
        self._work += solver.response_proto.deterministic_time
        if status[0] == cp_model.MODEL_INVALID:
            raise RuntimeError(f"the model is not valid: {model.validate()}")
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
        settings.random_seed = self._options.seed
        settings.catch_sigint_signal = False
        if self._options.deterministic:
            settings.interleave_search = True
            # Of two workers that find equally good solutions between two meetings,
            # the faster would win; so they meet after every single turn.
            settings.interleave_batch_size = 1
            settings.num_workers = self._options.workers or _DETERMINISTIC_WORKERS
            if seconds is not None:
                settings.max_deterministic_time = max(seconds, _LEAST) * WORK_A_SECOND
        else:
            settings.num_workers = self._options.workers or 0
            if seconds is not None:
                settings.max_time_in_seconds = max(seconds, _LEAST)
        for name, value in parameters.items():
            setattr(settings, name, value)
        return solver


def _ceil(bound: float) -> int:
    """The least whole number a bound allows, rounding errors aside."""
    return -int(-(bound - 1e-6) // 1)
