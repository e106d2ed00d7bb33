"""The timetable of Indico (``/export/timetable/ID.json``): contributions and breaks."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from timetabler.formats.importing.jsonview import Json
from timetabler.formats.importing.people import Mention, add_people
from timetabler.formats.importing.programme import (
    BreakFacts,
    Programme,
    Span,
    TalkFacts,
    Wanted,
)
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.times import minutes_between
from timetabler.formats.importing.zones import one, zone_of

_KEPT = {
    *("title", "startDate", "endDate", "duration", "entryType", "room", "presenters"),
    *("id", "_type", "_fossil", "uniqueId", "url", "location", "contributionId"),
    *("sessionTitle", "slotTitle", "entries"),
}


def read_indico(sources: Sequence[Source], wanted: Wanted) -> Programme:
    """Read a timetable that Indico exported.

    Raises:
        InvalidInputError: With what is wrong, each at its line and column.
    """
    document = Json.read(one(tuple(sources), "a timetable of Indico"))
    days = [day for event in document["results"] for day in event]
    if not days:
        document.fail("there is no timetable in `results`")
    entries = [entry for day in days for entry in day]
    named = next((e["startDate"]["tz"].text() for e in entries if e["startDate"]), "")
    reader = _Reader(Programme("", zone_of(wanted, named, document.source)))
    for entry in entries:
        reader.entry(entry, "", "")
    add_people(reader.programme, reader.mentions)
    return reader.programme


class _Reader:
    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.mentions: list[Mention] = []

    def entry(self, entry: Json, session: str, room: str) -> None:
        kind = entry["entryType"].text()
        room = entry["room"].text() or room
        if kind == "Session":
            title = entry["title"].text()
            for inner in entry["entries"]:
                self.entry(inner, title, room)
        elif kind == "Break":
            self._pause(entry, room if session else "")
        elif kind == "Contribution":
            self._talk(entry, session, room)
        else:
            self.programme.lost[f"entries of type {kind or 'unknown'}"] += 1

    def _moment(self, entry: Json, key: str) -> datetime | None:
        written = entry[key]
        if not written:
            return None
        zone = self.programme.zone
        own = written["tz"].text()
        if own and own != zone.key:
            zone = zone_of(Wanted(), own, entry.source)
        return _read(written, zone)

    def _pause(self, entry: Json, room: str) -> None:
        start, end = self._moment(entry, "startDate"), self._moment(entry, "endDate")
        if start and end:
            rooms = (self.programme.room(room),) if room else None
            title = entry["title"].text()
            self.programme.breaks.append(BreakFacts(title, Span(start, end), rooms))

    def _talk(self, entry: Json, session: str, room: str) -> None:
        for key, value in entry.items():
            if value and key not in _KEPT:
                self.programme.lost[f"{key} of talks"] += 1
        start, end = self._moment(entry, "startDate"), self._moment(entry, "endDate")
        minutes = entry["duration"].count()
        if minutes is None and start and end:
            minutes = minutes_between(start, end)
        talk = TalkFacts(
            place=entry.located,
            title=entry["title"].text(),
            minutes=minutes,
            track=self.programme.track(session or entry["sessionTitle"].text()),
            room=self.programme.room(room),
            start=start,
        )
        key = self.programme.add(entry["id"].text() or talk.title, talk)
        for person in entry["presenters"]:
            first, last = person["firstName"].text(), person["familyName"].text()
            name = f"{first} {last}".strip() or person["name"].text()
            self.mentions.append(Mention(key, "", name))


def _read(written: Json, zone: ZoneInfo) -> datetime | None:
    text = f"{written['date'].text()}T{written['time'].text()}"
    return Json(written.source, text, written.path).moment(zone)
