"""The sheets that can be read, and all that they and their columns may be called."""

from collections.abc import Mapping

from timetabler.formats.importing.cells import Names

_WHEN = {
    "date": ("day date", "datum"),
    "from": ("start", "starts", "begin", "start time"),
    "to": ("end", "ends", "until", "end time"),
}
SHEETS: Mapping[str, Names] = {
    "talks": {
        "id": ("talk", "code", "session id"),
        "title": ("name", "session title", "proposal title"),
        "minutes": ("duration", "length", "duration minutes"),
        "speakers": ("speaker", "speaker names", "presenters", "authors", "speaker s"),
        "track": ("topic", "subject"),
        "theme": (),
        "kind": ("type", "session type", "format", "session format"),
        "level": (),
        "language": ("locale",),
        "audience": ("expected", "attendance", "expected audience"),
        "equipment": ("needs",),
        "rooms": ("allowed rooms",),
        "room": ("room name",),
        "date": ("datum",),
        "start": ("start time", "from"),
        "end": ("end time", "to"),
        "day": (),
        "pinned": ("fixed", "pin"),
        "after": ("comes after",),
        "not_parallel": ("conflicts", "not with"),
        "optional": ("optional cost",),
        "url": ("link",),
        "speaker_ids": (),
        "track_id": (),
        "room_id": (),
        "day_id": (),
        "guid": (),
        "number": (),
        "sequence": (),
        "cancelled": (),
    },
    "speakers": {
        "name": ("speaker", "full name"),
        "talks_a_day": ("most talks a day",),
        "rest": ("rest minutes",),
    },
    "rooms": {
        "name": ("room", "title"),
        "seats": ("capacity", "size"),
        "building": (),
        "equipment": ("has",),
        "turnover": ("turnover minutes",),
    },
    "availability": {
        "who": ("speaker", "name", "person", "room", "talk"),
        "kind": ("available", "status"),
        **_WHEN,
    },
    "wishes": {
        "who": ("speaker", "talk", "track", "name"),
        "kind": ("wish", "like"),
        "rooms": ("room",),
        **_WHEN,
    },
}


def kind_of(name: str) -> str | None:
    """Which kind of sheet the name of a sheet or file means; None if it means none."""
    folded = name.casefold()
    aliases = {
        "sessions": "talks",
        "submissions": "talks",
        "timetable": "talks",
        "availabilities": "availability",
    }
    return next(
        (
            kind
            for word, kind in {**{k: k for k in SHEETS}, **aliases}.items()
            if word in folded
        ),
        None,
    )
