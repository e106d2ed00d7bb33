"""The time zone of a source: asked for where it says none, never guessed."""

from zoneinfo import ZoneInfo

from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.times import TimeError, read_zone


def zone_of(wanted: Wanted, named: str, source: Source) -> ZoneInfo:
    """Find the time zone: the one wanted, or else the one the source names.

    Raises:
        InvalidInputError: If neither says it, or there is none of that name.
    """
    if wanted.zone is not None:
        return wanted.zone
    if not named:
        raise source.wrong(
            "the file does not name its time zone; give it: --timezone Europe/Brussels"
        )
    try:
        return read_zone(named)
    except TimeError as error:
        raise source.wrong(f"{error}; --timezone sets another") from None


def one(sources: "list[Source] | tuple[Source, ...]", what: str) -> Source:
    """Take the only source of a format that is one file.

    Raises:
        InvalidInputError: If there are several.
    """
    if len(sources) != 1:
        raise sources[1].wrong(f"{what} is one file, and {sources[0].name} was given")
    return sources[0]
