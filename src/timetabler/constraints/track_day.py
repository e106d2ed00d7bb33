"""Tracks are on the days they prefer."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import not_within
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackDay(Constraint):
    """A track's talks are on the days the track prefers: cloud on Saturday.

    Counts the talks on other days than the track's `prefer: days`.
    """

    key: ClassVar[str] = "track-day"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True
    level: Level = 2

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for each talk on another day."""
        for talk in problem.talks.values():
            track = problem.tracks[talk.track] if talk.track else None
            if track and track.prefer.days:
                days = [problem.day_window(day) for day in track.prefer.days]
                other = not_within(talk.id, days, 1, problem.whole)
                yield Never((other,), (track.id, talk.id))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the day of each talk with those its track prefers."""
        for placement in timetable:
            talk = problem.talks[placement.talk]
            track = problem.tracks[talk.track] if talk.track else None
            if not track or not track.prefer.days:
                continue
            day = problem.day_at(placement.start).id
            if day not in track.prefer.days:
                wanted = " or ".join(track.prefer.days)
                text = f"{talk.id} is on {day}; {track.id} prefers {wanted}"
                yield Finding((track.id, talk.id), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk, its track and the days."""
        days = " or ".join(problem.tracks[about[0]].prefer.days)
        return f"{about[1]} should be on {days}, as {about[0]} is"
