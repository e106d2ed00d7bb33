"""Choose what to free next in a plan: what costs something, and a bit around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from timetabler.engine.adapting import Adapting
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key

_Thing = TypeVar("_Thing")
KINDS = ("groups", "sessions", "rooms")
_SIZES = 4, 2, 14
_LED = 0.8
"""How often what is freed is led by what costs something."""


@dataclass(frozen=True)
class Surroundings:
    """What to free: some groups wholly, and everything in some sessions.

    Attributes:
        kind: Which of ``KINDS`` it is.
        groups: The groups (indices).
        sessions: The sessions (indices).
    """

    kind: str
    groups: frozenset[int]
    sessions: frozenset[int]


class Choice:
    """Chooses surroundings at random, led by what the plan costs.

    How often a kind is chosen, and how large, depends on how it went before.

    Attributes:
        adapting: Learns how neighbourhoods went.
    """

    def __init__(self, layer: Layer, priority: int, seed: int) -> None:
        self._random = Random(seed)
        self._shape = layer.sessions.shape
        self._costly = [
            (price, index, self._groups_of(key))
            for price, index, key in layer.named_prices(priority)
        ]
        self._cells = [
            (variable.index, int(key[1]), int(key[2]), key[3])
            for key, variable in layer.sessions.named.items()
            if key[0] == "cell"
        ]
        self.adapting = Adapting(KINDS, _SIZES, self._random)

    def _groups_of(self, key: Key) -> list[int]:
        """The groups that the name of a variable tells of."""
        talks = [part for part in key[1:] if isinstance(part, str)]
        own = [self._shape.group_of[t] for t in talks if t in self._shape.group_of]
        return own or [int(key[1])]

    def choose(self, solution: Sequence[int]) -> Surroundings:
        """Choose some of what a plan pays for, with a bit of what is around."""
        kind = self.adapting.kind(KINDS)
        size = self.adapting.size(kind)
        lead = self._lead(solution)
        here = [cell for cell in self._cells if solution[cell[0]]]
        groups, sessions = set[int](), set[int]()
        match kind:
            case "groups":
                groups = {lead, *self._some(range(len(self._shape.groups)), size)}
            case "sessions":
                sessions = {s for _, group, s, _ in here if group == lead}
                sessions = set(self._some(sorted(sessions), size // 2))
                every = range(len(self._shape.windows))
                sessions |= set(self._some(every, size - len(sessions)))
            case "rooms":
                rooms = {room for _, group, _, room in here if group == lead}
                every_room = sorted({room for *_, room in here})
                rooms |= set(self._some(every_room, size // 2))
                groups = {group for _, group, _, room in here if room in rooms}
        return Surroundings(kind, frozenset(groups), frozenset(sessions))

    def _lead(self, solution: Sequence[int]) -> int:
        """A group that costs something, or any."""
        culprits = [
            (price * solution[index], groups)
            for price, index, groups in self._costly
            if solution[index]
        ]
        if not culprits or self._random.random() > _LED:
            return self._random.randrange(len(self._shape.groups))
        costs = [cost for cost, _ in culprits]
        ((_, groups),) = self._random.choices(culprits, costs)
        return self._random.choice(groups)

    def _some(self, things: Sequence[_Thing], number: int) -> list[_Thing]:
        return self._random.sample(things, min(number, len(things)))
