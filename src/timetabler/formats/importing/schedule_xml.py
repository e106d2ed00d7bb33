"""schedule.xml as FOSDEM (Pentabarf), frab, pretalx and wafer write it."""

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element

from timetabler.formats.importing.events import Event, Events
from timetabler.formats.importing.programme import (
    Programme,
    RoomFacts,
    TrackFacts,
    Wanted,
)
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.times import (
    TimeError,
    read_clock,
    read_date,
    read_length,
)
from timetabler.formats.importing.xmlview import Xml, child_text, filled
from timetabler.formats.importing.zones import one, zone_of

_KEPT = {
    *("title", "date", "start", "end", "duration", "room", "track", "type", "language"),
    *("persons", "url"),
}
_KEPT_OF_SCHEDULE = {"conference", "day", "generator", "persons", "tracks"}
_KEPT_OF_CONFERENCE = {
    *("title", "start", "end", "days", "day_change", "timeslot_duration", "base_url"),
    *("url", "time_zone_name", "track"),
}


def read_schedule_xml(sources: Sequence[Source], wanted: Wanted) -> Programme:
    """Read a schedule.xml of any dialect.

    Raises:
        InvalidInputError: With what is wrong, each at its line and column.
    """
    document = Xml(one(tuple(sources), "schedule.xml"))
    root = document.root
    if root.tag != "schedule":
        raise document.wrong(root, f"expected <schedule>, got <{str(root.tag)[:60]}>")
    conference = root.find("conference")
    if conference is None:
        raise document.wrong(root, "there is no <conference> in it")
    return _Reader(document, conference, wanted).read()


class _Reader:
    def __init__(self, document: Xml, conference: Element, wanted: Wanted) -> None:
        self.document = document
        self.conference = conference
        named = child_text(conference, "time_zone_name")
        self.programme = Programme(
            title=child_text(conference, "title"),
            zone=zone_of(wanted, named, document.source),
            url=child_text(conference, "url") or child_text(conference, "base_url"),
            grid=self._minutes("timeslot_duration"),
        )
        self.events = Events(self.programme, wanted, self._minutes("day_change") or 0)

    def read(self) -> Programme:
        root = self.document.root
        self._lost(root, _KEPT_OF_SCHEDULE, "the schedule")
        self._lost(self.conference, _KEPT_OF_CONFERENCE, "the conference")
        self._tracks()
        for day in root.iter("day"):
            self._day(day)
        for person in root.iterfind("persons/person"):
            self._lost(person, {"name"}, "people")
        return self.events.finish()

    def _lost(self, element: Element, kept: set[str], what: str) -> None:
        for child in filled(element):
            if child.tag not in kept:
                self.programme.lost[f"{child.tag} of {what}"] += 1

    def _minutes(self, tag: str) -> int | None:
        """Read a length of the conference; it only guides, so a bad one counts not."""
        text = child_text(self.conference, tag)
        try:
            return read_length(text) if text and read_clock(text) else None
        except TimeError:
            return None

    def _tracks(self) -> None:
        """Read the tracks that are listed; FOSDEM lists them outside the conference."""
        for track in self.conference.iterfind("track"):
            self._track(track, track.get("name", ""))
        for track in self.document.root.iterfind("tracks/track"):
            self._track(track, " ".join((track.text or "").split()))

    def _track(self, element: Element, name: str) -> None:
        colour = element.get("color", "")
        if name:
            self.programme.tracks.setdefault(name, TrackFacts(name, colour))

    def _day(self, day: Element) -> None:
        date_ = self._date(day)
        for room in day.iterfind("room"):
            name = " ".join(room.get("name", "").split())
            if name:
                guid = room.get("guid", "")
                self.programme.rooms.setdefault(name, RoomFacts(name, guid))
            for event in room.iterfind("event"):
                self._event(event, date_, name)
        # FOSDEM 2012 has events without a room around them.
        for event in day.iterfind("event"):
            self._event(event, date_, "")

    def _date(self, day: Element) -> date | None:
        try:
            return read_date(day.get("date", "")) if day.get("date") else None
        except TimeError as error:
            raise self.document.wrong(day, str(error)) from None

    def _event(self, element: Element, day: date | None, room: str) -> None:
        self._lost(element, _KEPT, "talks")
        own = child_text(element, "room")
        if own and room and own != room:
            title = child_text(element, "title")
            note = f"{title} is listed in {room}, but says {own}; it is put in {own}"
            self.programme.notes.append(note)
        self.events.add(
            Event(
                place=lambda why: self.document.located(element, why),
                day=day,
                id=element.get("id", "").strip(),
                guid=element.get("guid", "").strip(),
                code=element.get("code", "").strip(),
                title=child_text(element, "title"),
                date=child_text(element, "date"),
                start=child_text(element, "start"),
                duration=child_text(element, "duration"),
                room=own or room,
                track=child_text(element, "track"),
                kind=child_text(element, "type"),
                language=child_text(element, "language"),
                url=child_text(element, "url"),
                people=[self._person(p) for p in element.iterfind("persons/person")],
            )
        )

    def _person(self, person: Element) -> tuple[str, str]:
        known = person.get("id") or person.get("guid") or person.get("code") or ""
        self.events.sure &= bool(person.get("guid") or person.get("code"))
        name = " ".join((person.text or "").split()) or child_text(person, "name")
        return known.strip(), name
