"""Tracks keep to one room a day."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import AtMost, Demand, Never
from timetabler.constraints.groups import by_mistakes, grouped, shared
from timetabler.constraints.pairs import Each, Times, minutes_of_both
from timetabler.constraints.questions import (
    All,
    OneRoom,
    Some,
    Together,
    in_room,
    starting,
)
from timetabler.constraints.sums import InOne, Pairs, Sums, days_of, rooms_that
from timetabler.problem.fields import Text
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TrackRoom(Constraint):
    """A track keeps to one room a day.

    Counts, for every track (or whatever `by` says) and day, the rooms beyond the first
    in which its talks are. With `count: pairs` it counts the pairs of its talks that
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
    count: Literal["rooms", "pairs"] = "rooms"
    """What is counted: `rooms` beyond the first, or `pairs` of talks."""
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
        groups = grouped(problem, self.by)
        for (value, talks), (day, window) in product(groups.items(), windows.items()):
            used = tuple(
                Some(tuple(All((in_room(t, r), starting(t, window))) for t in talks))
                for r in problem.rooms
            )
            if len(talks) > 1:
                yield AtMost(1, used, (value, day))

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
            for (one, other), worth in self._pairs(problem):
                both = one in days and other in days
                if both and days[one] == days[other]:
                    rooms = timetable[one].room, timetable[other].room
                    if rooms[0] != rooms[1]:
                        text = f"{one} is in {rooms[0]} and {other} in {rooms[1]}"
                        where = f"{text} on {days[one]}"
                        yield Finding((one, other), worth, where)
            return
        for value, talks in grouped(problem, self.by).items():
            for day in problem.days:
                here = [talk for talk in talks if days.get(talk) == day]
                used = sorted({timetable[talk].room for talk in here})
                if len(used) > 1:
                    text = f"{value} uses {', '.join(used)} on {day}"
                    yield Finding((value, day), len(used) - 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the track and the day, or the two talks."""
        del problem
        if self.count == "pairs":
            return f"{about[0]} and {about[1]} are in one room if they are on one day"
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
