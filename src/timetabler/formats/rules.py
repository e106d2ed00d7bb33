"""What readers of schedule.xml and schedule.json need beyond what the schemas say.

EventFahrplan refuses a whole schedule for one date without an offset, FOSDEM Companion
reads durations by character positions, Giggity takes no length of a day or more: a file
that keeps to all of this suits them all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
ACRONYM = re.compile(r"[a-z0-9_]{4,}")
LENGTH = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)
_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x1f]+""")
_MOST = 0x7FFFFFFF


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells about one event, as it is written there."""

    where: str
    guid: str
    number: str
    title: str
    date: str
    start: str
    duration: str
    room: str
    held_in: str


@dataclass(frozen=True, slots=True)
class ToldDay:
    """What a file tells about one day, as it is written there."""

    where: str
    index: str
    date: str
    start: str
    end: str
    rooms: tuple[str, ...]
    events: tuple[Told, ...]


def moment(text: str) -> datetime | None:
    """Read a moment with its offset; None if it is none or has none."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def is_date(text: str) -> bool:
    """Whether a text is a date of the calendar."""
    return bool(DATE.fullmatch(text)) and moment(f"{text}T00:00:00Z") is not None


def is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    if not _ADDRESS.fullmatch(text) or text.count("#") > 1:
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def check_days(days: Sequence[ToldDay], zone: str) -> Iterator[str]:
    """Say what readers would stumble over in days and events."""
    yield from _unique(days)
    last: datetime | None = None
    for index, day in enumerate(days, start=1):
        if day.index != str(index):
            yield f"{day.where}: the index is {day.index!r}, not {index}"
        if day.rooms != days[0].rooms:
            yield f"{day.where}: not the rooms of the first day, in the same order"
        if not is_date(day.date):
            yield f"{day.where}: {day.date!r} is no date"
        start, end = moment(day.start), moment(day.end)
        if start is None or end is None or start >= end:
            yield f"{day.where}: does not begin and end at moments with offsets"
            continue
        if last is not None and start < last:
            yield f"{day.where}: begins before the day before it ends"
        last = end
        for event in day.events:
            yield from _within(event, start, end)
    yield from _zoned([event for day in days for event in day.events], zone)


def _unique(days: Sequence[ToldDay]) -> Iterator[str]:
    events = [event for day in days for event in day.events]
    for what, values in (
        ("guid", [event.guid for event in events]),
        ("id", [event.number for event in events]),
    ):
        yield from repeated(what, values)
    for day in days:
        yield from repeated(f"{day.where}: room", day.rooms)
    for event in events:
        yield from _event(event)


def repeated(what: str, values: Iterable[str]) -> Iterator[str]:
    """Say which of the values, that should be unique, are not."""
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{what} {value!r} is there {count} times"


def _event(event: Told) -> Iterator[str]:
    number = event.number
    if not (number.isascii() and number.isdigit() and 0 < int(number[:11]) <= _MOST):
        yield f"{event.where}: the id {number!r} is no positive 31-bit integer"
    if not GUID.fullmatch(event.guid):
        yield f"{event.where}: {event.guid!r} is no guid"
    if not event.title.strip():
        yield f"{event.where}: has no title"
    if not LENGTH.fullmatch(event.duration) or event.duration == "00:00":
        yield f"{event.where}: the duration {event.duration!r} is not HH:MM below 24:00"
    if event.room != event.held_in:
        yield f"{event.where}: is listed in {event.held_in!r} and says {event.room!r}"
    begins = moment(event.date)
    if begins is None:
        yield f"{event.where}: the date {event.date!r} is no moment with an offset"
    elif f"{begins:%H:%M}" != event.start:
        yield f"{event.where}: the start {event.start!r} is not that of {event.date}"


def _within(event: Told, start: datetime, end: datetime) -> Iterator[str]:
    begins = moment(event.date)
    if begins is not None and not start <= begins < end:
        yield f"{event.where}: is not on its day"


def _zoned(events: Sequence[Told], key: str) -> Iterator[str]:
    if not key:
        return
    try:
        zone = ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f"{key!r} is no time zone"
        return
    for event in events:
        begins = moment(event.date)
        if begins is None or begins.tzinfo is UTC:
            continue
        there = begins.astimezone(zone).utcoffset()
        if begins.utcoffset() not in {there, timedelta(0)}:
            yield f"{event.where}: {event.date} has not the offset of {key}"
