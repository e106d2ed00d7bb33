"""schedule.json, the younger sister of schedule.xml."""

import json
import re
from typing import Any

from timetabler import __version__
from timetabler.formats import naming
from timetabler.formats.event import Event, ExportError, hours, iso
from timetabler.formats.pauses import with_pauses
from timetabler.formats.programme import Programme
from timetabler.formats.schedule_xml import code_of
from timetabler.formats.text import clean, slug, web_address

SCHEMA = "https://c3voc.de/schedule/schema.json"
ZONE = re.compile(r"^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$")


def write_json(programme: Programme) -> str:
    """Write the programme as schedule.json.

    What no key of the format holds, the ids of this program among it, is told under
    ``conference.meta``, where extensions belong.

    Raises:
        ExportError: If a talk takes 24 hours or more.
    """
    if reasons := naming.longer_than_a_day(programme):
        raise ExportError(reasons)
    schedule: dict[str, Any] = {
        "version": naming.version(programme),
        "base_url": programme.base_url,
        "conference": _conference(programme),
    }
    generator = {"name": "timetabler", "version": __version__}
    document = {"$schema": SCHEMA, "generator": generator, "schedule": schedule}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _conference(programme: Programme) -> dict[str, Any]:
    problem = programme.problem
    days = list(problem.days.values())
    told: dict[str, Any] = {
        "acronym": programme.acronym,
        "title": programme.title,
        "start": f"{days[0].date}",
        "end": f"{days[-1].date}",
        "daysCount": len(days),
        "timeslot_duration": hours(problem.grid),
    }
    # The schema wants Area/Place or UTC; a zone of another name stays in the offsets.
    if ZONE.search(problem.clock.zone.key):
        told["time_zone_name"] = problem.clock.zone.key
    if address := web_address(problem.url):
        told["url"] = address
    told["rooms"] = [_room(programme, room) for room in problem.rooms]
    told["tracks"] = [_track(programme, track) for track in problem.tracks]
    told["days"] = _days(programme)
    told["meta"] = {"timetabler": _meta(programme)}
    return told


def _room(programme: Programme, id: str) -> dict[str, Any]:
    told: dict[str, Any] = {"name": programme.rooms[id]}
    words = slug(programme.rooms[id])
    if len(words) > 1:
        told["slug"] = words
    told["guid"] = naming.room_guid(programme, id)
    told["capacity"] = programme.problem.rooms[id].seats
    return told


def _track(programme: Programme, id: str) -> dict[str, Any]:
    track = programme.problem.tracks[id]
    told = {"name": clean(track.title), "slug": naming.track_slug(programme, id)}
    return told | ({"color": track.colour.lower()} if track.colour else {})


def _days(programme: Programme) -> list[dict[str, Any]]:
    people, events = naming.contacts(programme), with_pauses(programme)
    told = []
    for index, day in enumerate(programme.problem.days.values(), start=1):
        start, end = programme.bounds(day)
        rooms: dict[str, list[Any]] = {title: [] for title in programme.rooms.values()}
        for event in events:
            if event.day == day:
                room = rooms[programme.rooms[event.room.id]]
                room.append(_event(programme, people, event))
        told.append(
            {
                "index": index,
                "date": f"{day.date}",
                "day_start": iso(start),
                "day_end": iso(end),
                "rooms": rooms,
            }
        )
    return told


def _event(
    programme: Programme, people: dict[str, naming.Contact], event: Event
) -> dict[str, Any]:
    talk = event.talk
    named: dict[str, Any] = {"guid": event.identity.guid, "id": event.identity.number}
    if code := code_of(talk.id):
        named["code"] = code
    speakers = zip(talk.speakers, programme.names(talk), strict=True)
    return named | {
        "date": iso(event.start),
        "start": f"{event.start:%H:%M}",
        "end": iso(event.end),
        "duration": hours(talk.minutes),
        "room": programme.rooms[event.room.id],
        "slug": naming.event_slug(programme, event),
        "url": naming.page(programme, talk),
        "title": programme.named(talk),
        "subtitle": "",
        "track": programme.track(talk) or None,
        "type": clean(talk.kind) or "talk",
        "language": clean(talk.language) or None,
        "abstract": "",
        "description": "",
        "persons": [{"guid": people[s].guid, "name": name} for s, name in speakers],
        "links": [],
        "attachments": [],
    }


def _meta(programme: Programme) -> dict[str, Any]:
    """Tell what would be lost otherwise, by guid: ids, themes, sequence numbers."""
    people = naming.contacts(programme)
    talks = {}
    for event in programme.events:
        talk = event.talk
        more = {
            "id": talk.id,
            "track": talk.track,
            "theme": talk.theme,
            "level": talk.level,
            "audience": talk.audience,
            "sequence": event.identity.sequence or None,
        }
        told = {key: value for key, value in more.items() if value not in {None, ""}}
        talks[event.identity.guid] = told
    return {
        "rooms": {naming.room_guid(programme, r): r for r in programme.problem.rooms},
        "speakers": {people[s].guid: s for s in programme.problem.speakers},
        "talks": talks,
    }
