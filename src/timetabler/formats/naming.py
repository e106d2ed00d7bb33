"""Guids, numbers, slugs and addresses of what a programme is made of."""

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote
from uuid import uuid5

from timetabler.formats.event import Event, iso
from timetabler.formats.pauses import with_pauses
from timetabler.formats.programme import Programme
from timetabler.formats.text import clean, slug, web_address
from timetabler.problem.problem import Talk
from timetabler.timetable.identity import number_of

_LONGEST_VERSION = 200  # readers look for the conference in the first kilobyte


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a speaker is to other programs: a guid and the same as an integer."""

    guid: str
    number: int


def contacts(programme: Programme) -> dict[str, Contact]:
    """Make every speaker's guid and integer."""
    found: dict[str, Contact] = {}
    taken: set[int] = set()
    speakers = programme.problem.speakers
    guids = {uuid5(programme.space, f"speaker:{s}"): s for s in speakers}
    for guid, speaker in sorted(guids.items()):
        number = number_of(guid, taken)
        taken.add(number)
        found[speaker] = Contact(str(guid), number)
    return found


def version(programme: Programme) -> str:
    """Name the release, by a digest of what is public if it has no name."""
    if programme.release:
        return clean(programme.release)[:_LONGEST_VERSION]
    told = [
        (
            event.identity.guid,
            programme.named(event.talk),
            programme.rooms[event.room.id],
            iso(event.start),
            iso(event.end),
            programme.names(event.talk),
            programme.track(event.talk),
        )
        for event in with_pauses(programme)
    ]
    return sha256(repr(told).encode()).hexdigest()[:8]


def room_guid(programme: Programme, room: str) -> str:
    """Make a room's guid."""
    return str(uuid5(programme.space, f"room:{room}"))


def page(programme: Programme, talk: Talk) -> str:
    """Find a talk's page, or its place on the conference's."""
    base = programme.base_url.partition("#")[0]
    anchor = f"{base}#talk-{quote(clean(talk.id), safe='')}"
    return web_address(talk.url) or anchor


def event_slug(programme: Programme, event: Event) -> str:
    """Name an event for addresses: readable, and unique by its number."""
    words = slug(programme.named(event.talk)) or "talk"
    return f"{programme.acronym}-{event.identity.number}-{words}"


def track_slug(programme: Programme, track: str) -> str:
    """Name a track for addresses: its id if that can be one, else unique by digits."""
    words = slug(track)
    if words == track and words[0].isalpha() and len(words) > 1:
        return words
    unique = uuid5(programme.space, f"track:{track}").hex[:6]
    return "-".join(part for part in ("track", words, unique) if part)


def longer_than_a_day(programme: Programme) -> list[str]:
    """Say which events are too long for formats with durations below 24 hours."""
    return [
        f"{event.talk.id} takes {event.talk.minutes} minutes; this format holds talks"
        " of less than 24 hours"
        for event in with_pauses(programme)
        if event.talk.minutes >= 24 * 60
    ]
