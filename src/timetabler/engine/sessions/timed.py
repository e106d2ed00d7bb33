"""Plans that choose starts, too, for the talks of which it matters when they are."""

from collections.abc import Mapping

from timetabler.engine.garbage import uncollected
from timetabler.engine.run import Runner
from timetabler.engine.sessions.coarse import Level
from timetabler.engine.sessions.model import Key
from timetabler.engine.sessions.rooms import RoomKinds
from timetabler.engine.sessions.stages import Stages


class Timed:
    """Looks for plans that cost less than a timetable, starts and all.

    Args:
        stages: The search that made the plan to start from.
        classes: The rooms by kind, as plans are to tell them.
        earlier: What each priority before the last may cost at most.
        runner: Runs models within the time there is.
    """

    def __init__(
        self,
        stages: Stages,
        classes: list[list[str]],
        earlier: Mapping[int, int],
        runner: Runner,
    ) -> None:
        self.classes = classes
        self._runner = runner
        with uncollected():
            self._layer = stages.layer(RoomKinds, classes, stages.at_risk)
        for priority, most in earlier.items():
            self._layer.cap(priority, most)

    def cheaper(
        self, priority: int, level: Level, values: Mapping[Key, int]
    ) -> tuple[dict[Key, int] | None, int]:
        """Look for a plan that costs less.

        Args:
            priority: The last priority.
            level: What a timetable costs, and what any costs at least, starts aside.
            values: A plan, by names of variables.

        Returns:
            The plan, by names; None if none was found. And what any costs at least.
        """
        layer, below = self._layer, level.penalty
        layer.hint(values)
        layer.allow(priority, below=below, least=level.bound)
        layer.cap(priority, below - 1)
        found = layer.minimise(priority, self._runner.remaining())
        bound = max(level.bound, found.least(below))
        if found.solution is None:
            return None, bound
        return layer.values(found.solution), bound
