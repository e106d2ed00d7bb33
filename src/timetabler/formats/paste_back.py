"""Sheets to take times and rooms back by hand to where the talks came from.

Neither Sessionize nor pretalx reads times from a file: these sheets have the names and
the order of their own exports, so that they can be laid side by side.
"""

from collections.abc import Iterator

from timetabler.formats.csv_sheet import sheet_of
from timetabler.formats.event import Event
from timetabler.formats.programme import Programme
from timetabler.formats.text import clean

_SESSIONIZE = (
    "Session Id",
    "Title",
    "Speakers",
    "Room",
    "Scheduled At",
    "Scheduled Duration",
)
_PRETALX = ("ID", "Title", "Speaker names", "Room", "Start", "End", "Duration")


def write_sessionize(programme: Programme) -> str:
    """Write a sheet for Sessionize; times are those of the conference's clock."""
    return sheet_of(_SESSIONIZE, map(list, _sessionize(programme)))


def write_pretalx(programme: Programme) -> str:
    """Write a sheet for pretalx; times have their offsets."""
    return sheet_of(_PRETALX, map(list, _pretalx(programme)))


def _sessionize(programme: Programme) -> Iterator[tuple[str, ...]]:
    for event in programme.events:
        at = f"{event.start:%Y-%m-%d %H:%M}"
        yield *_who(programme, event), at, str(event.talk.minutes)


def _pretalx(programme: Programme) -> Iterator[tuple[str, ...]]:
    for event in programme.events:
        when = event.start.isoformat(), event.end.isoformat()
        yield *_who(programme, event), *when, str(event.talk.minutes)


def _who(programme: Programme, event: Event) -> tuple[str, str, str, str]:
    names = ", ".join(programme.names(event.talk))
    room = clean(event.room.title)
    return event.talk.id, programme.named(event.talk), names, room
