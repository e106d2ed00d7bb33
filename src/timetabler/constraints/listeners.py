"""Listeners: people, what they want to hear, and what keeps them from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from timetabler.constraints.quantities import Limit, Need, Unmet
from timetabler.constraints.questions import (
    Close,
    InRoom,
    Question,
    Scheduled,
    StartsIn,
    meeting,
    not_within,
)
from timetabler.problem.problem import Problem, Windows


@dataclass(frozen=True)
class Listener:
    """A person who hears what they can, all of it, and one talk at a time.

    Attributes:
        person: Who it is.
        wanted: The weight of each talk they want to hear.
        duties: Talks they have to be in; nothing else can be heard meanwhile.
        available: When they are there; None: always.
        busy: When they are not.
        rooms: The rooms they can be in; None: all.
    """

    person: str
    wanted: Mapping[str, int]
    duties: tuple[str, ...] = ()
    available: Windows | None = None
    busy: Windows = ()
    rooms: frozenset[str] | None = None

    @property
    def free(self) -> bool:
        """Whether nothing but what they hear keeps them from what they want."""
        kept = self.duties or self.busy
        return not kept and self.available is None and self.rooms is None

    def barred(self, problem: Problem, talk: str) -> Iterator[Question]:
        """Ask for each thing that would keep them from a talk."""
        if self.rooms is not None:
            yield InRoom(talk, frozenset(problem.rooms) - self.rooms)
        minutes, span = problem.talks[talk].minutes, problem.whole
        away = meeting(talk, self.busy, minutes, span).ranges
        if self.available is not None:
            away += not_within(talk, self.available, minutes, span).ranges
        if away:
            yield StartsIn(talk, away)
        for duty in self.duties:
            yield Close(duty, talk)


@dataclass(frozen=True)
class Audience:
    """Listeners who all choose at best: the telling of a constraint that counts them.

    Attributes:
        listeners: The people.
        seats: How many of them a room can hold with a talk in it, by talk and room,
            where that is fewer than want it; such seats are shared out at best.
    """

    listeners: tuple[Listener, ...]
    seats: Mapping[str, Mapping[str, int]]


def unmet(problem: Problem, audience: Audience) -> Unmet:
    """Ask what everybody misses: each wish is met in one way, and no two at once."""
    needs, ways, limits = [], list[Question](), []
    by_talk: dict[str, list[int]] = {}
    for listener in audience.listeners:
        first = len(ways)
        for way, (talk, weight) in enumerate(listener.wanted.items(), first):
            needs.append(Need(weight, (way,)))
            ways.append(Scheduled(talk))
            by_talk.setdefault(talk, []).append(way)
            barred = listener.barred(problem, talk)
            limits += [Limit(0, (way,), question) for question in barred]
        for (i, one), (j, other) in combinations(enumerate(listener.wanted, first), 2):
            limits.append(Limit(1, (i, j), Close(one, other)))
    for talk, rooms in audience.seats.items():
        limits += _full(talk, rooms, by_talk.get(talk, ()))
    return Unmet(tuple(needs), tuple(ways), tuple(limits))


def _full(talk: str, rooms: Mapping[str, int], ways: Iterable[int]) -> Iterator[Limit]:
    for room, seats in rooms.items():
        yield Limit(seats, tuple(ways), InRoom(talk, frozenset((room,))))
