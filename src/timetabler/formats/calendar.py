"""iCalendar: a feed that people subscribe to, and that updates instead of doubling."""

from datetime import UTC, datetime, timedelta
from uuid import uuid5

from icalendar import Calendar, vDuration, vText
from icalendar import Event as Entry

from timetabler.formats import naming
from timetabler.formats.event import Event
from timetabler.formats.pauses import KIND, Pause, pauses
from timetabler.formats.programme import Programme
from timetabler.formats.text import clean, web_address
from timetabler.formats.timezone import vtimezone

_YEAR = timedelta(days=365)
_REFRESH = timedelta(hours=1)


def write_calendar(programme: Programme) -> bytes:
    """Write the programme as one calendar; the same programme gives the same bytes.

    A talk is the same entry in every calendar (whole, of a room, a track, a speaker)
    and in every version: its guid is the UID. Its sequence number rises when its time
    or room changes. What was published and does not take place any more stays, marked
    as cancelled, where it had been.
    """
    zone = programme.problem.clock.zone
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//timetabler//timetabler//EN")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(programme.title))
    calendar.add("x-wr-timezone", zone.key)
    calendar.add(
        "refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"}
    )
    calendar.add("x-published-ttl", "PT1H")
    events = sorted(
        (*programme.events, *programme.cancelled),
        key=lambda event: (event.start.astimezone(UTC), event.identity.guid),
    )
    free = pauses(programme)
    spans = [(event.start, event.end) for event in events]
    spans += [(pause.start, pause.end) for pause in free]
    if spans and zone.key != "UTC":
        first = min((start for start, _ in spans), key=lambda t: t.astimezone(UTC))
        last = max(end for _, end in spans)
        calendar.add_component(vtimezone(zone, first, last))
    for event in events:
        calendar.add_component(_entry(programme, event))
    for pause in free:
        calendar.add_component(_pause(programme, pause))
    content: bytes = calendar.to_ical()
    return content


def _entry(programme: Programme, event: Event) -> Entry:
    talk = event.talk
    title = programme.named(talk)
    sequence = _sequence(programme, event)
    stamp = programme.stamp or _stamp(programme, sequence)
    start, end = _unambiguous(event.start, event.end)
    entry = Entry()
    # As others have named it before, also where that is no UUID: who subscribed then
    # has it under this name.
    known = clean(programme.known[talk.id].guid).strip()
    entry.add("uid", known or event.identity.guid)
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("sequence", sequence)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("summary", f"CANCELLED: {title}" if event.cancelled else title)
    if description := _description(programme, event):
        entry.add("description", description)
    entry.add("location", programme.rooms[event.room.id])
    if categories := [c for c in (programme.track(talk), clean(talk.kind)) if c]:
        entry.add("categories", categories)
    if web_address(talk.url) or web_address(programme.problem.url):
        entry.add("url", naming.page(programme, talk))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    return entry


def _pause(programme: Programme, pause: Pause) -> Entry:
    """Tell a break once, whatever the number of its rooms, as time that is free."""
    stamp = programme.stamp or _stamp(programme, 0)
    start, end = _unambiguous(pause.start, pause.end)
    entry = Entry()
    entry.add("uid", str(uuid5(programme.space, pause.key)))
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("summary", pause.title)
    if len(pause.rooms) < len(programme.problem.rooms):
        names = (programme.rooms[room] for room in pause.rooms)
        entry.add("location", ", ".join(names))
    entry.add("categories", [KIND])
    entry.add("transp", "TRANSPARENT")
    return entry


def _description(programme: Programme, event: Event) -> str:
    lines = [", ".join(programme.names(event.talk))]
    theme = programme.theme(event.talk)
    return "\n".join(line for line in (*lines, theme) if line)


def _sequence(programme: Programme, event: Event) -> int:
    """Count the changes of time, room or cancellation, since the talk was published."""
    own = event.identity.sequence
    published, id = programme.published, event.talk.id
    if published is None or id not in published.placements:
        return own
    before = published.identities.get(id)
    moved = event.cancelled or published[id] != programme.timetable[id]
    return max(own, (before.sequence if before else 0) + moved)


def _stamp(programme: Programme, sequence: int) -> datetime:
    """Make a moment that rises with the sequence and knows no clock on the wall.

    Calendars compare it only between versions of an entry, and today's date would
    make every export another file.
    """
    day = next(iter(programme.problem.days.values())).date
    before = datetime(day.year, day.month, day.day, tzinfo=UTC) - _YEAR
    return before + timedelta(minutes=sequence)


def _unambiguous(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Turn to UTC what a local time can not tell: the hour that comes twice."""
    if _twice(start) or _twice(end):
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def _twice(local: datetime) -> bool:
    return local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
