"""Keep what a search tells on its way: steps, thinned where they are many."""

from collections.abc import Sequence

from benchmarks.record import Step, Vector
from timetabler.engine.outcome import Progress

MOST_STEPS = 200


class Watch:
    """Gathers the progress of a search into steps.

    Args:
        priorities: The numbers of the priorities, first to last.
    """

    def __init__(self, priorities: Sequence[int]) -> None:
        self._index = {priority: index for index, priority in enumerate(priorities)}
        self._penalties: list[int | None] = [None] * len(self._index)
        self._bounds: list[int | None] = [0] * len(self._index)
        self.steps: list[Step] = []
        self.best: float | None = None

    def __call__(self, told: Progress) -> None:
        """Take a glimpse of the search."""
        index = None if told.priority is None else self._index.get(told.priority)
        if index is None:
            return
        better = self._better(index, told.best)
        proven = told.bound is not None and told.bound > (self._bounds[index] or 0)
        if better:
            self.best = told.seconds
        if proven:
            self._bounds[index] = told.bound
        if better or proven:
            self._note(told.seconds, tuple(self._penalties), tuple(self._bounds))

    def end(
        self, seconds: float, penalties: Sequence[int], bounds: Sequence[int]
    ) -> tuple[Step, ...]:
        """Give all steps, the last of which is how the search ended."""
        self._note(seconds, tuple(penalties), tuple(bounds))
        return thinned(self.steps)

    def _better(self, index: int, penalty: int | None) -> bool:
        known = self._penalties[index]
        if penalty is None or (known is not None and penalty >= known):
            return False
        self._penalties[index] = penalty
        # What later ones reached, they reached beside another timetable.
        for later in range(index + 1, len(self._penalties)):
            self._penalties[later], self._bounds[later] = None, 0
        return True

    def _note(self, seconds: float, penalties: Vector, bounds: Vector) -> None:
        self.steps.append(Step(seconds, penalties, bounds))


def thinned(steps: Sequence[Step], most: int = MOST_STEPS) -> tuple[Step, ...]:
    """Leave out steps where there are too many, evenly; never the first or the last."""
    if len(steps) <= most:
        return tuple(steps)
    last = len(steps) - 1
    return tuple(steps[round(n * last / (most - 1))] for n in range(most))
