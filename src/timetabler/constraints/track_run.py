"""Other tracks do not interrupt a track."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Unbroken
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackRun(Constraint):
    """A track's talks in a room on a day are one run, not interrupted by others.

    Counts, for every track, room and day, the talks of other tracks (or of none) that
    start between the track's own. Breaks do not interrupt.
    """

    key: ClassVar[str] = "track-run"
    unit: ClassVar[str] = "interruptions"
    selective: ClassVar[bool] = False
    level: Level = 2

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow nobody else amid the talks of a track."""
        windows = [problem.day_window(day) for day in problem.days]
        for track in problem.tracks:
            mine = frozenset(t.id for t in problem.talks.values() if t.track == track)
            if len(mine) < 2:  # noqa: PLR2004
                continue
            for room, window in product(problem.rooms, windows):
                yield Unbroken(mine, room, window, (track,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Walk through each room-day that has talks of the track."""
        starts: dict[tuple[str, str, str], list[int]] = {}
        for placement in timetable:
            track = problem.talks[placement.talk].track
            if track:
                key = (track, placement.room, problem.day_at(placement.start).id)
                starts.setdefault(key, []).append(placement.start)
        for (track, room, day), mine in starts.items():
            for placement in timetable.in_room(room):
                inside = min(mine) < placement.start < max(mine)
                if inside and problem.talks[placement.talk].track != track:
                    text = f"{placement.talk} interrupts {track} in {room} on {day}"
                    yield Finding((track,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the track."""
        return f"other talks do not interrupt {about[0]} in a room"
