"""The answer: where and when each talk takes place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from timetabler.problem.problem import Problem


@dataclass(frozen=True, order=True, slots=True)
class Placement:
    """One talk in one room, from ``start`` (minutes, see ``problem.clock``)."""

    start: int
    room: str
    talk: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a talk to those who subscribed to earlier versions.

    Attributes:
        guid: Globally unique, stays when talks are renamed or moved.
        number: The same as a positive 31-bit integer, for formats that need one.
        sequence: How often the talk's entry has changed since it was published.
        cancelled: Whether it was published once and does not take place any more.
    """

    guid: str
    number: int
    sequence: int = 0
    cancelled: bool = False


@dataclass(frozen=True)
class Timetable:
    """Placements, at most one a talk; a talk without one is left out.

    The maps are never changed: another timetable is made of other maps.
    """

    placements: Mapping[str, Placement]
    identities: Mapping[str, Identity] = field(default_factory=dict)

    @classmethod
    def of(cls, placements: Iterable[Placement]) -> "Timetable":
        """Make a timetable of placements."""
        return cls({placement.talk: placement for placement in sorted(placements)})

    def __iter__(self) -> Iterator[Placement]:
        return iter(self._in_order)

    def __contains__(self, talk: str) -> bool:
        return talk in self.placements

    def __getitem__(self, talk: str) -> Placement:
        return self.placements[talk]

    def end(self, problem: Problem, talk: str) -> int:
        """When a scheduled talk ends, in minutes."""
        return self.placements[talk].start + problem.talks[talk].minutes

    def in_room(self, room: str) -> list[Placement]:
        """The placements in a room, in order of time."""
        return list(self._by_room.get(room, ()))

    def left_out(self, problem: Problem) -> list[str]:
        """The talks of a problem that are not scheduled, in the order of the file."""
        return [talk for talk in problem.talks if talk not in self.placements]

    @cached_property
    def _in_order(self) -> tuple[Placement, ...]:
        return tuple(sorted(self.placements.values()))

    @cached_property
    def _by_room(self) -> dict[str, list[Placement]]:
        found: dict[str, list[Placement]] = {}
        for placement in self._in_order:
            found.setdefault(placement.room, []).append(placement)
        return found
