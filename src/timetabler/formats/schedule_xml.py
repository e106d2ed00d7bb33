"""schedule.xml, the format of Pentabarf, frab and pretalx, that schedule apps read.

The order of elements is part of the profile: readers look for the conference in the
first kilobyte, and take the order of rooms from their first appearance.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from timetabler import __version__
from timetabler.formats import naming
from timetabler.formats.event import Event, ExportError, hours, iso
from timetabler.formats.pauses import with_pauses
from timetabler.formats.programme import Programme
from timetabler.formats.text import clean, web_address
from timetabler.problem.problem import Day

_CODE_LENGTH = 6


def write_xml(programme: Programme) -> bytes:
    """Write the programme as schedule.xml.

    Raises:
        ExportError: If a talk takes 24 hours or more.
    """
    if reasons := naming.longer_than_a_day(programme):
        raise ExportError(reasons)
    root = ET.Element("schedule")
    ET.SubElement(root, "generator", name="timetabler", version=__version__)
    _text(root, "version", naming.version(programme))
    _conference(root, programme)
    people, events = naming.contacts(programme), with_pauses(programme)
    for index, day in enumerate(programme.problem.days.values(), start=1):
        here = [event for event in events if event.day == day]
        _day(root, programme, people, day, index=index, events=here)
    ET.indent(root)
    document = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}\n'.encode()


def code_of(talk: str) -> str:
    """The id of a talk as a code of pretalx, "" if it is none."""
    shaped = talk.isascii() and talk.isalnum() and talk == talk.upper()
    return talk if shaped and len(talk) == _CODE_LENGTH else ""


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _conference(root: ET.Element, programme: Programme) -> None:
    problem = programme.problem
    days = list(problem.days.values())
    conference = ET.SubElement(root, "conference")
    # A long title would push what readers look for out of the first kilobyte, but the
    # tag they look for comes before it.
    for tag, text in (
        ("acronym", programme.acronym),
        ("title", programme.title),
        ("start", f"{days[0].date}"),
        ("end", f"{days[-1].date}"),
        ("days", str(len(days))),
        ("timeslot_duration", hours(problem.grid)),
        ("base_url", programme.base_url),
        ("time_zone_name", problem.clock.zone.key),
    ):
        _text(conference, tag, text)
    if address := web_address(problem.url):
        _text(conference, "url", address)
    for track in problem.tracks.values():
        named = {"name": clean(track.title)}
        colour = {"color": track.colour.lower()} if track.colour else {}
        slug = naming.track_slug(programme, track.id)
        ET.SubElement(conference, "track", named | colour | {"slug": slug})


def _day(
    root: ET.Element,
    programme: Programme,
    people: dict[str, naming.Contact],
    day: Day,
    *,
    index: int,
    events: list[Event],
) -> None:
    start, end = programme.bounds(day)
    when = {"index": str(index), "date": f"{day.date}"}
    bounds = {"start": iso(start), "end": iso(end)}
    element = ET.SubElement(root, "day", when | bounds)
    for id, title in programme.rooms.items():
        guid = naming.room_guid(programme, id)
        room = ET.SubElement(element, "room", name=title, guid=guid)
        for event in events:
            if event.room.id == id:
                _event(room, programme, people, event)


def _event(
    room: ET.Element,
    programme: Programme,
    people: dict[str, naming.Contact],
    event: Event,
) -> None:
    names = {"guid": event.identity.guid, "id": str(event.identity.number)}
    if code := code_of(event.talk.id):
        names["code"] = code
    element = ET.SubElement(room, "event", names)
    for tag, text in _facts(programme, event):
        _text(element, tag, text)
    persons = ET.SubElement(element, "persons")
    speakers = zip(event.talk.speakers, programme.names(event.talk), strict=True)
    for speaker, name in speakers:
        known = {"id": str(people[speaker].number), "guid": people[speaker].guid}
        ET.SubElement(persons, "person", known).text = name
    recording = ET.SubElement(element, "recording")
    _text(recording, "license", "")
    _text(recording, "optout", "false")
    ET.SubElement(element, "links")
    ET.SubElement(element, "attachments")


def _facts(programme: Programme, event: Event) -> Iterator[tuple[str, str]]:
    talk = event.talk
    yield "room", programme.rooms[event.room.id]
    yield "title", programme.named(talk)
    yield "subtitle", ""
    yield "type", clean(talk.kind) or "talk"
    yield "date", iso(event.start)
    yield "start", f"{event.start:%H:%M}"
    yield "duration", hours(talk.minutes)
    yield "abstract", ""
    yield "slug", naming.event_slug(programme, event)
    yield "track", programme.track(talk)
    yield "language", clean(talk.language)
    yield "description", ""
    if address := web_address(talk.url):
        yield "url", address
