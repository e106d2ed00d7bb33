"""The seconds of a task that takes several searches, one after the other."""

from time import monotonic

from timetabler.engine.outcome import Options, Outcome


class Budget:
    """Counts what is spent of the seconds there are for several searches.

    By the clock, everything counts that happens meanwhile. Deterministic searches count
    work, and so do their budgets: what the searches say they took is all that counts,
    so that the speed of the machine decides nothing. What the options keep in reserve
    is kept here; the searches are not to keep it again.
    """

    def __init__(self, options: Options) -> None:
        self._deterministic = options.deterministic
        self._seconds = options.seconds
        if self._seconds is not None and not self._deterministic:
            self._seconds -= options.reserve
        self._began = monotonic() - options.spent
        self._work = 0.0

    @property
    def spent(self) -> float:
        """Seconds that are gone; of work, where searches are deterministic."""
        return self._work if self._deterministic else monotonic() - self._began

    @property
    def left(self) -> float | None:
        """Seconds that are left, at least 0; None for no limit."""
        return None if self._seconds is None else max(0.0, self._seconds - self.spent)

    def share(self, part: float, least: float) -> float | None:
        """A part (0 to 1) of what is left, but at least so many seconds."""
        left = self.left
        return None if left is None else max(least, left * part)

    def spend(self, outcome: Outcome) -> None:
        """Count what a search took; every search has to be counted, once."""
        self._work += outcome.seconds
