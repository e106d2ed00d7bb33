"""The problem as the program sees it: ids joined, every time in minutes.

All times are whole minutes since the first day's local midnight (see ``clock``).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
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
    tags: frozenset[str]


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
    tags: frozenset[str]
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
    """A conference to make a timetable for; maps keep the order of the file.

    The maps are never changed. Another problem is made by ``dataclasses.replace``; what
    was worked out for the first one (the cached properties) does not go over to it.
    """

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
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def day_at(self, minute: int) -> Day:
        """Find the day a moment belongs to.

        A day lasts from its local midnight, or from the end of the day before's
        opening hours if that is later, until the next day of the conference begins.
        """
        return self._days[max(0, bisect_right(self._turns, minute) - 1)]

    def day_window(self, day: str) -> Window:
        """The time that belongs to a day; see ``day_at``."""
        return self._day_windows[day]

    def starts_of(self, talk: Talk) -> tuple[int, ...]:
        """List the permitted starts of a talk: slots or grid, within opening hours."""
        key = (talk.minutes, talk.slots)
        if key not in self._starts:
            self._starts[key] = tuple(self._permitted(*key))
        return self._starts[key]

    def talks_of(self, speaker: str) -> tuple[Talk, ...]:
        """The talks a person gives, in the order of the file."""
        return self._talks_of.get(speaker, ())

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

    def _permitted(self, minutes: int, slots: tuple[int, ...] | None) -> Iterator[int]:
        listed = slots if slots is not None else self.slots
        for day in self._days:
            opens, last = day.hours.start, day.hours.end - minutes
            if listed is None:
                past = (self.clock.midnight(day.date) - opens) % self.grid
                yield from range(opens + past, last + 1, self.grid)
            else:
                yield from (start for start in listed if opens <= start <= last)

    @cached_property
    def _days(self) -> tuple[Day, ...]:
        return tuple(self.days.values())

    @cached_property
    def _turns(self) -> tuple[int, ...]:
        """When one day's time ends and the next one's begins."""
        begins = (
            max(self.clock.midnight(day.date), before.hours.end)
            for before, day in pairwise(self._days)
        )
        return (self.clock.midnight(self._days[0].date), *begins)

    @cached_property
    def _day_windows(self) -> dict[str, Window]:
        last = self._days[-1]
        late = self.clock.midnight(last.date + timedelta(days=2))
        end = max(late, last.hours.end)
        spans = pairwise((*self._turns, end))
        return {
            day.id: Window(*span) for day, span in zip(self._days, spans, strict=True)
        }

    @cached_property
    def _starts(self) -> dict[tuple[int, tuple[int, ...] | None], tuple[int, ...]]:
        return {}

    @cached_property
    def _talks_of(self) -> dict[str, tuple[Talk, ...]]:
        found: dict[str, list[Talk]] = {}
        for talk in self.talks.values():
            for speaker in talk.speakers:
                found.setdefault(speaker, []).append(talk)
        return {speaker: tuple(talks) for speaker, talks in found.items()}
