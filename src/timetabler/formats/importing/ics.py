"""A timetable in a calendar (iCalendar): what is where and when, with its UIDs."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from icalendar import Calendar

from timetabler.formats.importing.programme import (
    BreakFacts,
    Programme,
    Span,
    TalkFacts,
    Wanted,
)
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.times import minutes_between, on_clock
from timetabler.formats.importing.zones import one, zone_of
from timetabler.problem.mistakes import InvalidInputError, Located
from timetabler.timetable.file import MOST

_BEGIN = re.compile(r"^BEGIN:VEVENT", re.MULTILINE | re.IGNORECASE)
_KEPT = {
    *("UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "LOCATION", "CATEGORIES"),
    *("STATUS", "SEQUENCE", "URL", "DTSTAMP", "CREATED", "LAST-MODIFIED", "TRANSP"),
    "CLASS",
}


def read_ics(sources: Sequence[Source], wanted: Wanted) -> Programme:
    """Read a calendar of talks.

    Raises:
        InvalidInputError: With what is wrong, each at the line of its event.
    """
    source = one(tuple(sources), "a calendar")
    text = source.text()
    try:
        calendar = Calendar.from_ical(text)
        events = [part for part in calendar.walk() if part.name == "VEVENT"]
        named = str(calendar.get("X-WR-TIMEZONE", ""))
        title = str(calendar.get("NAME") or calendar.get("X-WR-CALNAME") or "")
    except Exception as error:
        # A broken calendar makes the library raise nearly anything.
        raise source.wrong(f"not a calendar that can be read: {error}") from None
    programme = Programme(title, zone_of(wanted, named, source))
    lines = [text.count("\n", 0, found.start()) + 1 for found in _BEGIN.finditer(text)]
    wrong: list[Located] = []
    for index, event in enumerate(events):
        line = lines[index] if index < len(lines) else 1
        try:
            _add(programme, event, partial(Located, source.name, line, 1))
        except Exception as error:
            # What is broken in an event is told by the library when it is asked for.
            wrong.append(Located(source.name, line, 1, str(error)))
    if wrong:
        raise InvalidInputError(wrong)
    return programme


def _add(programme: Programme, event: Any, place: Any) -> None:  # noqa: ANN401
    title = str(event.get("SUMMARY", ""))
    start = _value(event, "DTSTART")
    if "RRULE" in event or not isinstance(start, datetime):
        programme.notes.append(f"{title} is repeated or lasts all day: left out")
        return
    for key in event:
        if key not in _KEPT:
            programme.lost[f"{key} of talks"] += 1
    start = on_clock(start, programme.zone)
    if _is_break(programme, event, start):
        return
    sequence = _value(event, "SEQUENCE")
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    uid = str(event.get("UID", ""))
    talk = TalkFacts(
        place=place,
        title=title.removeprefix("CANCELLED: ") if cancelled else title,
        minutes=_minutes(event, start, programme),
        track=programme.track(_first(event)),
        room=programme.room(" ".join(str(event.get("LOCATION", "")).split())),
        start=None if cancelled else start,
        guid=uid.partition("@")[0] or uid,
        sequence=sequence if isinstance(sequence, int) and 0 <= sequence <= MOST else 0,
        cancelled=cancelled,
        url=str(event.get("URL", "")),
    )
    programme.add(uid or title, talk)


def _is_break(programme: Programme, event: Any, start: datetime) -> bool:  # noqa: ANN401
    """Take time that is marked as a break, and as free, for a break."""
    free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    end = _value(event, "DTEND")
    known = _first(event).casefold() == "break" and isinstance(end, datetime)
    if not free or not known:
        return False
    title = str(event.get("SUMMARY", ""))
    where = " ".join(str(event.get("LOCATION", "")).split())
    if ", " in where:
        programme.notes.append(f"{title} is a break of several rooms: left out")
        return True
    assert isinstance(end, datetime)
    span = Span(start, on_clock(end, programme.zone))
    rooms = (programme.room(where),) if where else None
    programme.breaks.append(BreakFacts(title, span, rooms))
    return True


def _minutes(event: Any, start: datetime, programme: Programme) -> int | None:  # noqa: ANN401
    end, length = _value(event, "DTEND"), _value(event, "DURATION")
    if isinstance(end, datetime):
        return minutes_between(start, on_clock(end, programme.zone))
    if isinstance(length, timedelta):
        return round(length.total_seconds() / 60)
    return None


def _value(event: Any, key: str) -> object:  # noqa: ANN401
    found = event.get(key)
    return getattr(found, "dt", found)


def _first(event: Any) -> str:  # noqa: ANN401
    """The first category; talks have their track there."""
    found = event.get("CATEGORIES")
    categories = getattr(found[0] if isinstance(found, list) else found, "cats", None)
    return " ".join(str(categories[0]).split()) if categories else ""
