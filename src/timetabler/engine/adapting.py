"""Which kind of neighbourhood comes next, and how large: as it went before."""

from collections.abc import Sequence
from random import Random

_FADING, _SELDOM = 0.95, 0.1


class Adapting:
    """Chooses kinds that led to something more often, and sizes that can be searched.

    Args:
        kinds: The kinds there are.
        sizes: The size to begin with, the least and the largest.
        random: Makes the choices.
    """

    def __init__(
        self, kinds: Sequence[str], sizes: tuple[int, int, int], random: Random
    ) -> None:
        first, self._least, self._most = sizes
        self._random = random
        self._worth = dict.fromkeys(kinds, 1.0)
        self._size = dict.fromkeys(kinds, first)

    def kind(self, among: Sequence[str]) -> str:
        """Choose a kind among some."""
        (kind,) = self._random.choices(among, [self._worth[kind] for kind in among])
        return kind

    def size(self, kind: str) -> int:
        """Choose a size, up to what could be searched lately."""
        return self._random.randint(self._least, self._size[kind])

    def learn(self, kind: str, *, better: bool, closed: bool) -> None:
        """Note how a neighbourhood went.

        Args:
            kind: Its kind.
            better: Whether it led to something better.
            closed: Whether there was time to search all of it.
        """
        worth = _FADING * self._worth[kind] + (1.0 if better else 0)
        self._worth[kind] = max(_SELDOM, worth)
        grown = self._size[kind] + (1 if closed else -1)
        self._size[kind] = min(self._most, max(self._least, grown))
