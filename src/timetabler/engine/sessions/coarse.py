"""What searching the session level comes to."""

from collections.abc import Callable
from dataclasses import dataclass, field

from timetabler.engine.sessions.model import Key

Tell = Callable[[int, int | None, int | None], None]
"""Hears of priority, best penalty and bound."""


@dataclass
class Level:
    """How far one priority got at the level of sessions.

    Attributes:
        penalty: The least found.
        bound: Proven of the problem itself.
    """

    penalty: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Whether nothing less is possible here."""
        return self.penalty <= self.bound


@dataclass
class Coarse:
    """What the session level came to.

    Attributes:
        values: The best plan, by names of variables; None if none was found.
        levels: How far each priority got.
        impossible: Whether it is proven that there is no timetable.
    """

    values: dict[Key, int] | None = None
    levels: dict[int, Level] = field(default_factory=dict)
    impossible: bool = False
