"""The timetable file: placements in the conference's local time, sorted by talk."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from timetabler.problem.clock import ClockError
from timetabler.problem.fields import Time
from timetabler.problem.file import Entry
from timetabler.problem.mistakes import InvalidInputError, Mistake, unknown
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_model
from timetabler.problem.yamlreader import read_yaml
from timetabler.timetable.timetable import Identity, Placement, Timetable

MOST = 0x7FFFFFFF
"""The largest integer that every consumer of a schedule can hold."""
_RESERVED = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class PlacementEntry(Entry):
    """Where and when one talk takes place."""

    day: str
    """The day, by id."""
    start: Time
    """The start, as HH:MM; with its offset in the hour that comes twice."""
    room: str
    """The room, by id."""


class IdentityEntry(Entry):
    """What names a talk to those who subscribed to earlier versions."""

    guid: Annotated[str, Field(min_length=1, max_length=200)]
    """Globally unique, stays the same."""
    number: Annotated[int, Field(strict=True, ge=1, le=MOST)]
    """The same as an integer."""
    sequence: Annotated[int, Field(strict=True, ge=0, le=MOST)] = 0
    """How often the entry has changed since it was published."""
    cancelled: bool = False
    """Whether the talk was published once and does not take place any more."""


class TimetableFile(Entry):
    """A timetable of the talks of a problem file."""

    format: Literal[1] = 1
    """Version of this file format."""
    conference: str = ""
    """The conference's title, for people."""
    talks: dict[str, PlacementEntry]
    """Placements by talk."""
    identities: Annotated[dict[str, IdentityEntry], Field(default_factory=dict)]
    """Identities by talk."""


def read_timetable(text: str, file: str, problem: Problem) -> Timetable:
    """Read a timetable file.

    Raises:
        InvalidInputError: With every mistake, each at its line and column.
    """
    document = read_yaml(text, file)
    entries = read_model(TimetableFile, document)
    placements: dict[str, Placement] = {}
    mistakes: list[Mistake] = []
    for talk, entry in entries.talks.items():
        wrong = list(_mistakes(problem, talk, entry))
        mistakes.extend(wrong)
        if not wrong:
            start = problem.clock.read(problem.days[entry.day].date, entry.start)
            placements[talk] = Placement(start, entry.room, talk)
    mistakes.extend(_shared(entries.identities))
    if mistakes:
        raise InvalidInputError([document.locate(mistake) for mistake in mistakes])
    identities = {
        talk: Identity(i.guid, i.number, i.sequence, i.cancelled)
        for talk, i in entries.identities.items()
    }
    return Timetable(dict(sorted(placements.items())), identities)


def read_timetable_leniently(
    text: str, file: str, problem: Problem
) -> tuple[Timetable, dict[str, str]]:
    """Read a timetable that may have been made for another problem.

    Returns:
        What this problem knows a place for; and, by talk, why the rest is not in it.

    Raises:
        InvalidInputError: If the file is none of a timetable at all.
    """
    entries = read_model(TimetableFile, read_yaml(text, file))
    placements: dict[str, Placement] = {}
    strangers: dict[str, str] = {}
    for talk, entry in entries.talks.items():
        wrong = _mistakes(problem, talk, entry)
        if wrong:
            strangers[talk] = f"{talk}: {wrong[0].message}"
            continue
        start = problem.clock.read(problem.days[entry.day].date, entry.start)
        placements[talk] = Placement(start, entry.room, talk)
    return Timetable(dict(sorted(placements.items()))), strangers


def _mistakes(problem: Problem, talk: str, entry: PlacementEntry) -> list[Mistake]:
    path = ("talks", talk)
    found = []
    if talk not in problem.talks:
        found.append(Mistake(path, unknown("talk", talk, problem.talks), at="key"))
    if entry.room not in problem.rooms:
        why = unknown("room", entry.room, problem.rooms)
        found.append(Mistake((*path, "room"), why))
    if entry.day not in problem.days:
        why = unknown("day", entry.day, problem.days)
        found.append(Mistake((*path, "day"), why))
        return found
    try:
        problem.clock.read(problem.days[entry.day].date, entry.start)
    except ClockError as error:
        found.append(Mistake((*path, "start"), str(error)))
    return found


def _shared(identities: dict[str, IdentityEntry]) -> Iterator[Mistake]:
    owners: dict[str | int, str] = {}
    for talk, entry in identities.items():
        for key, value in (("guid", entry.guid), ("number", entry.number)):
            owner = owners.setdefault(value, talk)
            if owner != talk:
                why = f"{owner} has the same {key}; every talk needs its own"
                yield Mistake(("identities", talk, key), why)


def write_timetable(problem: Problem, timetable: Timetable) -> str:
    """Write a timetable as YAML, one line a talk, the same for the same timetable."""
    lines = ["format: 1", f"conference: {_quoted(problem.title)}", "talks:"]
    for talk, placement in sorted(timetable.placements.items()):
        day = problem.day_at(placement.start)
        start = problem.clock.write(day.date, placement.start)
        where = f'day: {_plain(day.id)}, start: "{start}"'
        lines.append(f"  {_plain(talk)}: {{{where}, room: {_plain(placement.room)}}}")
    if not timetable.placements:
        lines[-1] += " {}"
    if timetable.identities:
        lines.append("identities:")
    for talk, identity in sorted(timetable.identities.items()):
        lines.append(f"  {_plain(talk)}: {{{_identity(identity)}}}")
    return "\n".join(lines) + "\n"


def _identity(identity: Identity) -> str:
    text = f"guid: {_plain(identity.guid)}, number: {identity.number}"
    if identity.sequence:
        text += f", sequence: {identity.sequence}"
    return f"{text}, cancelled: true" if identity.cancelled else text


def _plain(name: str) -> str:
    """Write an id bare where no reader of YAML could take it for anything else."""
    safe = name.replace("-", "").replace("_", "").replace(".", "")
    bare = safe.isascii() and safe.isalnum() and name[0].isalpha()
    return name if bare and name.lower() not in _RESERVED else _quoted(name)


def _quoted(text: str) -> str:
    # JSON strings are YAML strings, but for a few characters that YAML would not read.
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
