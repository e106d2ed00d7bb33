"""Tracks keep to one room a day, or to one room on one day."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.questions import Holds
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackRoom(Constraint):
    """A track keeps to one room a day.

    Counts, for every track and day, the rooms beyond the first in which its talks are.
    With `per: conference` it counts, for every track, its room-days beyond the first
    (a room-day is a room on a day): Σ max(0, room-days - 1).
    """

    key: ClassVar[str] = "track-room"
    unit: ClassVar[str] = "rooms"
    level: Level = 2

    per: Literal["day", "conference"] = "day"
    """What one room costs nothing for: each `day`, or the whole `conference`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow a track one room, on each of the days or on one."""
        members: dict[str, list[str]] = {}
        for talk in problem.talks.values():
            if talk.track:
                members.setdefault(talk.track, []).append(talk.id)
        for track, talks in members.items():
            if len(talks) < 2:  # noqa: PLR2004
                continue
            group = tuple(talks)
            for about, days in self._counted(problem, track):
                windows = map(problem.day_window, days)
                places = product(windows, problem.rooms)
                used = tuple(Holds(group, room, window) for window, room in places)
                yield AtMost(1, used, about)

    def _counted(
        self, problem: Problem, track: str
    ) -> Iterator[tuple[About, tuple[str, ...]]]:
        if self.per == "conference":
            yield (track,), tuple(problem.days)
            return
        for day in problem.days:
            yield (track, day), (day,)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the rooms of each track and day."""
        used: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for placement in timetable:
            track = problem.talks[placement.talk].track
            if track:
                day = problem.day_at(placement.start).id
                key = (track, day if self.per == "day" else "")
                used.setdefault(key, set()).add((day, placement.room))
        for (track, day), places in sorted(used.items()):
            if len(places) > 1:
                on = sorted((d if not day else "", room) for d, room in places)
                listed = ", ".join(f"{room} on {d}" if d else room for d, room in on)
                text = f"{track} uses {listed}" + (f" on {day}" if day else "")
                about = (track, day) if day else (track,)
                yield Finding(about, len(places) - 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the track, and the day if each is for itself."""
        if self.per == "conference":
            return f"{about[0]} keeps to one room on one day"
        return f"{about[0]} keeps to one room on {about[1]}"
