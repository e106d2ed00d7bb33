"""Talks of one track are not in parallel."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Disjoint, Use
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Placement, Timetable


class TrackParallel(Constraint):
    """Talks of one track are not in parallel.

    Counts pairs of talks of one track that overlap in time.
    """

    key: ClassVar[str] = "track-parallel"
    unit: ClassVar[str] = "pairs of talks"
    level: Level = 2

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Keep the talks of each track apart."""
        for track in problem.tracks:
            talks = [t.id for t in problem.talks.values() if t.track == track]
            if len(talks) > 1:
                yield Disjoint(tuple(map(Use, talks)), (track,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare each talk with those of its track that start before it is over."""
        tracks: dict[str, list[Placement]] = {}
        for placement in timetable:
            track = problem.talks[placement.talk].track
            if track:
                tracks.setdefault(track, []).append(placement)
        for track, placements in tracks.items():
            for index, earlier in enumerate(placements):
                end = timetable.end(problem, earlier.talk)
                for later in placements[index + 1 :]:
                    if later.start >= end:
                        break
                    at = problem.at(later.start)
                    text = f"{track} has {earlier.talk} and {later.talk} at {at}"
                    yield Finding((track,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the track."""
        return f"talks of {about[0]} are not in parallel"
