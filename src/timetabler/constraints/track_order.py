"""Talks of a track are in the order of their ranks."""

from collections.abc import Iterator
from itertools import combinations, permutations
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import InPlace
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.pairs import apart, parallel, told
from timetabler.constraints.questions import Before, Scheduled
from timetabler.constraints.session_order import sooner_by_session
from timetabler.constraints.sums import NotOver, Pairs, Sums
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Placement, Timetable


class TrackOrder(Constraint):
    """Talks of a track are in the order of their `ranks`.

    Counts, among talks of one track that have a rank, the pairs of which the lower
    rank has not ended when the higher one starts. With `count: places` it counts the
    talks whose rank is not their place in the track (1 + the number of talks of the
    track that start earlier), and the pairs that start together. With `count:
    sessions` places follow the sessions: within one, room by room in the order of the
    file, each from its first talk to its last; and two ranked talks of the track in
    parallel count for every slot (permitted start) that they have in common. Talks
    outside all sessions come last. Source: submissions order of CoSPLib (sessions).
    """

    key: ClassVar[str] = "track-order"
    unit: ClassVar[str] = "pairs of talks"
    level: Level = "off"

    ranks: Annotated[
        dict[str, Annotated[int, Field(ge=1)]], Field(default_factory=dict)
    ]
    """The rank of talks (ids) within their track, from 1."""
    count: Literal["pairs", "places", "sessions"] = "pairs"
    """What is counted: `pairs` out of order, or wrong `places`, in time or by
    `sessions`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid each pair out of order, or each wrong place."""
        for track in problem.tracks:
            talks = [t.id for t in problem.talks.values() if t.track == track]
            ranked = [talk for talk in talks if talk in self.ranks]
            if self.count == "pairs":
                for one, other in combinations(ranked, 2):
                    yield from self._in_order(track, one, other)
                continue
            for talk in ranked:
                others = [other for other in talks if other != talk]
                yield from self._in_place(problem, track, talk, others)
            for pair in combinations(ranked, 2):
                yield from self._not_together(problem, track, pair)

    def _not_together(
        self, problem: Problem, track: str, pair: tuple[str, str]
    ) -> Iterator[Demand]:
        if self.count == "sessions":
            yield from apart(problem, pair, "slots", (track,))
            return
        one, other = pair
        both = Scheduled(one), Scheduled(other)
        differ = ~_sooner(problem, one, other), ~_sooner(problem, other, one)
        yield Never((*both, *differ), (track,))

    def _in_order(self, track: str, one: str, other: str) -> Iterator[Demand]:
        low, high = sorted((one, other), key=self.ranks.__getitem__)
        if self.ranks[low] < self.ranks[high]:
            both = Scheduled(low), Scheduled(high)
            yield Never((*both, ~Before(low, high)), (track,))

    def _in_place(
        self, problem: Problem, track: str, talk: str, others: list[str]
    ) -> Iterator[Demand]:
        before = _sooner if self.count == "places" else sooner_by_session
        sooner = tuple(before(problem, other, talk) for other in others)
        place = InPlace(talk, tuple(others), sooner, self.ranks[talk])
        yield Never((Scheduled(talk), ~place), (track,))

    def sums(self, problem: Problem) -> Sums | None:
        """Charge each pair out of order; places are no sum over pairs."""
        if self.count != "pairs":
            return None
        ranked = [t for t in problem.talks.values() if t.id in self.ranks and t.track]
        pairs = tuple(
            (low.id, high.id, 1)
            for low, high in permutations(ranked, 2)
            if low.track == high.track and self.ranks[low.id] < self.ranks[high.id]
        )
        return (Pairs(NotOver(), pairs),)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Go through each track in order of time."""
        for track in problem.tracks:
            talks = [p.talk for p in timetable if problem.talks[p.talk].track == track]
            if self.count == "pairs":
                yield from self._pairs(problem, timetable, track, talks)
            else:
                yield from self._places(problem, timetable, track, talks)

    def _pairs(
        self, problem: Problem, timetable: Timetable, track: str, talks: list[str]
    ) -> Iterator[Finding]:
        for low in talks:
            for high in talks:
                ranks = self.ranks.get(low, 0), self.ranks.get(high, 0)
                wrong = 0 < ranks[0] < ranks[1]
                if wrong and timetable.end(problem, low) > timetable[high].start:
                    yield Finding((track,), 1, f"{high} is not after {low}")

    def _places(
        self, problem: Problem, timetable: Timetable, track: str, talks: list[str]
    ) -> Iterator[Finding]:
        keys = {talk: self._key(problem, timetable[talk]) for talk in talks}
        for talk in talks:
            place = 1 + sum(key < keys[talk] for key in keys.values())
            rank = self.ranks.get(talk, place)
            if rank != place:
                text = f"{talk} is number {place} of {track}, not number {rank}"
                yield Finding((track,), 1, text)
        ranked = [talk for talk in talks if talk in self.ranks]
        for one, other in combinations(ranked, 2):
            if self.count == "sessions":
                amount = parallel(problem, timetable, (one, other), "slots")
                text = told(problem, timetable, (one, other))
            else:
                amount = int(timetable[one].start == timetable[other].start)
                text = f"{one} and {other} start together"
            if amount:
                yield Finding((track,), amount, text)

    def _key(self, problem: Problem, placement: Placement) -> tuple[int, ...]:
        """What places go by, smallest first."""
        start = placement.start
        if self.count == "places":
            return (start,)
        sessions = sorted(problem.sessions.values(), key=lambda s: (s.window, s.id))
        inside = [s.window.start <= start < s.window.end for s in sessions]
        return (
            [*inside, True].index(True),
            list(problem.rooms).index(placement.room),
            start,
        )

    def law(self, problem: Problem, about: About) -> str:
        """Name the track."""
        return f"talks of {about[0]} are in the order of their ranks"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find ranks of unknown talks."""
        for talk in self.ranks:
            if talk not in problem.talks:
                why = unknown("talk", talk, problem.talks)
                yield Mistake(("ranks", talk), why, at="key")

    @property
    def counted(self) -> str:
        """What is counted."""
        return "pairs of talks" if self.count == "pairs" else "wrong places"


def _sooner(problem: Problem, one: str, other: str) -> Before:
    """Does a talk start before another does, however long it takes?"""
    return Before(one, other, 1 - problem.talks[one].minutes)
