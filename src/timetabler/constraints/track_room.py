"""Tracks keep to one room a day, or to one room on one day."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Holds, OneRoom, Together
from timetabler.constraints.demands import AtMost, Demand, Never
from timetabler.constraints.groups import by_mistakes, grouped, shared
from timetabler.constraints.pairs import Each, Times, minutes_of_both
from timetabler.constraints.sums import InOne, Pairs, Sums, days_of, rooms_that
from timetabler.problem.fields import Text
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackRoom(Constraint):
    """A track keeps to one room a day.

    Counts, for every track (or whatever `by` says) and day, the rooms beyond the first
    in which its talks are. With `per: conference` it counts, for every track, its
    room-days beyond the first (a room-day is a room on a day):
    Σ max(0, room-days - 1). With `count: pairs` it counts the pairs of its talks that
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
    per: Literal["day", "conference"] = "day"
    """What one room costs nothing for: each `day`, or the whole `conference`."""
    count: Literal["rooms", "pairs"] = "rooms"
    """What is counted: `rooms` beyond the first, or `pairs` of talks on one day."""
    each: Each = "pair"
    """What each of the `pairs` counts: 1 (`pair`), or the `minutes` of both talks."""
    times: Times = "once"
    """How often each of the `pairs` counts: `once`, or for each `common` value."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow one room, on each of the days or on one, or charge each pair in two."""
        if self.count == "pairs":
            windows = map(problem.day_window, problem.days)
            spans = tuple((w.start, w.end - 1) for w in windows)
            for pair, worth in self._pairs(problem):
                apart = ~OneRoom(*pair, tuple(problem.rooms))
                yield Never((Together(*pair, spans), apart), pair, worth)
            return
        for value, talks in grouped(problem, self.by).items():
            if len(talks) < 2:  # noqa: PLR2004
                continue
            group = tuple(talks)
            for about, days in self._counted(problem, value):
                places = product(map(problem.day_window, days), problem.rooms)
                used = tuple(Holds(group, room, window) for window, room in places)
                yield AtMost(1, used, about)

    def _counted(
        self, problem: Problem, value: str
    ) -> Iterator[tuple[About, tuple[str, ...]]]:
        if self.per == "conference":
            yield (value,), tuple(problem.days)
            return
        for day in problem.days:
            yield (value, day), (day,)

    def sums(self, problem: Problem) -> Sums | None:
        """Charge each pair in two rooms; rooms by groups are no sum over pairs."""
        if self.count == "rooms":
            return None
        pairs = tuple((*pair, worth) for pair, worth in self._pairs(problem))
        other = rooms_that(problem, lambda one, other: one.id != other.id)
        return (Pairs(InOne(days_of(problem)), pairs, other),)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the rooms of each track and day, or compare those of each pair."""
        days = {p.talk: problem.day_at(p.start).id for p in timetable}
        if self.count == "pairs":
            yield from self._pairs_apart(problem, timetable, days)
            return
        for value, talks in grouped(problem, self.by).items():
            here = [talk for talk in talks if talk in days]
            places = {(days[talk], timetable[talk].room) for talk in here}
            if self.per == "conference":
                if len(places) > 1:
                    listed = ", ".join(f"{room} on {d}" for d, room in sorted(places))
                    text = f"{value} uses {listed}"
                    yield Finding((value,), len(places) - 1, text)
                continue
            for day in problem.days:
                used = sorted(room for d, room in places if d == day)
                if len(used) > 1:
                    text = f"{value} uses {', '.join(used)} on {day}"
                    yield Finding((value, day), len(used) - 1, text)

    def _pairs_apart(
        self, problem: Problem, timetable: Timetable, days: dict[str, str]
    ) -> Iterator[Finding]:
        for (one, other), worth in self._pairs(problem):
            both = one in days and other in days
            if both and days[one] == days[other]:
                rooms = timetable[one].room, timetable[other].room
                if rooms[0] != rooms[1]:
                    text = f"{one} is in {rooms[0]} and {other} in {rooms[1]}"
                    yield Finding((one, other), worth, f"{text} on {days[one]}")

    def law(self, problem: Problem, about: About) -> str:
        """Name the track, and the day if each is for itself, or the two talks."""
        del problem
        if self.count == "pairs":
            return f"{about[0]} and {about[1]} are in one room if they are on one day"
        if self.per == "conference":
            return f"{about[0]} keeps to one room on one day"
        return f"{about[0]} keeps to one room on {about[1]}"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find a property that no talk has."""
        yield from by_mistakes(problem, [self.by], ("by",))

    @property
    def counted(self) -> str:
        """What is counted."""
        if self.count == "rooms":
            return "rooms"
        return "minutes of talks" if self.each == "minutes" else "pairs of talks"

    def _pairs(self, problem: Problem) -> Iterator[tuple[tuple[str, str], int]]:
        """Yield the pairs, and what each counts."""
        for pair, common in shared(problem, [self.by]).items():
            each = minutes_of_both(problem, pair) if self.each == "minutes" else 1
            yield pair, each * (common if self.times == "common" else 1)
