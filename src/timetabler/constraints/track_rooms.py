"""Tracks use few rooms over the whole conference."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Holds
from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.selectors import Tracks, tracks_in
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackRooms(Constraint):
    """A track uses few rooms over the whole conference.

    Counts, for every track, the rooms beyond `most` in which its talks are:
    Σ max(0, rooms - most). (`track-room` counts day by day.) Source: rooms per track
    of CoSPLib.
    """

    key: ClassVar[str] = "track-rooms"
    unit: ClassVar[str] = "rooms"
    level: Level = "off"

    tracks: Tracks = None
    """The tracks it is about; all if left out."""
    most: Annotated[int, Field(ge=1)] = 1
    """How many rooms cost nothing."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow a track so many rooms."""
        for track in tracks_in(problem, self.tracks):
            talks = tuple(t.id for t in problem.talks.values() if t.track == track)
            if len(talks) > self.most:
                used = tuple(Holds(talks, room, None) for room in problem.rooms)
                yield AtMost(self.most, used, (track,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the rooms of each track."""
        chosen = tracks_in(problem, self.tracks)
        rooms: dict[str, set[str]] = {}
        for placement in timetable:
            track = problem.talks[placement.talk].track
            if track in chosen:
                rooms.setdefault(track, set()).add(placement.room)
        for track, used in rooms.items():
            if len(used) > self.most:
                text = f"{track} uses {', '.join(sorted(used))}"
                yield Finding((track,), len(used) - self.most, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the track and the number."""
        return f"{about[0]} uses at most {self.most} rooms"
