"""schedule.json as frab and pretalx write it (https://c3voc.de/schedule/schema.json)."""

from collections.abc import Sequence

from timetabler.formats.importing.events import Event, Events
from timetabler.formats.importing.jsonview import Json
from timetabler.formats.importing.own import known_as
from timetabler.formats.importing.programme import (
    Programme,
    RoomFacts,
    TrackFacts,
    Wanted,
)
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.times import TimeError, read_length
from timetabler.formats.importing.zones import one, zone_of

_KEPT = {
    *("id", "guid", "code", "title", "date", "start", "duration", "end", "room"),
    *("track", "type", "language", "persons", "url"),
}
_KEPT_OF_CONFERENCE = {
    *("title", "start", "end", "daysCount", "timeslot_duration", "time_zone_name"),
    *("days", "rooms", "tracks", "url", "meta"),
}


def read_schedule_json(sources: Sequence[Source], wanted: Wanted) -> Programme:
    """Read a schedule.json, version 1.

    Raises:
        InvalidInputError: With what is wrong, each at its line and column.
    """
    document = Json.read(one(tuple(sources), "schedule.json"))
    schedule = document["schedule"] if document.has("schedule") else document
    if not schedule.has("conference"):
        schedule.fail("this is no schedule.json: it has no `conference`")
    return _Reader(schedule, wanted).read()


class _Reader:
    def __init__(self, schedule: Json, wanted: Wanted) -> None:
        self.conference = conference = schedule["conference"]
        meta = conference["meta"]
        self.meta = (meta if meta.has("timetabler") else Json(meta.source, {}))[
            "timetabler"
        ]
        named = conference["time_zone_name"].text()
        urls = (conference["url"], schedule["url"], schedule["base_url"])
        self.programme = Programme(
            title=conference["title"].text(),
            zone=zone_of(wanted, named, schedule.source),
            url=next((url.text() for url in urls if url), ""),
            grid=self._grid(),
        )
        self.events = Events(self.programme, wanted, 0)

    def read(self) -> Programme:
        self._lost(self.conference, _KEPT_OF_CONFERENCE, "the conference")
        for room in self.conference["rooms"]:
            self._room(room)
        for track in self.conference["tracks"]:
            self._track(track)
        for day in self.conference["days"]:
            for name, events in day["rooms"].items():
                for event in events:
                    self._event(event, day, name)
        self.events.finish()
        self._own()
        return self.programme

    def _own(self) -> None:
        """Take back what has no key in the format, by guid."""
        programme, talks = self.programme, self.meta["talks"]
        for speaker, facts in programme.speakers.items():
            facts.id = self.meta["speakers"][speaker].text()
        for talk in programme.talks.values():
            own = talks[talk.guid]
            talk.id = own["id"].text() or talk.id
            talk.theme, talk.level = own["theme"].text(), own["level"].text()
            talk.audience = own["audience"].count()
            talk.sequence = own["sequence"].count() or 0
            track = own["track"].text()
            if track:
                tracks = programme.tracks
                talk.track = known_as(tracks, TrackFacts, track, talk.track)

    def _grid(self) -> int | None:
        try:
            return read_length(self.conference["timeslot_duration"].text()) or None
        except TimeError:
            return None

    def _lost(self, thing: Json, kept: set[str], what: str) -> None:
        for key, value in thing.items():
            if value and key not in kept:
                self.programme.lost[f"{key} of {what}"] += 1

    def _track(self, track: Json) -> None:
        name = track["name"].text()
        if name:
            colour = track["color"].text()
            self.programme.tracks.setdefault(name, TrackFacts(name, colour))

    def _room(self, room: Json) -> None:
        name = room["name"].text()
        facts = RoomFacts(name, room["guid"].text(), room["capacity"].count())
        facts.id = self.meta["rooms"][facts.guid].text()
        if name:
            self.programme.rooms.setdefault(name, facts)
        if room["description"]:
            self.programme.lost["description of rooms"] += 1

    def _event(self, event: Json, day: Json, room: str) -> None:
        self._lost(event, _KEPT, "talks")
        self.events.add(
            Event(
                place=event.located,
                day=day["date"].date(),
                id=event["id"].text(),
                guid=event["guid"].text(),
                code=event["code"].text(),
                title=event["title"].text(),
                date=event["date"].text(),
                start=event["start"].text(),
                duration=event["duration"].text(),
                room=event["room"].text() or " ".join(room.split()),
                track=event["track"].text(),
                kind=event["type"].text(),
                language=event["language"].text(),
                url=event["url"].text(),
                people=[self._person(person) for person in event["persons"]],
            )
        )

    def _person(self, person: Json) -> tuple[str, str]:
        self.events.sure &= bool(person["guid"] or person["code"])
        ids = (person[key].text() for key in ("guid", "code", "id"))
        called = ("public_name", "name", "full_public_name")
        names = (person[key].text() for key in called)
        return next(filter(None, ids), ""), next(filter(None, names), "")
