"""The best timetable so far in a file, so that no crash takes more than seconds."""

from collections.abc import Sequence
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from types import TracebackType
from typing import Self

from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.timetable.file import write_timetable
from timetabler.timetable.identity import with_identities
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.files import write_whole

NAME = "checkpoint.yaml"
_EVERY = 1.0
"""Seconds between two writes, at the least."""
_REST = 10
"""How much longer to rest than a write took, so that it takes no time from others."""

Rank = tuple[int, ...]


class Checkpoint:
    """Keeps the best timetable of a search in a file, by a thread of its own.

    Timetables are judged by the checkers: one that breaks a hard constraint, or is no
    better than the one in the file, is not written. The file is a timetable file, and
    always whole.

    Args:
        path: The file.
        problem: The problem.
        constraints: By which timetables are judged.
        earlier: A timetable whose identities are kept.
        every: Seconds between two writes, at the least.
    """

    def __init__(
        self,
        path: Path,
        problem: Problem,
        constraints: Sequence[Constraint],
        earlier: Timetable | None = None,
        every: float = _EVERY,
    ) -> None:
        self.path = path
        self.error: OSError | None = None
        self._problem = problem
        self._constraints = constraints
        self._earlier = earlier
        self._every = every
        self._best: Rank | None = None
        self._waiting: dict[int, Timetable] = {}
        self._news = Condition()
        self._closing = False
        self._thread = Thread(target=self._work, daemon=True, name="checkpoint")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._news:
            self._closing = True
            self._news.notify()
        self._thread.join()

    def found(self, search: int, timetable: Timetable) -> None:
        """Take in a timetable; of each search, only the last one counts."""
        with self._news:
            self._waiting[search] = timetable
            self._news.notify()

    def _work(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._closing)
                found, self._waiting = list(self._waiting.values()), {}
            began = monotonic()
            for timetable in found:
                self._judge(timetable)
            rest = max(self._every, _REST * (monotonic() - began))
            with self._news:
                if self._news.wait_for(lambda: self._closing, rest):
                    if self._waiting:
                        continue
                    return

    def _judge(self, timetable: Timetable) -> None:
        score = check(self._problem, timetable, self._constraints)
        rank = tuple(score.priorities.values())
        if not score.feasible or (self._best is not None and rank >= self._best):
            return
        named = with_identities(self._problem, timetable, self._earlier)
        try:
            write_whole(self.path, write_timetable(self._problem, named))
        except OSError as error:
            # The search goes on: what is in memory may still be written at the end.
            self.error = error
        else:
            self.error, self._best = None, rank
