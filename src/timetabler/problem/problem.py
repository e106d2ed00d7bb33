"""The problem as the program sees it: ids joined, every time in minutes.

All times are whole minutes since the first day's local midnight (see ``clock``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from timetabler.problem.clock import Clock


@dataclass(frozen=True, order=True, slots=True)
class Window:
    """A span of time: from ``start`` up to, not including, ``end``, in minutes."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether a talk from start to end is wholly inside."""
        return self.start <= start and end <= self.end

    def meets(self, start: int, end: int) -> bool:
        """Whether a talk from start to end has a minute inside."""
        return start < self.end and self.start < end


Windows = tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the conference and its opening hours."""

    id: str
    title: str
    date: date
    hours: Window


@dataclass(frozen=True, slots=True)
class Break:
    """A time in which the rooms named hold no talks."""

    id: str
    title: str
    windows: Windows
    rooms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """Windows (days among them) and rooms that are liked, or that are not."""

    days: tuple[str, ...] = ()
    windows: Windows = ()
    rooms: frozenset[str] = frozenset()


_NO_WISH = Wish()


@dataclass(frozen=True, slots=True)
class Room:
    """A room; ``seats`` is None where the number is not known."""

    id: str
    title: str
    seats: int | None
    equipment: frozenset[str]
    building: str
    open: Windows
    turnover: int


@dataclass(frozen=True, slots=True)
class Track:
    """A track; ``days``, ``windows`` and ``rooms`` are None where nothing is said."""

    id: str
    title: str
    colour: str
    days: tuple[str, ...] | None
    windows: Windows | None
    rooms: frozenset[str] | None
    prefer: Wish
    avoid: Wish
    chairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A small group of talks; the themes in ``after`` come before it."""

    id: str
    title: str
    prefer: Wish
    avoid: Wish
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A named span of a day; ``rooms`` limits a room to one track within it."""

    id: str
    title: str
    window: Window
    rooms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person; ``available`` is None where nothing is said."""

    id: str
    name: str
    available: Windows | None
    busy: Windows
    prefer: Wish
    avoid: Wish
    talks_a_day: int | None
    rest: int


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a talk has to be; ``starts`` are minutes, one a day if no day is named."""

    day: str | None = None
    starts: tuple[int, ...] | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class After:
    """A talk that comes before, and how closely."""

    talk: str
    directly: bool = False
    same_day: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk; None means that nothing is said."""

    id: str
    title: str
    minutes: int
    track: str | None
    theme: str | None
    speakers: tuple[str, ...]
    audience: int | None
    equipment: frozenset[str]
    kind: str
    level: str
    language: str
    days: tuple[str, ...] | None
    windows: Windows | None
    rooms: frozenset[str] | None
    prefer: Wish
    avoid: Wish
    pin: Pin
    slots: tuple[int, ...] | None
    after: tuple[After, ...]
    not_parallel: frozenset[str]
    optional: int | None
    url: str


