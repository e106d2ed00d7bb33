"""Give every talk a room and a day: whole groups first, the largest first.

A group (a track) goes into the place that it fills best; one that fits nowhere as a
whole fills the emptiest place, and goes on with the rest, on another day if it can. A
talk only goes where its
speakers' talks of that day can still follow each other. No times are chosen yet: that
is an easy question once rooms and days are settled.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Place = tuple[str, int]
"""A room and a day, by its position."""
Hours = tuple[int, int]
"""The first and the last start that a talk may have, in minutes."""

_MOST_IN_ORDER = 7
"""Of so many talks of a person a day every order is tried."""


@dataclass(frozen=True)
class Piece:
    """A talk to be placed.

    Attributes:
        group: Talks of one group belong together.
        minutes: How long it takes.
        after: Minutes that each room needs afterwards, where it does.
        people: Who can not be elsewhere meanwhile, and for how long in all (minutes).
        hours: The places it may be in, with the first and the last start there.
        costs: What it costs to have it in a place, where that is something.
    """

    group: str
    minutes: int
    after: Mapping[str, int]
    people: Mapping[str, int]
    hours: Mapping[Place, Hours]
    costs: Mapping[Place, int] = field(default_factory=dict)


@dataclass
class Greedy:
    """Fills places with talks.

    Attributes:
        pieces: The talks, by id.
        free: By place, the spans of time that talks can cover (minutes).
        liked: Whether what places cost comes before how well they are filled.
        sparing: Whether, of places that cost a group the same, it takes what costs
            others most; those for whom most places are dear come first.
        chosen: Where each talk went.
        left: The talks that found no place.
    """

    pieces: Mapping[str, Piece]
    free: Mapping[Place, Sequence[tuple[int, int]]]
    liked: bool = False
    sparing: bool = False
    chosen: dict[str, Place] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rest = {p: [b - a for a, b in spans] for p, spans in self.free.items()}
        self._dear: Counter[Place] = Counter()
        for piece in self.pieces.values() if self.sparing else ():
            self._dear.update(piece.costs)
        self._given: dict[str, list[str]] = {}
        for talk, piece in self.pieces.items():
            for person in piece.people:
                self._given.setdefault(person, []).append(talk)

    def fill(self) -> dict[str, Place]:
        """Place the talks, group by group; what finds no place is in ``left``."""
        groups: dict[str, list[str]] = {}
        for talk, piece in self.pieces.items():
            groups.setdefault(piece.group, []).append(talk)
        for talks in sorted(groups.values(), key=self._urgency):
            self._group(sorted(talks, key=self._awkward))
        return self.chosen

    def _urgency(self, talks: Sequence[str]) -> tuple[float, float]:
        """Large groups come first, and those that few places can take as a whole."""
        minutes = sum(self.pieces[talk].minutes for talk in talks)
        shared = set(self.free).intersection(*(self.pieces[t].hours for t in talks))
        longest = max(map(sum, self._rest.values()), default=0) or 1
        return self._costly(talks), -minutes / longest - 3 / (1 + len(shared))

    def _costly(self, talks: Sequence[str]) -> float:
        """What a place costs a group on average, the most first, if that counts."""
        pieces = [self.pieces[talk] for talk in talks if self.sparing]
        places = sum(len(piece.hours) for piece in pieces)
        return -sum(sum(piece.costs.values()) for piece in pieces) / (places or 1)

    def _awkward(self, talk: str) -> tuple[int, int]:
        piece = self.pieces[talk]
        return -piece.minutes, len(piece.hours)

    def _group(self, talks: list[str]) -> None:
        days: set[int] = set()
        while talks:
            found = [
                (self._rank(talks, place, taken, rest, days), place, taken, rest)
                for place in self.free
                for taken, rest in (self._fitting(talks, place),)
                if taken
            ]
            if not found:
                self.left += talks
                return
            _, place, taken, rest = min(found)
            self._rest[place] = rest
            self.chosen.update(dict.fromkeys(taken, place))
            days.add(place[1])
            talks = [talk for talk in talks if talk not in self.chosen]

    def _rank(
        self,
        talks: Sequence[str],
        place: Place,
        taken: Sequence[str],
        rest: Sequence[int],
        days: set[int],
    ) -> tuple[int, ...]:
        """How good a place is for those of the talks that fit, the least first."""
        whole = len(taken) == len(talks)
        minutes = sum(self.pieces[talk].minutes for talk in taken)
        cost = sum(self.pieces[talk].costs.get(place, 0) for talk in taken)
        return (
            not whole,
            cost if self.liked else 0,
            0 if whole else -minutes,
            -self._dear[place],
            place[1] in days,
            sum(rest),
            cost,
        )

    def _fitting(
        self, talks: Iterable[str], place: Place
    ) -> tuple[list[str], list[int]]:
        """The talks that fit into what is left of a place, and what then is left."""
        rest, taken = list(self._rest[place]), list[str]()
        for talk in talks:
            piece = self.pieces[talk]
            if place not in piece.hours:
                continue
            span = self._span(piece, place, rest)
            if span is None or not self._people_can(talk, place, taken):
                continue
            rest[span] -= piece.minutes + piece.after.get(place[0], 0)
            taken.append(talk)
        return taken, rest

    def _span(self, piece: Piece, place: Place, rest: Sequence[int]) -> int | None:
        """The fullest span of free time that can take a talk, within its hours."""
        first, last = piece.hours[place]
        need = piece.minutes + piece.after.get(place[0], 0)
        able = [
            (rest[i], i)
            for i, (start, end) in enumerate(self.free[place])
            if rest[i] >= need and first <= end - piece.minutes and last >= start
        ]
        return min(able)[1] if able else None

    def _people_can(self, talk: str, place: Place, taken: Sequence[str]) -> bool:
        """Whether each speaker's talks of the day can follow each other."""
        for person in self.pieces[talk].people:
            others = self._given[person]
            if len(others) == 1:
                continue
            here = [(t, place) for t in others if t in taken]
            there = [(t, self.chosen[t]) for t in others if t in self.chosen]
            day = [(t, p) for t, p in (*here, *there) if p[1] == place[1]]
            if day and not self._in_turn(person, [*day, (talk, place)]):
                return False
        return True

    def _in_turn(self, person: str, day: Sequence[tuple[str, Place]]) -> bool:
        jobs = [
            (*self.pieces[talk].hours[place], self.pieces[talk].people[person])
            for talk, place in day
        ]
        return len(jobs) > _MOST_IN_ORDER or in_turn(jobs)


def in_turn(jobs: Sequence[tuple[int, int, int]], free: int = 0) -> bool:
    """Whether one can do all jobs one by one, in some order.

    Args:
        jobs: First and last start of each, and how long it takes (minutes).
        free: From when on one is free.
    """
    if not jobs:
        return True
    return any(
        max(free, first) <= last
        and in_turn([*jobs[:i], *jobs[i + 1 :]], max(free, first) + minutes)
        for i, (first, last, minutes) in enumerate(jobs)
    )
