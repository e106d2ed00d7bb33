"""Talks of one track are not in parallel."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Holds
from timetabler.constraints.demands import AtMost, Demand, Disjoint, NoMore, Use
from timetabler.constraints.pairs import UNITS, Count, in_parallel
from timetabler.constraints.quantities import Overlap
from timetabler.constraints.sums import Sums
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Placement, Timetable


class TrackParallel(Constraint):
    """Talks of one track are not in parallel.

    Counts pairs of talks of one track that overlap in time; with `count: minutes` the
    minutes they do; with `count: sessions`, for every session, the rooms beyond the
    first in which talks of the track start. Sources: theme track conflict of
    OptaPlanner's conference scheduling; parallel tracks of CoSPLib (sessions).
    """

    key: ClassVar[str] = "track-parallel"
    unit: ClassVar[str] = "pairs of talks"
    level: Level = 2

    count: Count = "pairs"
    """What is counted: `pairs` of talks, `minutes`, or rooms by `sessions`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Keep the talks of each track apart."""
        for track in problem.tracks:
            talks = [t.id for t in problem.talks.values() if t.track == track]
            if len(talks) > 1:
                yield from self._apart(problem, track, talks)

    def _apart(
        self, problem: Problem, track: str, talks: list[str]
    ) -> Iterator[Demand]:
        if self.count == "pairs":
            yield Disjoint(tuple(map(Use, talks)), (track,))
        elif self.count == "minutes":
            for one, other in combinations(talks, 2):
                yield NoMore(((1, Overlap(one, other)),), (track,))
        else:
            for session in problem.sessions.values():
                window = session.window
                used = tuple(Holds(tuple(talks), r, window) for r in problem.rooms)
                yield AtMost(1, used, (track,))

    def sums(self, problem: Problem) -> Sums | None:
        """Charge each two of a track; rooms by sessions are no sum over pairs."""
        if self.count == "sessions":
            return None
        pairs = (
            (a.id, b.id, 1)
            for a, b in combinations(problem.talks.values(), 2)
            if a.track and a.track == b.track
        )
        return in_parallel(problem, pairs, self.count)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare each talk with those of its track that start before it is over."""
        tracks: dict[str, list[Placement]] = {}
        for placement in timetable:
            track = problem.talks[placement.talk].track
            if track:
                tracks.setdefault(track, []).append(placement)
        if self.count == "sessions":
            yield from _rooms(problem, tracks)
            return
        for track, placements in tracks.items():
            for index, earlier in enumerate(placements):
                end = timetable.end(problem, earlier.talk)
                for later in placements[index + 1 :]:
                    if later.start >= end:
                        break
                    at = problem.at(later.start)
                    text = f"{track} has {earlier.talk} and {later.talk} at {at}"
                    both = min(end, timetable.end(problem, later.talk)) - later.start
                    amount = both if self.count == "minutes" else 1
                    yield Finding((track,), amount, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the track."""
        return f"talks of {about[0]} are not in parallel"

    @property
    def counted(self) -> str:
        """What is counted."""
        return "rooms" if self.count == "sessions" else UNITS[self.count]


def _rooms(problem: Problem, tracks: dict[str, list[Placement]]) -> Iterator[Finding]:
    for (track, here), session in product(tracks.items(), problem.sessions.values()):
        window = session.window
        rooms = {p.room for p in here if window.start <= p.start < window.end}
        if len(rooms) > 1:
            text = f"{track} is in {', '.join(sorted(rooms))} in {session.id}"
            yield Finding((track,), len(rooms) - 1, text)