@dataclass(frozen=True)
class Problem:
    """A conference to make a timetable for; maps keep the order of the file."""

    title: str
    url: str
    clock: Clock
    grid: int
    days: Mapping[str, Day]
    slots: tuple[int, ...] | None
    breaks: Mapping[str, Break]
    walking: int
    walks: Mapping[frozenset[str], int]
    rooms: Mapping[str, Room]
    tracks: Mapping[str, Track]
    themes: Mapping[str, Theme]
    sessions: Mapping[str, Session]
    speakers: Mapping[str, Speaker]
    talks: Mapping[str, Talk]
    constraints: Mapping[str, Any] = field(default_factory=dict)

    def day_at(self, minute: int) -> Day:
        """Find the day a moment belongs to.

        A day lasts from its local midnight, or from the end of the day before's
        opening hours if that is later, until the next day of the conference begins.
        """
        days = list(self.days.values())
        found = days[0]
        for before, day in pairwise(days):
            midnight = self.clock.minute(day.date, 0)
            if minute >= max(midnight, before.hours.end):
                found = day
        return found

    def day_window(self, day: str) -> Window:
        """The time that belongs to a day; see ``day_at``."""
        days = list(self.days.values())
        index = list(self.days).index(day)
        starts = [
            max(self.clock.minute(d.date, 0), days[i - 1].hours.end if i else 0)
            for i, d in enumerate(days)
        ]
        late = max(starts[-1] + 2 * 1440, days[-1].hours.end)
        return Window(starts[index], ([*starts, late])[index + 1])

    def starts_of(self, talk: Talk) -> tuple[int, ...]:
        """List the permitted starts of a talk: slots or grid, within opening hours."""
        listed = talk.slots if talk.slots is not None else self.slots
        if listed is not None:
            spans = [day.hours for day in self.days.values()]
            return tuple(
                start
                for start in listed
                if any(hours.holds(start, start + talk.minutes) for hours in spans)
            )
        return tuple(self._grid_starts(talk.minutes))

    def _grid_starts(self, minutes: int) -> Iterator[int]:
        for day in self.days.values():
            midnight = self.clock.minute(day.date, 0)
            first = day.hours.start + (midnight - day.hours.start) % self.grid
            yield from range(first, day.hours.end - minutes + 1, self.grid)

    def talks_of(self, speaker: str) -> tuple[Talk, ...]:
        """The talks a person gives, in the order of the file."""
        return tuple(talk for talk in self.talks.values() if speaker in talk.speakers)

    def walk(self, one: str, other: str) -> int:
        """Minutes a speaker needs from one room to the other."""
        a, b = self.rooms[one].building, self.rooms[other].building
        if a == b or not a or not b:
            return 0
        return self.walks.get(frozenset((a, b)), self.walking)

    @property
    def whole(self) -> Window:
        """The time that belongs to any day of the conference."""
        ids = list(self.days)
        return Window(self.day_window(ids[0]).start, self.day_window(ids[-1]).end)

    def pauses(self, room: str, window: Window) -> Iterator[Window]:
        """Yield the breaks of a room that start inside a window, joined, in order."""
        found: list[Window] = sorted(
            span
            for pause in self.breaks.values()
            for span in pause.windows
            if room in pause.rooms and window.start <= span.start < window.end
        )
        while found:
            first = found.pop(0)
            while found and found[0].start <= first.end:
                first = Window(first.start, max(first.end, found.pop(0).end))
            yield first

    def at(self, minute: int) -> str:
        """Write a moment for people: ``saturday 11:30``."""
        day = self.day_at(minute)
        return f"{day.id} {self.clock.write(day.date, minute)}"

    def span(self, window: Window) -> str:
        """Write a window for people: ``saturday 11:30-12:00``."""
        day = self.day_at(window.start)
        return f"{self.at(window.start)}-{self.clock.write(day.date, window.end)}"

    def preferences(self) -> Iterator[tuple[str, Talk, Wish]]:
        """Yield what is preferred: whose wish it is, for which talk, and the wish.

        The preferred days of tracks are left to a constraint of their own.
        """
        for owner, talk in self._wishers():
            prefer = owner.prefer
            if isinstance(owner, Track):
                prefer = replace(prefer, days=())
            if prefer != _NO_WISH:
                yield owner.id, talk, prefer

    def aversions(self) -> Iterator[tuple[str, Talk, Wish]]:
        """Yield what is to be avoided: whose wish it is, for which talk, the wish."""
        for owner, talk in self._wishers():
            if owner.avoid != _NO_WISH:
                yield owner.id, talk, owner.avoid

    def _wishers(self) -> Iterator[tuple[Talk | Track | Theme | Speaker, Talk]]:
        for talk in self.talks.values():
            yield talk, talk
            if talk.track:
                yield self.tracks[talk.track], talk
            if talk.theme:
                yield self.themes[talk.theme], talk
            for speaker in talk.speakers:
                yield self.speakers[speaker], talk
