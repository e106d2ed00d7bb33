"""Avoid what is dear before minimising what is cheap.

Prices differ by magnitudes: a session that a track may not be in costs thousands, a
room more than it needs one. A model that may not do the dear thing at all is easier to
solve than one that weighs everything at once, as long as it can be solved at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from timetabler.engine.run import Found
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key

_EASY, _FEASIBLE, _LESS = 0.05, 0.05, 0.1
Part = Callable[[float], float | None]


@dataclass
class Avoiding:
    """Finds a plan with as few dear things as can be, magnitude by magnitude.

    What is spent on each magnitude is capped while lesser ones are looked at.

    Attributes:
        layer: The model.
        priority: The priority whose prices count.
        values: The best plan yet, by names; None if there is none.
        part: Seconds for a share of the time.
        solution: The best plan of this very model; None if there is none.
        caps: The most that is spent on each magnitude; nothing is said of the others.
    """

    layer: Layer
    priority: int
    values: dict[Key, int] | None
    part: Part
    solution: Sequence[int] | None = None
    caps: dict[int, int] = field(default_factory=dict)

    def go(self) -> None:
        """Avoid all that is dear at once if that is easy, else in steps."""
        steps = self.layer.steps(self.priority)
        if steps and not self._none(steps):
            none = dict.fromkeys(steps, 0)
            if self._find(none, _EASY):
                self.caps = none
            else:
                for level in steps:
                    if not self._avoid(level):
                        break
        self.layer.allow(self.priority, self.caps)
        self._hint()

    def none(self) -> int | None:
        """Look for a plan with nothing dear at all, from the dearest magnitude down.

        Returns:
            The least magnitude of which nothing is needed; None if that is none.
        """
        for level in self.layer.steps(self.priority):
            none = {**self.caps, level: 0}
            if self._spent(level) != 0 and not self._find(none, _EASY):
                break
            self.caps = none
        self.layer.allow(self.priority)
        return min(self.caps, default=None)

    @property
    def least_otherwise(self) -> int | None:
        """What costs more than the caps allow costs at least this much."""
        beyond = [max(level, most + 1) for level, most in self.caps.items()]
        return min(beyond, default=None)

    def _none(self, steps: Sequence[int]) -> bool:
        """Whether the best plan has nothing dear."""
        if self.solution is None or any(map(self._spent, steps)):
            return False
        self.caps = dict.fromkeys(steps, 0)
        return True

    def _spent(self, level: int) -> int | None:
        if self.solution is None:
            return None
        return self.layer.spent(self.solution, self.priority, level)

    def _hint(self) -> None:
        if self.values is not None:
            self.layer.hint(self.values)

    def _avoid(self, level: int) -> bool:
        """Cap what is spent on a magnitude; False if nothing is known to cap it at."""
        none = {**self.caps, level: 0}
        if self._spent(level) != 0 and not self._find(none, _FEASIBLE):
            self.layer.allow(self.priority, self.caps)
            self._hint()
            self.take(self.layer.lessen(self.priority, level, self.part(_LESS)))
        spent = self._spent(level)
        if spent is None:
            return False
        self.caps[level] = spent
        return True

    def _find(self, caps: Mapping[int, int], share: float) -> bool:
        """Look for any plan that spends no more."""
        self.layer.allow(self.priority, caps)
        self._hint()
        found = self.layer.find(self.part(share))
        self.take(found)
        return found.solution is not None

    def take(self, found: Found) -> None:
        """Go on from what was found."""
        if found.solution is not None:
            self.solution = found.solution
            self.values = self.layer.values(found.solution)
