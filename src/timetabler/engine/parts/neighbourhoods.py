"""Choose what to free next: where the timetable costs something, and a bit around."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from timetabler.engine.adapting import Adapting
from timetabler.engine.parts.ground import Ground, Place
from timetabler.problem.problem import Window
from timetabler.timetable.score import Finding
from timetabler.timetable.timetable import Timetable

KINDS = ("room-days", "order", "window")
_SIZES = 2, 1, 5
_WINDOWS = (90, 150, 240)
_CULPRITS = 3


@dataclass(frozen=True)
class Neighbourhood:
    """Talks to free, and where each may go.

    Attributes:
        kind: Which of ``KINDS`` it is.
        free: The places each free talk may be in.
        target: The place to empty, other things being equal.
    """

    kind: str
    free: dict[str, frozenset[Place]]
    target: Place


class Neighbourhoods:
    """Chooses neighbourhoods at random, led by what the timetable costs.

    ``room-days`` frees all talks of a few places over these places; ``order`` leaves
    each in its place and frees its time, in more places; ``window`` frees the talks of
    a few hours in a few rooms. How often a kind is chosen, and how large, depends on
    how it went before.

    Attributes:
        adapting: Learns how neighbourhoods went.
    """

    def __init__(self, ground: Ground, seed: int) -> None:
        self._ground = ground
        self._random = Random(seed)
        self._places = sorted({p for spots in ground.spots.values() for p in spots})
        self.adapting = Adapting(KINDS, _SIZES, self._random)

    def choose(
        self, timetable: Timetable, findings: Sequence[Finding]
    ) -> Neighbourhood:
        """Choose some of what findings are about, with a bit of what is around."""
        missing = self._ground.missing(timetable)
        kind = self.adapting.kind(("room-days",) if missing else KINDS)
        here = self._here(timetable)
        culprits = self._culprits(timetable, findings, here)
        size = self.adapting.size(kind)
        places = self._around(culprits, size * 2 if kind == "order" else size)
        talks = [t for p in places for t in here.get(p, ())]
        if kind == "window":
            talks = self._in_window(timetable, talks)
        everywhere = frozenset(places)
        free = {
            talk: frozenset((self._ground.place(timetable[talk]),))
            if kind == "order"
            else everywhere & self._ground.spots[talk].keys()
            for talk in talks
        }
        for talk in sorted(missing):
            free[talk] = everywhere & self._ground.spots[talk].keys()
        return Neighbourhood(kind, free, self._random.choice(places))

    def _here(self, timetable: Timetable) -> dict[Place, list[str]]:
        here: dict[Place, list[str]] = {}
        for placement in timetable:
            here.setdefault(self._ground.place(placement), []).append(placement.talk)
        return here

    def _culprits(
        self,
        timetable: Timetable,
        findings: Sequence[Finding],
        here: dict[Place, list[str]],
    ) -> list[Place]:
        """Some of the places that one finding is about."""
        missing = sorted(self._ground.missing(timetable))
        if missing:
            return self._of_missing(timetable, self._random.choice(missing))
        if not findings:
            return [self._random.choice(self._places)]
        weights = [finding.amount for finding in findings]
        (finding,) = self._random.choices(findings, weights)
        found = sorted(set(self._places_of(timetable, finding.about, here)))
        found = found or self._places
        return self._random.sample(found, min(len(found), _CULPRITS))

    def _of_missing(self, timetable: Timetable, talk: str) -> list[Place]:
        """Where a talk could be that is not placed, and where its speakers are."""
        able = sorted(self._ground.spots[talk]) or self._places
        problem = self._ground.problem
        others = {
            self._ground.place(timetable[other.id])
            for speaker in problem.talks[talk].speakers
            for other in problem.talks_of(speaker)
            if other.id in timetable
        }
        mine = self._random.sample(able, min(len(able), 2))
        return [*mine, *sorted(others)[:_CULPRITS]]

    def _places_of(
        self,
        timetable: Timetable,
        about: Iterable[str],
        here: dict[Place, list[str]],
    ) -> Iterator[Place]:
        """The places of the talks, tracks, speakers and rooms that are named."""
        problem = self._ground.problem
        names = set(about)
        talks = names.intersection(timetable.placements)
        for name in names.intersection(problem.speakers):
            talks.update(t.id for t in problem.talks_of(name) if t.id in timetable)
        if talks:
            yield from (self._ground.place(timetable[talk]) for talk in talks)
            return
        days = {i for i, day in enumerate(problem.days) if day in names}
        for place, others in here.items():
            tracks = (problem.talks[talk].track for talk in others)
            named = place[0] in names or not names.isdisjoint(filter(None, tracks))
            if named and (not days or place[1] in days):
                yield place

    def _around(self, culprits: Sequence[Place], more: int) -> list[Place]:
        others = [place for place in self._places if place not in culprits]
        added = self._random.sample(others, min(more, len(others)))
        return [*dict.fromkeys(culprits), *added]

    def _in_window(self, timetable: Timetable, talks: Sequence[str]) -> list[str]:
        """Those that start within some hours around one of them."""
        if not talks:
            return []
        middle = timetable[self._random.choice(talks)].start
        half = self._random.choice(_WINDOWS) // 2
        window = Window(middle - half, middle + half)
        return [t for t in talks if window.start <= timetable[t].start < window.end]
