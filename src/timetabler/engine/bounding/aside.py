"""Prove what a goal costs at least, in a thread of its own, while others search."""

from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import Any

from timetabler.engine.bounding.relaxed import Relaxed, relaxed
from timetabler.engine.going import StoppedError
from timetabler.engine.outcome import Interrupt, Options
from timetabler.engine.run import Runner
from timetabler.moves.tables import Tables

_SHARE, _MOST = 0.05, 3.0
"""Of the time left, and seconds, in runs of one thread: there, nothing runs aside."""
_STRATEGY: dict[str, Any] = {
    # It closes in from below, with the linear relaxation; what finds solutions idles.
    "subsolvers": ["lb_tree_search"],
    "num_workers": 1,
    "interleave_search": False,
    "linearization_level": 2,
}


class BoundAside:
    """Proves a bound of the priority that has the most pairs.

    Args:
        tables: What constraints tell.
        options: How to search.
        runner: Keeps the time.
    """

    def __init__(self, tables: Tables, options: Options, runner: Runner) -> None:
        self._tables = tables
        self._options = options
        self._runner = runner
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
        def hear(_: int | None, bound: int | None) -> None:
            if bound is not None and bound + relaxation.constant > self._bound:
                self._bound = bound + relaxation.constant

        found = runner.run(relaxation.model, seconds, hear, **_STRATEGY)
        if found.solution is not None:
            hear(None, found.bound)

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
