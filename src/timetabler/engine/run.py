"""Run CP-SAT on a model: watched, stoppable, with the best solution kept."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import cpu_count
from threading import Thread
from time import monotonic

from ortools.sat.python import cp_model

from timetabler.engine.outcome import Options

Seen = Callable[[int, Sequence[int]], None]
"""Hears of an objective, and the value of every variable that has it."""
_TICK = 0.1
_LEAST = 0.01
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
WORK_A_SECOND = 0.25
"""CP-SAT's deterministic time that takes about a second on two cores."""
_DETERMINISTIC_WORKERS = 8
_TEAM, _LEFT_OUT = 4, "default_lp"


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

    def least(self, below: int) -> int:
        """What is proven, if whatever costs ``below`` or more was forbidden."""
        if self.status == cp_model.INFEASIBLE:
            return below
        return min(self.bound, below) if self.solution is not None else 0


class Watch(cp_model.CpSolverSolutionCallback):
    """Keeps track of the objective and its bound while CP-SAT runs."""

    def __init__(
        self, tell: Callable[[int | None, int | None], None], *, keep: bool
    ) -> None:
        super().__init__()
        self._tell = tell
        self._keep = keep
        self._latest: tuple[int, Sequence[int]] | None = None

    def on_solution_callback(self) -> None:
        """Tell of a better solution."""
        objective = round(self.objective_value)
        if self._keep:
            self._latest = objective, list(self.response_proto.solution)
        self._tell(objective, _ceil(self.best_objective_bound))

    def taken(self) -> tuple[int, Sequence[int]] | None:
        """The latest solution with its objective, if it was not taken before."""
        latest, self._latest = self._latest, None
        return latest


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
        self._searched = 0.0
        self._since: float | None = None
        self._until: float | None = None

    @property
    def seed(self) -> int:
        """What decides where the search may go one way or another."""
        return self._options.seed

    def has(self, feature: str) -> bool:
        """Whether the search is to use a feature of the engine."""
        return feature not in self._options.without

    @property
    def interrupted(self) -> bool:
        """Whether somebody wants the run to end."""
        return self._options.interrupt.is_set()

    @property
    def over(self) -> bool:
        """Whether there is no time left, or somebody wants the run to end."""
        return self.interrupted or self.remaining() == 0

    def elapsed(self) -> float:
        """Seconds since the run began; of work, in deterministic runs."""
        if self._options.deterministic:
            return self._work / WORK_A_SECOND
        return monotonic() - self._began

    def spend(self, seconds: float) -> None:
        """Count work that is done without CP-SAT; the clock counts by itself."""
        self._work += seconds * WORK_A_SECOND

    def built(self) -> float:
        """Seconds by the clock that did not go into searching: models were built."""
        now = monotonic()
        searched = self._searched + (0.0 if self._since is None else now - self._since)
        return now - self._began - self._options.spent - searched

    @contextmanager
    def searching(self) -> Iterator[None]:
        """Count what is done meanwhile as searching."""
        if self._since is not None:
            yield
            return
        self._since = monotonic()
        try:
            yield
        finally:
            self._searched += monotonic() - self._since
            self._since = None

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
        seen: Seen | None = None,
        **parameters: object,
    ) -> Found:
        """Solve a model.

        Args:
            model: The model.
            seconds: Time for it; None for no limit.
            tell: Hears of the best value and the bound, in the solver's threads.
            seen: Gets solutions on the way, in this thread: not each of them, but each
                time the best one yet.
            parameters: Further parameters of CP-SAT.
        """
        solver = self._solver(seconds, parameters)
        watch = Watch(tell, keep=seen is not None)
        solver.best_bound_callback = lambda bound: tell(None, _ceil(bound))
        status: list[int] = []

        def work() -> None:
            status.append(int(solver.solve(model, watch)))

        thread = Thread(target=work, daemon=True)
        with self.searching():
            thread.start()
            while thread.is_alive():
                thread.join(_TICK)
                if self._options.interrupt.is_set():
                    solver.stop_search()
                latest = watch.taken()
                if seen is not None and latest is not None:
                    seen(*latest)
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

    def run_as_team(self, model: cp_model.CpModel, seconds: float | None) -> Found:
        """Solve a model that gains from several ways to search at once.

        CP-SAT's workers search differently. On two cores, four threads are enough if
        three of them are those that prove: by cores, by full linear relaxations, and
        without any. The one left out comes first otherwise, and takes their time.

        Args:
            model: The model.
            seconds: Time for it; None for no limit.
        """
        workers = self._options.workers or max(_TEAM, cpu_count() or 1)
        if self._options.deterministic:
            workers = _DETERMINISTIC_WORKERS
        left_out = [_LEFT_OUT] if workers == _TEAM else []
        return self.run(model, seconds, num_workers=workers, ignore_subsolvers=left_out)

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
            # More or fewer of them would search in another order.
            settings.num_workers = _DETERMINISTIC_WORKERS
            if seconds is not None:
                settings.max_deterministic_time = max(seconds, _LEAST) * WORK_A_SECOND
        else:
            settings.num_workers = self._options.workers or 0
            if seconds is not None:
                settings.max_time_in_seconds = max(seconds, _LEAST)
        for name, value in parameters.items():
            if isinstance(value, list):
                getattr(settings, name).extend(value)
            else:
                setattr(settings, name, value)
        if self._options.deterministic:
            # With workers that take turns it can end the whole process ("Check failed:
            # solution->size()", OR-Tools 9.15); without an objective the search ends at
            # its first solution anyhow.
            settings.stop_after_first_solution = False
        return solver


def _ceil(bound: float) -> int:
    """The least whole number a bound allows, rounding errors aside."""
    return -int(-(bound - 1e-6) // 1)
