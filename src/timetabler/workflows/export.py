"""Export a timetable to what others use, whole or in parts."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from timetabler.formats.event import epoch
from timetabler.formats.programme import Part, Programme
from timetabler.formats.registry import FORMATS
from timetabler.formats.text import slug
from timetabler.problem.mistakes import unknown
from timetabler.problem.problem import Problem

_EPOCH = "SOURCE_DATE_EPOCH"
_MOST_DIGITS = 10  # enough until the year 2286


class WishError(Exception):
    """A part or a format that there is not."""


def export(programme: Programme, to: str) -> bytes:
    """Write a programme in a format, as bytes.

    Raises:
        ExportError: If the format can not hold it.
        MissingExtraError: If the format's library is not installed.
    """
    content = FORMATS[to].load()(programme)
    return content.encode() if isinstance(content, str) else content


def parts(programme: Programme, kind: Part, to: str) -> Iterator[tuple[str, Programme]]:
    """Divide a programme by rooms, tracks or speakers; yields file names with parts.

    Parts without an event, cancelled ones included, are left out.
    """
    names: set[str] = set()
    for id in _known(programme.problem, kind):
        part = replace(programme, only=(kind, id))
        if part.events or part.cancelled:
            yield f"{_free(slug(id) or kind, names)}{FORMATS[to].suffix}", part


def part_of(problem: Problem, wish: str) -> tuple[Part, str]:
    """Read which part is wanted: ``room=K.1.105``, ``track=...``, ``speaker=...``.

    Raises:
        WishError: If there is no such part.
    """
    kind, _, id = wish.partition("=")
    for part in _PARTS:
        if part == kind:
            known = _known(problem, part)
            if id in known:
                return part, id
            raise WishError(unknown(part, id, known))
    raise WishError(f"{wish!r} is no part; write room=ID, track=ID or speaker=ID")


def stamp() -> datetime | None:
    """The moment that files are to say they were made at, by ``SOURCE_DATE_EPOCH``.

    What is no number of seconds says nothing.
    """
    text = os.environ.get(_EPOCH, "")
    known = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return epoch(int(text)) if known else None


_PARTS: tuple[Part, ...] = ("room", "track", "speaker")


def _known(problem: Problem, kind: Part) -> list[str]:
    if kind == "room":
        return list(problem.rooms)
    return list(problem.tracks if kind == "track" else problem.speakers)


def _free(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found
