"""Prove what a goal costs at least, in a thread of its own, while others search."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import Any

from ortools.sat.python import cp_model

from timetabler.engine.bounding.relaxed import Relaxed, relaxed
from timetabler.engine.going import StoppedError
from timetabler.engine.outcome import Interrupt, Options
from timetabler.engine.run import Runner
from timetabler.moves.tables import Tables

_SHARE, _MOST = 0.05, 3.0
"""Of the time left, and seconds, in runs of one thread: there, nothing runs aside."""
_ONE: dict[str, Any] = {
    "num_workers": 1,
    "interleave_search": False,
    "linearization_level": 2,
}
_FROM_BELOW: dict[str, Any] = {"subsolvers": ["lb_tree_search"], **_ONE}
"""It closes in with the linear relaxation; what finds solutions idles."""
_TO_THE_END: dict[str, Any] = {"subsolvers": ["max_lp"], "cut_level": 0, **_ONE}
"""It tells little on the way, but what it can finish it finishes far sooner."""
_SMALL, _PART, _MOST_TO_THE_END = 3_000, 0.5, 300.0
"""Models of so few variables are tried to the end, for a part of the time at most."""


class BoundAside:
    """Proves a bound of the priority that has the most pairs.

    Args:
        tables: What constraints tell.
        options: How to search.
        runner: Keeps the time.
        tell: Called with the priority, in the solver's threads, when more is proven.
    """

    def __init__(
        self,
        tables: Tables,
        options: Options,
        runner: Runner,
        tell: Callable[[int], None],
    ) -> None:
        self._tables = tables
        self._options = options
        self._runner = runner
        self._tell = tell
        self._level = _most_pairs(tables)
        self._priority = tables.levels[self._level - 1]
        self._bound = 0
        self._enough = Interrupt()
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Begin; where one thread is all there is, do a little at once and end."""
        remaining = self._runner.remaining()
        if self._options.deterministic or self._options.workers == 1:
            share = _MOST if remaining is None else min(_MOST, remaining * _SHARE)
            self._prove(self._runner, share)
            return
        own = Runner(replace(self._options, interrupt=self._enough))
        work = (own, remaining)
        self._thread = Thread(target=self._prove, args=work, daemon=True)
        self._thread.start()

    def bounds(self) -> dict[int, int]:
        """What is proven so far, by priority."""
        return {self._priority: self._bound} if self._bound > 0 else {}

    def end(self) -> None:
        """End it; what is proven stands."""
        self._enough.set()
        if self._thread is not None:
            self._thread.join()

    def _prove(self, runner: Runner, seconds: float | None) -> None:
        with suppress(StoppedError):
            relaxation = relaxed(self._tables, self._level, self._going)
            if relaxation is not None:
                self._run(runner, relaxation, seconds)

    def _run(self, runner: Runner, relaxation: Relaxed, seconds: float | None) -> None:
        if len(relaxation.model.proto.variables) <= _SMALL:
            part = _MOST_TO_THE_END if seconds is None else seconds * _PART
            if self._closed(runner, relaxation, part, _TO_THE_END):
                return
            self._going()
            seconds = None if seconds is None else seconds - part
        self._closed(runner, relaxation, seconds, _FROM_BELOW)

    def _closed(
        self,
        runner: Runner,
        relaxation: Relaxed,
        seconds: float | None,
        strategy: Mapping[str, Any],
    ) -> bool:
        """Search, taking in what is proven; whether nothing is left to prove."""

        def hear(_: int | None, bound: int | None) -> None:
            if bound is not None and bound + relaxation.constant > self._bound:
                self._bound = bound + relaxation.constant
                self._tell(self._priority)

        found = runner.run(relaxation.model, seconds, hear, **strategy)
        if found.solution is not None:
            hear(None, found.bound)
        return found.status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}

    def _going(self) -> None:
        if self._enough.is_set() or self._runner.over:
            raise StoppedError


def _most_pairs(tables: Tables) -> int:
    """The number of the priority for which most pairs cost something."""
    levels = range(1, 1 + len(tables.levels))
    counts = {
        level: sum(int((r.weights[level] != 0).sum()) for r in tables.relations)
        for level in levels
    }
    return max(levels, key=lambda level: counts[level])
