"""Solves that can run anywhere: plain values in, plain values out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, wait
from dataclasses import dataclass, field
from threading import Event

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.solve import Solution, solve

_TICK = 0.2


@dataclass(frozen=True)
class Ask:
    """One solve, as a value that can go to another process.

    Attributes:
        problem: The conference.
        constraints: What to keep and what to minimise.
        seconds: Time for it; None for no limit.
        workers: Threads; None for one a core.
        seed: The solver's seed.
        deterministic: Whether time is counted in work.
        start: A timetable to start from.
        caps: The most that a priority may cost.
        last: The last priority to minimise.
    """

    problem: Problem
    constraints: tuple[Constraint, ...]
    seconds: float | None
    workers: int | None = None
    seed: int = 0
    deterministic: bool = False
    start: Timetable | None = None
    caps: Mapping[int, int] = field(default_factory=dict)
    last: int | None = None

    @classmethod
    def of(
        cls, problem: Problem, constraints: Sequence[Constraint], options: Options
    ) -> "Ask":
        """Ask what options ask for, but for reports and interrupts."""
        return cls(
            problem,
            tuple(constraints),
            options.seconds,
            options.workers,
            options.seed,
            options.deterministic,
            options.start,
            options.caps,
            options.last,
        )


def answer(ask: Ask) -> Solution:
    """Solve what is asked."""
    options = Options(
        seconds=ask.seconds,
        workers=ask.workers,
        seed=ask.seed,
        deterministic=ask.deterministic,
        start=ask.start,
        caps=ask.caps,
        last=ask.last,
    )
    return solve(ask.problem, ask.constraints, options)


def answers(
    asks: Iterable[Ask],
    executor: Executor,
    interrupt: Event,
    done: Callable[[int], None] = lambda number: None,
) -> list[Solution | None]:
    """Have independent solves done; None for those an interrupt kept from starting.

    Args:
        asks: What to solve.
        executor: Where to.
        interrupt: Ends it when set; solves that have begun run to their end.
        done: Told how many are done.
    """
    futures = [executor.submit(answer, ask) for ask in asks]
    left = set(futures)
    while left:
        finished, left = wait(left, timeout=_TICK)
        if finished:
            done(len(futures) - len(left))
        if interrupt.is_set():
            left -= {future for future in left if future.cancel()}
    return [None if future.cancelled() else future.result() for future in futures]
