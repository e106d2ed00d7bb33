"""Tracks keep to one room a day."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.questions import All, Some, in_room, starting
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackRoom(Constraint):
    """A track keeps to one room a day.

    Counts, for every track and day, the rooms beyond the first in which its talks are.
    """

    key: ClassVar[str] = "track-room"
    unit: ClassVar[str] = "rooms"
    level: Level = 2

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow a track at most one room a day."""
        for track, day in product(problem.tracks, problem.days):
            talks = [t.id for t in problem.talks.values() if t.track == track]
            window = problem.day_window(day)
            used = tuple(
                Some(tuple(All((in_room(t, r), starting(t, window))) for t in talks))
                for r in problem.rooms
            )
            if len(talks) > 1:
                yield AtMost(1, used, (track, day))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the rooms of each track and day."""
        rooms: dict[tuple[str, str], set[str]] = {}
        for placement in timetable:
            track = problem.talks[placement.talk].track
            if track:
                day = problem.day_at(placement.start).id
                rooms.setdefault((track, day), set()).add(placement.room)
        for (track, day), used in sorted(rooms.items()):
            if len(used) > 1:
                text = f"{track} uses {', '.join(sorted(used))} on {day}"
                yield Finding((track, day), len(used) - 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the track and the day."""
        return f"{about[0]} keeps to one room on {about[1]}"
