"""A track's sessions follow each other."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Holds, Skips
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Some
from timetabler.constraints.selectors import Tracks, tracks_in
from timetabler.problem.problem import Problem, Session
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackSessions(Constraint):
    """A track's sessions follow each other, without one that it skips.

    Counts, for every track, the sessions in which none of its talks starts between
    sessions in which some do, over the conference or `within` each day. With `count:
    tracks` it counts 1 for every track (and day) that skips any. Source: consecutive
    tracks of CoSPLib (`within: conference`, `count: tracks`).
    """

    key: ClassVar[str] = "track-sessions"
    unit: ClassVar[str] = "sessions"
    level: Level = "off"

    tracks: Tracks = None
    """The tracks it is about; all if left out."""
    within: Literal["conference", "day"] = "day"
    """Whether sessions follow each other over the `conference` or within a `day`."""
    count: Literal["sessions", "tracks"] = "sessions"
    """What is counted: `sessions` skipped, or `tracks` that skip any."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid a session without the track between sessions with it."""
        for track in tracks_in(problem, self.tracks):
            talks = tuple(t.id for t in problem.talks.values() if t.track == track)
            if len(talks) < 2:  # noqa: PLR2004
                continue
            for row in self._rows(problem):
                windows = tuple(session.window for session in row)
                if len(windows) > 2:  # noqa: PLR2004
                    yield from self._skipped(Skips(talks, windows), track)

    def _skipped(self, skips: Skips, track: str) -> Iterator[Demand]:
        if self.count == "tracks":
            yield Never((skips,), (track,))
            return
        here = [Holds(skips.talks, None, window) for window in skips.windows]
        for i in range(1, len(here) - 1):
            around = Some(tuple(here[:i])), Some(tuple(here[i + 1 :]))
            yield Never((*around, ~here[i]), (track,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Walk through the sessions from the track's first to its last."""
        for track in tracks_in(problem, self.tracks):
            starts = [
                p.start for p in timetable if problem.talks[p.talk].track == track
            ]
            for row in self._rows(problem):
                used = [
                    any(s.window.start <= start < s.window.end for start in starts)
                    for s in row
                ]
                if not any(used):
                    continue
                first, last = used.index(True), len(used) - used[::-1].index(True)
                skipped = [s.id for s, u in zip(row, used, strict=True) if not u]
                skipped = [s.id for s in row[first:last] if s.id in skipped]
                if skipped:
                    amount = len(skipped) if self.count == "sessions" else 1
                    text = f"{track} skips {', '.join(skipped)}"
                    yield Finding((track,), amount, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the track."""
        return f"the sessions of {about[0]} follow each other"

    @property
    def counted(self) -> str:
        """What is counted."""
        return self.count

    def _rows(self, problem: Problem) -> list[list[Session]]:
        """The sessions in order of time, all of them or day by day."""
        row = sorted(problem.sessions.values(), key=lambda s: (s.window, s.id))
        if self.within == "conference":
            return [row]
        days = [problem.day_at(session.window.start).id for session in row]
        return [
            [s for s, d in zip(row, days, strict=True) if d == day]
            for day in problem.days
        ]
