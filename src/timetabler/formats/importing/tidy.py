"""Make a programme whole before it is written; whatever has to give is noted."""

import re

from timetabler.formats.importing.programme import Programme, Wanted
from timetabler.formats.importing.words import clean
from timetabler.problem.clock import DAY
from timetabler.problem.mistakes import InvalidInputError, Located

_LONGEST = 300
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def tidy(programme: Programme, wanted: Wanted) -> None:
    """Clean names and lengths; ids of people and rooms that are not there get entries.

    Raises:
        InvalidInputError: If talks have no length and none was wanted.
    """
    programme.url = _address(programme.url)
    programme.title = wanted.title or _named(programme, programme.title) or "Conference"
    for things in (programme.rooms, programme.tracks, programme.speakers):
        for key, thing in things.items():
            thing.name = _named(programme, thing.name) or clean(key) or "unnamed"
    for track in programme.tracks.values():
        if track.colour and not _COLOUR.fullmatch(track.colour):
            programme.notes.append(f"{clean(track.colour)[:40]} is no colour: not kept")
            track.colour = ""
    for talk in programme.talks.values():
        talk.title = _named(programme, talk.title) or clean(talk.id) or "Untitled"
        talk.kind, talk.level = (
            _named(programme, talk.kind),
            _named(programme, talk.level),
        )
        talk.language, talk.theme = clean(talk.language), _named(programme, talk.theme)
        talk.equipment = tuple(clean(word) for word in talk.equipment)
        talk.url = _address(talk.url)
    _lengths(programme, wanted)


def _address(text: str) -> str:
    """Clean an address; one that stands for none (RFC 2606) is none."""
    host = clean(text).partition("://")[2].partition("/")[0]
    return "" if host.endswith(".invalid") else clean(text)


def _lengths(programme: Programme, wanted: Wanted) -> None:
    wrong: list[Located] = []
    for key, talk in list(programme.talks.items()):
        if talk.minutes is None:
            talk.minutes = wanted.minutes
        if talk.minutes is None:
            why = f"nothing says how long {talk.title!r} is; --minutes sets it for such"
            wrong.append(talk.place(why))
        elif not 1 <= talk.minutes <= DAY:
            del programme.talks[key]
            programme.notes.append(
                f"{talk.title} takes {talk.minutes} minutes, as no talk can; left out"
            )
    if wrong:
        raise InvalidInputError(wrong)


def _named(programme: Programme, text: str) -> str:
    """Clean a text, and note what that took away."""
    kept = clean(text)
    if len("".join(text.split())) != len("".join(kept.split())):
        programme.lost["control characters in a name"] += 1
    if len(kept) > _LONGEST:
        programme.notes.append(f"cut after {_LONGEST} characters: {kept[:60]}...")
        kept = f"{kept[:_LONGEST].rstrip()}..."
    return kept
