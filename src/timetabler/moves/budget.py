"""How long to move: by the clock, or by the work done where that has to be the same."""

from collections.abc import Callable
from time import monotonic

STEP = 1000
"""What a step costs whatever it looks at, in moves looked at."""
WORK_A_SECOND = 25_000_000
"""Moves looked at, and steps, that take about a second."""


class Budget:
    """A span of time that can be asked how much of it is gone.

    Args:
        seconds: How long.
        by_work: Whether moves are counted instead, so that nothing depends on the
            machine.
        stopped: Says whether somebody wants it to end.

    Attributes:
        work: Moves that were looked at, and what steps cost.
    """

    def __init__(
        self, seconds: float, *, by_work: bool, stopped: Callable[[], bool]
    ) -> None:
        self._seconds = max(seconds, 1e-3)
        self._by_work = by_work
        self._stopped = stopped
        self._began = monotonic()
        self.work = 0

    def spend(self, moves: int) -> None:
        """Count a step that looked at so many moves."""
        self.work += STEP + moves

    def add(self, work: int) -> None:
        """Count work that another budget has counted."""
        self.work += work

    @property
    def seconds(self) -> float:
        """Seconds that are gone, or as many as the work takes."""
        if self._by_work:
            return self.work / WORK_A_SECOND
        return monotonic() - self._began

    @property
    def part(self) -> float:
        """How much is gone: 0 at the beginning, 1 at the end."""
        return min(1.0, self.seconds / self._seconds)

    @property
    def over(self) -> bool:
        """Whether it is time to end."""
        return self.part >= 1 or self._stopped()
