"""What searching sessions first comes to: a timetable, and what is proven of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from timetabler.engine.sessions.coarse import Coarse
from timetabler.engine.settle import Settled
from timetabler.timetable.timetable import Timetable


@dataclass
class Found:
    """What searching sessions first came to.

    Attributes:
        timetable: The timetable; None if none was found.
        penalties: What it costs, by priority.
        bounds: Proven: with the priorities before at what they are here, no timetable
            costs less.
        impossible: Whether it is proven that there is no timetable.
        large: Whether a model of every talk in every room would find nothing better.
    """

    timetable: Timetable | None = None
    penalties: dict[int, int] = field(default_factory=dict)
    bounds: dict[int, int] = field(default_factory=dict)
    impossible: bool = False
    large: bool = False

    @property
    def cost(self) -> list[int]:
        """What it costs, in order of the priorities."""
        return [self.penalties[priority] for priority in sorted(self.penalties)]

    def cheaper_than(self, other: "Found") -> bool:
        """Whether it costs less than another, or the other is none."""
        if self.timetable is None:
            return False
        return other.timetable is None or self.cost < other.cost

    def or_cheaper(self, other: "Found") -> "Found":
        """The cheaper of both; this one if they cost the same."""
        return other if other.cheaper_than(self) else self

    def as_planned(self, coarse: Coarse) -> bool:
        """Whether it costs just what the plan does, in every priority."""
        planned = {priority: level.penalty for priority, level in coarse.levels.items()}
        return self.timetable is not None and self.penalties == planned

    def dearer_than(self, coarse: Coarse) -> bool:
        """Whether it costs more than the plan it was made of."""
        planned = [level.penalty for _, level in sorted(coarse.levels.items())]
        return self.cost[: len(planned)] > planned

    @property
    def settled(self) -> bool:
        """Whether there is no point in searching on in other ways."""
        return self.impossible or self.proven or self._as_good_as_it_gets

    @property
    def _as_good_as_it_gets(self) -> bool:
        return self.large and self.timetable is not None

    @property
    def proven(self) -> bool:
        """Whether there is no better timetable."""
        return self.timetable is not None and self.penalties == self.bounds


def made_of(settled: Settled, coarse: Coarse) -> Found:
    """Tell what is known of a timetable that was made of a plan."""
    bounds = bounds_of(settled.penalties, coarse)
    return Found(settled.timetable, settled.penalties, bounds)


def bounds_of(penalties: Mapping[int, int], coarse: Coarse) -> dict[int, int]:
    """What is proven of penalties, as far as they are those of the plan."""
    bounds: dict[int, int] = {}
    certain = True
    for priority, penalty in penalties.items():
        level = coarse.levels.get(priority)
        bounds[priority] = level.bound if certain and level else 0
        certain = certain and level is not None and level.penalty == penalty
    return bounds
