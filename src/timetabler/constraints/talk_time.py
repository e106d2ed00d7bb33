"""Talks are on their days and inside their windows."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Ranges, StartsIn, not_within
from timetabler.problem.problem import Problem, Talk, Track
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TalkTime(Constraint):
    """A talk is on one of its days and wholly inside one of its windows.

    The same goes for the days and windows of its track. Counts the talks that are
    not where their own `days` and `windows` allow, and those that are not where
    their track's do.
    """

    key: ClassVar[str] = "talk-time"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid every start that is not allowed."""
        for talk in problem.talks.values():
            yield from self._limit(problem, talk, talk, (talk.id,))
            if talk.track:
                track = problem.tracks[talk.track]
                yield from self._limit(problem, talk, track, (track.id, talk.id))

    def _limit(
        self, problem: Problem, talk: Talk, limits: Talk | Track, about: About
    ) -> Iterator[Never]:
        span = problem.whole
        bad: Ranges = ()
        if limits.days is not None:
            days = [problem.day_window(day) for day in limits.days]
            bad += not_within(talk.id, days, 1, span).ranges
        if limits.windows is not None:
            bad += not_within(talk.id, limits.windows, talk.minutes, span).ranges
        if bad:
            yield Never((StartsIn(talk.id, bad),), about)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every talk against its own limits and its track's."""
        for placement in timetable:
            talk = problem.talks[placement.talk]
            start, end = placement.start, timetable.end(problem, talk.id)
            day = problem.day_at(start).id
            at = problem.at(start)
            if not _allowed(talk, day, start, end):
                text = f"{talk.id} is at {at}, outside its own days or windows"
                yield Finding((talk.id,), 1, text)
            track = problem.tracks[talk.track] if talk.track else None
            if track and not _allowed(track, day, start, end):
                text = f"{talk.id} is at {at}, outside the times of track {track.id}"
                yield Finding((track.id, talk.id), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk, and whose limits they are."""
        limits = problem.talks[about[-1]] if len(about) == 1 else None
        owner = limits or problem.tracks[about[0]]
        parts = []
        if owner.days is not None:
            parts.append(f"on {' or '.join(owner.days)}")
        if owner.windows is not None:
            parts.append(f"inside {' or '.join(map(problem.span, owner.windows))}")
        whose = "" if limits else f", like all of {about[0]}"
        return f"{about[-1]} has to be {' and '.join(parts)}{whose}"


def _allowed(limits: Talk | Track, day: str, start: int, end: int) -> bool:
    on_day = limits.days is None or day in limits.days
    inside = limits.windows is None or any(w.holds(start, end) for w in limits.windows)
    return on_day and inside
