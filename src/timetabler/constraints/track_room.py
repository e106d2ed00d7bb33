"""Tracks keep to one room a day."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import AtMost, Demand, Never
from timetabler.constraints.groups import by_mistakes, grouped, shared
from timetabler.constraints.pairs import Each, Times, minutes_of_both
from timetabler.constraints.questions import (
    Holds,
    OneRoom,
    Together,
)
from timetabler.problem.fields import Text
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackRoom(Constraint):
    """A track keeps to one room a day.

    Counts, for every track (or whatever `by` says) and day, the rooms beyond the first
    in which its talks are. With `count: room-days` it counts, for every track, its
    room-days (a room on a day) beyond the first one of the conference. With
    `count: pairs` it counts the pairs of its talks that
    are in different rooms on one day; with `each: minutes` such a pair counts the
    minutes of both talks, with `times: common` for each value that they have in common.
    Source: theme track room stability of OptaPlanner's conference scheduling (pairs).
    """

    key: ClassVar[str] = "track-room"
    unit: ClassVar[str] = "rooms"
    level: Level = 2

    by: Text = "track"
    """What keeps to one room: `track`, `theme`, `tag`, `speaker`, or `content` for tags
    that begin with `content:`."""
    count: Literal["rooms", "room-days", "pairs"] = "rooms"
    """What is counted: `rooms` beyond the first of each day, `room-days` beyond the
    first of all, or `pairs` of talks."""
    each: Each = "pair"
    """What each of the `pairs` counts: 1 (`pair`), or the `minutes` of both talks."""
    times: Times = "once"
    """How often each of the `pairs` counts: `once`, or for each `common` value."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow one room a day, or charge each pair in two."""
        windows = {day: problem.day_window(day) for day in problem.days}
        if self.count == "pairs":
            spans = tuple((w.start, w.end - 1) for w in windows.values())
            for pair, worth in self._pairs(problem):
                apart = ~OneRoom(*pair, tuple(problem.rooms))
                yield Never((Together(*pair, spans), apart), pair, worth)
            return
        for value, members in grouped(problem, self.by).items():
            talks = tuple(members)
            used = {
                day: tuple(Holds(talks, room, window) for room in problem.rooms)
                for day, window in windows.items()
            }
            if len(talks) > 1 and self.count == "room-days":
                yield AtMost(1, tuple(chain.from_iterable(used.values())), (value,))
            elif len(talks) > 1:
                for day, rooms in used.items():
                    yield AtMost(1, rooms, (value, day))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the rooms of each track and day, or compare those of each pair."""
        days = {p.talk: problem.day_at(p.start).id for p in timetable}
        tell = {
            "rooms": self._day_by_day,
            "room-days": self._over_all,
            "pairs": self._in_two,
        }
        yield from tell[self.count](problem, timetable, days)

    def _in_two(
        self, problem: Problem, timetable: Timetable, days: Mapping[str, str]
    ) -> Iterator[Finding]:
        """Compare the rooms of each pair on a day."""
        for (one, other), worth in self._pairs(problem):
            both = one in days and other in days
            if both and days[one] == days[other]:
                rooms = timetable[one].room, timetable[other].room
                if rooms[0] != rooms[1]:
                    text = f"{one} is in {rooms[0]} and {other} in {rooms[1]}"
                    yield Finding((one, other), worth, f"{text} on {days[one]}")

    def _day_by_day(
        self, problem: Problem, timetable: Timetable, days: Mapping[str, str]
    ) -> Iterator[Finding]:
        """List the rooms of each track and day."""
        for value, talks in grouped(problem, self.by).items():
            for day in problem.days:
                here = [talk for talk in talks if days.get(talk) == day]
                used = sorted({timetable[talk].room for talk in here})
                if len(used) > 1:
                    text = f"{value} uses {', '.join(used)} on {day}"
                    yield Finding((value, day), len(used) - 1, text)

    def _over_all(
        self, problem: Problem, timetable: Timetable, days: Mapping[str, str]
    ) -> Iterator[Finding]:
        """List the room-days of each track."""
        for value, talks in grouped(problem, self.by).items():
            here = [talk for talk in talks if talk in days]
            used = sorted({(days[talk], timetable[talk].room) for talk in here})
            if len(used) > 1:
                listed = ", ".join(f"{room} on {day}" for day, room in used)
                yield Finding((value,), len(used) - 1, f"{value} uses {listed}")

    def law(self, problem: Problem, about: About) -> str:
        """Name the track and the day, or the two talks."""
        del problem
        if self.count == "pairs":
            return f"{about[0]} and {about[1]} are in one room if they are on one day"
        if self.count == "room-days":
            return f"{about[0]} keeps to one room on one day"
        return f"{about[0]} keeps to one room on {about[1]}"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find a property that no talk has."""
        yield from by_mistakes(problem, [self.by], ("by",))

    @property
    def counted(self) -> str:
        """What is counted."""
        if self.count != "pairs":
            return self.count
        return "minutes of talks" if self.each == "minutes" else "pairs of talks"

    def _pairs(self, problem: Problem) -> Iterator[tuple[tuple[str, str], int]]:
        """Yield the pairs, and what each counts."""
        for pair, common in shared(problem, [self.by]).items():
            each = minutes_of_both(problem, pair) if self.each == "minutes" else 1
            yield pair, each * (common if self.times == "common" else 1)
