"""Join the talks of a problem file with everything they mention."""

from collections.abc import Iterator

from timetabler.problem.file import PinEntry, TalkEntry
from timetabler.problem.lookup import Lookup
from timetabler.problem.mistakes import Path
from timetabler.problem.problem import After, Pin, Talk
from timetabler.problem.when import WhenError


def build_talk(look: Lookup, id: str, entry: TalkEntry) -> Talk:
    """Build a talk; what is wrong is left out of it, and told to the lookup."""
    path: Path = ("talks", id)
    slots = look.starts(entry.slots, (*path, "slots"))
    pin = _pin(look, entry.pin, (*path, "pin"))
    if slots is None and entry.slots is not None:
        # Without its slots nobody knows whether the start it is pinned to is one.
        pin = Pin(pin.day, None, pin.room)
    return Talk(
        id=id,
        title=entry.title,
        minutes=entry.minutes,
        track=look.one("track", entry.track, (*path, "track")),
        theme=look.one("theme", entry.theme, (*path, "theme")),
        speakers=look.ids("speaker", entry.speakers, (*path, "speakers")),
        audience=entry.audience,
        equipment=frozenset(entry.equipment),
        kind=entry.kind,
        level=entry.level,
        language=entry.language,
        tags=frozenset(entry.tags),
        days=look.limit("day", entry.days, (*path, "days")),
        windows=look.windows(entry.windows, (*path, "windows")),
        rooms=look.rooms(entry.rooms, (*path, "rooms")),
        prefer=look.wish(entry.prefer, (*path, "prefer")),
        avoid=look.wish(entry.avoid, (*path, "avoid")),
        pin=pin,
        slots=slots,
        after=tuple(_after(look, id, entry, (*path, "after"))),
        not_parallel=frozenset(_apart(look, id, entry, (*path, "not_parallel"))),
        optional=entry.optional,
        url=entry.url,
    )


def _pin(look: Lookup, entry: PinEntry, path: Path) -> Pin:
    day = look.one("day", entry.day, (*path, "day"))
    room = look.one("room", entry.room, (*path, "room"))
    if entry.start is None or day != entry.day:
        return Pin(day, None, room)
    try:
        starts = (
            look.when.starts(entry.start)
            if day is None
            else (look.when.on(day, entry.start),)
        )
    except WhenError as error:
        look.wrong((*path, "start"), str(error))
        starts = None
    return Pin(day, starts, room)


def _after(look: Lookup, id: str, entry: TalkEntry, path: Path) -> Iterator[After]:
    seen: set[str] = set()
    for index, after in enumerate(entry.after):
        place = (*path, index, "talk")
        if after.talk == id:
            look.wrong(place, "a talk can not come after itself")
        elif after.talk in seen:
            look.wrong(place, f"{after.talk!r} is listed twice")
        elif look.one("talk", after.talk, place):
            seen.add(after.talk)
            yield After(after.talk, after.directly, after.same_day)


def _apart(look: Lookup, id: str, entry: TalkEntry, path: Path) -> Iterator[str]:
    for index, other in enumerate(entry.not_parallel):
        if other == id:
            look.wrong((*path, index), "a talk is never parallel to itself")
    yield from (t for t in look.ids("talk", entry.not_parallel, path) if t != id)
