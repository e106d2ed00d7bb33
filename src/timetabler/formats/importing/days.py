"""The days of an imported conference: their ids, their hours, and spans within them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import gcd

from timetabler.formats.importing.programme import Programme, Span, TalkFacts, Wanted
from timetabler.formats.importing.times import TimeError, at, minutes_between
from timetabler.problem.clock import DAY, HOUR, Clock

DAY_CHANGE = 4 * HOUR
ASSUMED_HOURS = (9 * HOUR, 18 * HOUR)
_USUAL_GRID = 5
_MOST_GRID = 60


@dataclass(frozen=True)
class ImportedDay:
    """A day: its id, its date, its hours in minutes of the conference's clock."""

    id: str
    title: str
    date: date
    start: int
    end: int


class Days:
    """The days of a programme, on its clock."""

    def __init__(self, programme: Programme, wanted: Wanted) -> None:
        self.programme = programme
        self.wanted = wanted
        placed = [t for t in programme.talks.values() if t.start is not None]
        dates = self._dates(placed)
        self.clock = Clock(programme.zone, min(dates, default=date(2000, 1, 1)))
        self._unfit(placed, dates)
        names = dict(day_names(dates))
        self._unplaced = any(t.start is None for t in programme.talks.values())
        self.days = [
            ImportedDay(names[day], _title(day, dates), day, *self._hours(day))
            for day in dates
        ]

    def minute(self, moment: datetime) -> int:
        """Convert a moment to minutes since the first day's midnight."""
        return minutes_between(self.clock.origin, moment)

    def of(self, start: datetime) -> date:
        """The date a talk belongs to: the small hours are the end of the day before."""
        local = start.astimezone(self.programme.zone)
        early = local.hour * HOUR + local.minute < DAY_CHANGE
        return local.date() - timedelta(days=int(early))

    def hours(self, day: ImportedDay) -> str:
        """Write the opening hours of a day."""
        return self.wall(day, day.start, day.end)

    def wall(self, day: ImportedDay, start: int, end: int) -> str:
        """Write a span as ``9:00-18:00``; in the hour that comes twice, generously."""
        begin = self.clock.write(day.date, start)[:5]
        until = self.clock.write(day.date, end)
        while len(until) > 5:  # noqa: PLR2004 - it has an offset: the hour comes twice
            end += 1
            until = self.clock.write(day.date, end)
        return f"{begin.removeprefix('0')}-{until}"

    def windows(self, spans: Iterable[Span]) -> list[str]:
        """Write spans as windows inside the opening hours, in order."""
        found: dict[tuple[int, int], str] = {}
        for span in spans:
            first, last = self.minute(span.start), self.minute(span.end)
            for day in self.days:
                start, end = max(day.start, first), min(day.end, last)
                if start < end:
                    whole = (start, end) == (day.start, day.end)
                    text = f"{day.id} {self.wall(day, start, end)}"
                    found[start, end] = day.id if whole else text
        return [found[span] for span in sorted(found)]

    def pause(self, span: Span) -> str:
        """Write the span of a break; "" if it is on no day of the conference."""
        date_ = self.of(span.start)
        start, end = self.minute(span.start), self.minute(span.end)
        for day in self.days:
            if day.date == date_ and start < end <= self.clock.midnight(date_) + DAY:
                return f"{day.id} {self.wall(day, start, end)}"
        return ""

    def grid(self) -> int:
        """The grid that holds every published start."""
        starts = [
            self.minute(talk.start) - self.clock.midnight(self.of(talk.start))
            for talk in self.programme.talks.values()
            if talk.start is not None
        ]
        for grid in (self.programme.grid, _USUAL_GRID):
            if grid and grid <= _MOST_GRID and all(s % grid == 0 for s in starts):
                return grid
        return gcd(_USUAL_GRID, *starts)

    def _dates(self, placed: list[TalkFacts]) -> list[date]:
        """The dates that hold talks, or that talks without a time may use."""
        used = {self.of(talk.start) for talk in placed if talk.start}
        named = {*self.programme.dates, *self.wanted.dates}
        if len(placed) == len(self.programme.talks) and not self.wanted.dates:
            for day in sorted(named - used if used else ()):
                self.programme.notes.append(
                    f"{day} has no talks, and is not a day here"
                )
            return sorted(used or named)
        return sorted(used | named)

    def _unfit(self, placed: list[TalkFacts], dates: list[date]) -> None:
        """Take out what runs into the talks of a later day: no day can hold it."""
        begins = {day: self.clock.midnight(day) + DAY_CHANGE for day in dates}
        for day in dates:
            here = [t.start for t in placed if t.start and self.of(t.start) == day]
            if here:
                begins[day] = self.minute(min(here))
        for key, talk in list(self.programme.talks.items()):
            if talk.start is None:
                continue
            day = self.of(talk.start)
            end = self.minute(talk.start) + (talk.minutes or 0)
            later = (begin for other, begin in begins.items() if other > day)
            if end > min(later, default=end):
                del self.programme.talks[key]
                where = f"{talk.title} ({day}, {talk.minutes} minutes)"
                self.programme.notes.append(
                    f"{where} runs into the next day, which no day here can; left out"
                )

    def _hours(self, day: date) -> tuple[int, int]:
        talks = [
            (self.minute(talk.start), talk.minutes or 0)
            for talk in self.programme.talks.values()
            if talk.start is not None and self.of(talk.start) == day
        ]
        spans = [(start, start + minutes) for start, minutes in talks]
        said = self.programme.hours.get(day)
        # Talks without a time need more than the hours of those that have one.
        if self.wanted.hours or not spans or self._unplaced:
            spans.append(self._said(day, said))
        return min(start for start, _ in spans), max(end for _, end in spans)

    def _said(self, day: date, said: Span | None) -> tuple[int, int]:
        if said is not None and not self.wanted.hours:
            return self.minute(said.start), self.minute(said.end)
        if not self.wanted.hours:
            self.programme.notes.append(f"the hours of {day} are assumed: 9:00-18:00")
        start, end = self.wanted.hours or ASSUMED_HOURS
        zone = self.programme.zone
        try:
            return self.minute(at(day, start, zone)), self.minute(at(day, end, zone))
        except TimeError:
            return self.clock.midnight(day) + start, self.clock.midnight(day) + end


def day_names(dates: list[date]) -> Iterator[tuple[date, str]]:
    """Name days by weekday; where one comes twice, with the day of the month."""
    plain = [f"{day:%A}".lower() for day in dates]
    dated = [f"{day:%A}-{day.day}".lower() for day in dates]
    for names in (plain, dated, [f"{day}" for day in dates]):
        if len(set(names)) == len(dates):
            yield from zip(dates, names, strict=True)
            return


def _title(day: date, dates: list[date]) -> str:
    weekdays = [f"{day:%A}" for day in dates]
    return f"{day:%A}" if len(set(weekdays)) == len(dates) else f"{day:%A} {day.day}"
