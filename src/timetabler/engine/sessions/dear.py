"""Avoid what is dear before minimising what is cheap.

Prices differ by magnitudes: a session that a track may not be in costs thousands, a
room more than it needs one. A model that may not do the dear thing at all is easier to
solve than one that weighs everything at once, as long as it can be solved at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from timetabler.engine.run import Found
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key

_EASY, _FEASIBLE, _LESS = 0.05, 0.05, 0.15
Part = Callable[[float], float | None]


@dataclass
class Avoiding:
    """Finds a plan without dear things, magnitude by magnitude.

    Attributes:
        layer: The model.
        priority: The priority whose prices count.
        values: The best plan yet, by names; None if there is none.
        part: Seconds for a share of the time.
        solution: The best plan of this very model; None if there is none.
        avoided: What costs so much or more is forbidden; None if nothing is.
    """

    layer: Layer
    priority: int
    values: dict[Key, int] | None
    part: Part
    solution: Sequence[int] | None = None
    avoided: int | None = None
    steps: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """The magnitudes still to be avoided, falling; the strictest comes last."""
        self.steps = self.layer.steps(self.priority)

    def go(self) -> None:
        """Avoid as much as can be: the strictest at once if easy, else in steps."""
        self._credit()
        if self.steps:
            strictest = self.steps[-1]
            status = self._without(strictest, _EASY)
            if status == cp_model.INFEASIBLE:
                self.steps.pop()
            if self.avoided != strictest:
                for level in list(self.steps):
                    if not self._avoid(level):
                        break
            self._credit()
        self.layer.forbid(self.priority, self.avoided)
        self._hint()

    def _credit(self) -> None:
        """What the best plan avoids need not be looked for."""
        while (
            self.steps
            and self.solution is not None
            and self.layer.avoids(self.solution, self.priority, self.steps[0])
        ):
            self.avoided = self.steps.pop(0)

    def _hint(self) -> None:
        if self.values is not None:
            self.layer.hint(self.values)

    def _avoid(self, level: int) -> bool:
        status = self._without(level, _FEASIBLE)
        if status == cp_model.UNKNOWN:
            self._lessen(level)
        return self.avoided == level

    def _without(self, level: int, share: float) -> int:
        """Look for any plan without what costs so much."""
        self.layer.forbid(self.priority, level)
        self._hint()
        found = self.layer.find(self.part(share))
        if found.solution is not None:
            self.take(found)
            self.avoided = level
        return found.status

    def _lessen(self, level: int) -> None:
        """Do as few things that cost so much as possible; better than finding none."""
        self.layer.forbid(self.priority, self.avoided)
        self._hint()
        found = self.layer.lessen(self.priority, level, self.part(_LESS))
        if found.solution is not None:
            self.take(found)
            if self.layer.avoids(found.solution, self.priority, level):
                self.avoided = level

    def take(self, found: Found) -> None:
        """Go on from what was found."""
        if found.solution is not None:
            self.solution = found.solution
            self.values = self.layer.values(found.solution)
