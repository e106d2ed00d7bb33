"""The structural check of schedule.xml: its grammar, and what its readers need."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.parsers import expat

from timetabler.formats.grammar import check_element
from timetabler.formats.rules import ACRONYM, Told, ToldDay, check_days, repeated

_FIRST = 1024  # bytes in which Giggity looks for what the file is


class _DoctypeError(Exception):
    """A document type declaration, where entities could hide."""


def check_xml(data: bytes) -> list[str]:
    """Say what is wrong with a schedule.xml; nothing is looked up anywhere."""
    try:
        text = data.decode("utf-8-sig")
        _no_doctype(text)
        root = ET.fromstring(text.encode())
    except UnicodeDecodeError:
        return ["is not UTF-8"]
    except _DoctypeError:
        return ["has a DOCTYPE, which readers refuse"]
    except (ET.ParseError, expat.ExpatError, ValueError) as error:
        return [f"is no XML: {error}"]
    return [*_beginning(data), *check_element(root), *_conference(root), *_days(root)]


def _no_doctype(text: str) -> None:
    def refuse(*_: object) -> None:
        raise _DoctypeError

    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(text.encode(), True)


def _beginning(data: bytes) -> Iterator[str]:
    for tag in (b"<schedule", b"<conference"):
        if tag not in data[:_FIRST]:
            yield f"{tag.decode()}> does not begin in the first {_FIRST} bytes"


def _conference(root: ET.Element) -> Iterator[str]:
    found = root.find("conference")
    if found is None:
        return
    for tag in ("title", "acronym", "base_url", "time_zone_name"):
        texts = [child.text or "" for child in found.findall(tag)]
        if len(texts) != 1 or not texts[0].strip():
            yield f"conference: needs one <{tag}>"
    acronym = found.findtext("acronym", "")
    if acronym and not ACRONYM.fullmatch(acronym):
        yield f"conference: the acronym {acronym!r} is not of a-z, 0-9, _"
    days = found.findtext("days")
    if days is not None and days != str(len(root.findall("day"))):
        yield f"conference: speaks of {days} days, not of those that are there"


def _days(root: ET.Element) -> Iterator[str]:
    days = [_day(day) for day in root.findall("day")]
    yield from check_days(days, root.findtext("conference/time_zone_name", ""))
    events = root.findall("day/room/event")
    codes = [event.get("code", "") for event in events if event.get("code")]
    yield from repeated("code", codes)
    slugs = [slug.text or "" for event in events for slug in event.findall("slug")]
    yield from repeated("slug", slugs)
    for room in root.findall("day/room"):
        if not room.get("guid") or not room.get("name", "").strip():
            yield f"room {room.get('name', '')!r}: needs a name and a guid"
    for event in events:
        yield from _event(event)


def _day(day: ET.Element) -> ToldDay:
    index = day.get("index", "")
    return ToldDay(
        where=f"day {index}",
        index=index,
        date=day.get("date", ""),
        start=day.get("start", ""),
        end=day.get("end", ""),
        rooms=tuple(room.get("name", "") for room in day.findall("room")),
        events=tuple(
            _told(event, room.get("name", ""))
            for room in day.findall("room")
            for event in room.findall("event")
        ),
    )


def _told(event: ET.Element, room: str) -> Told:
    return Told(
        where=_where(event),
        guid=event.get("guid", ""),
        number=event.get("id", ""),
        title=event.findtext("title", ""),
        date=event.findtext("date", ""),
        start=event.findtext("start", ""),
        duration=event.findtext("duration", ""),
        room=event.findtext("room", ""),
        held_in=room,
    )


def _event(event: ET.Element) -> Iterator[str]:
    if event.find("subtitle") is None:
        yield f"{_where(event)}: needs a <subtitle>, which may be empty"
    for person in event.findall("persons/person"):
        number = person.get("id", "")
        if not (person.text or "").strip():
            yield f"{_where(event)}: has a person without a name"
        if not (number.isascii() and number.isdigit()):
            yield f"{_where(event)}: has a person whose id {number!r} is no integer"


def _where(event: ET.Element) -> str:
    return f"event {event.get('id', '')}"
