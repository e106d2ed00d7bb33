"""Join a problem file into a problem, and collect what does not fit together."""

import re
from collections.abc import Iterable, Iterator

from timetabler.problem.days import Calendar
from timetabler.problem.file import (
    BreakEntry,
    ProblemFile,
    RoomEntry,
    SpeakerEntry,
    ThemeEntry,
    TrackEntry,
)
from timetabler.problem.lookup import Lookup
from timetabler.problem.mistakes import Mistake, Path, shown
from timetabler.problem.problem import (
    Break,
    Problem,
    Room,
    Session,
    Speaker,
    Theme,
    Track,
)
from timetabler.problem.talks import build_talk
from timetabler.problem.when import When, WhenError

_ID = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]+")
_ANY_START = 1


def build(
    file: ProblemFile, lost: frozenset[str] = frozenset()
) -> tuple[Problem, list[Mistake]]:
    """Build the problem; what is wrong is left out of it, and told.

    Args:
        file: What was read.
        lost: Kinds (``room``, ...) whose ids could not be read, and are not missed.
    """
    builder = _Builder(file, lost)
    problem = builder.problem()
    return problem, [*builder.calendar.mistakes, *builder.lookup.mistakes]


class _Builder:
    def __init__(self, file: ProblemFile, lost: frozenset[str]) -> None:
        self.file = file
        self.calendar = Calendar(file.conference)
        self.days = self.calendar.days
        self.lookup = Lookup(file, When(self.calendar.clock, self.days), lost)

    def problem(self) -> Problem:
        file, conference = self.file, self.file.conference
        self._check_ids()
        slots = self.lookup.starts(conference.slots, ("conference", "slots"))
        unread = slots is None and conference.slots is not None
        return Problem(
            title=conference.title,
            url=conference.url,
            clock=self.calendar.clock,
            grid=_ANY_START if unread else conference.grid,
            days=self.days,
            slots=slots,
            breaks={id: self._break(id, b) for id, b in conference.breaks.items()},
            walking=conference.walking,
            walks=self._walks(),
            rooms={id: self._room(id, r) for id, r in file.rooms.items()},
            tracks={id: self._track(id, t) for id, t in file.tracks.items()},
            themes={id: self._theme(id, t) for id, t in file.themes.items()},
            sessions=dict(self._sessions()),
            speakers={id: self._speaker(id, s) for id, s in file.speakers.items()},
            talks={id: build_talk(self.lookup, id, t) for id, t in file.talks.items()},
            constraints=file.constraints,
            profiles=file.profiles,
        )

    def _check_ids(self) -> None:
        conference, file = self.file.conference, self.file
        named: dict[Path, Iterable[str]] = {
            ("conference", "days"): conference.days,
            ("conference", "breaks"): conference.breaks,
            ("rooms",): file.rooms,
            ("tracks",): file.tracks,
            ("themes",): file.themes,
            ("sessions",): file.sessions,
            ("speakers",): file.speakers,
            ("talks",): file.talks,
        }
        for path, entries in named.items():
            for id in entries:
                if not _ID.fullmatch(id):
                    meant = "-".join("".join(filter(str.isprintable, id)).split())
                    hint = f"write it as {meant}" if meant else "it can not be empty"
                    why = f"an id has no blanks: {id!r}; {hint}"
                    self.lookup.wrong((*path, id), why, at="key")

    def _walks(self) -> dict[frozenset[str], int]:
        rooms = self.file.rooms.values()
        known = dict.fromkeys(room.building for room in rooms if room.building)
        walks: dict[frozenset[str], int] = {}
        for text, minutes in self.file.conference.walks.items():
            path = ("conference", "walks", text)
            ends = frozenset(text.split())
            if len(text.split()) != 2 or len(ends) != 2:  # noqa: PLR2004
                why = f"{shown(text)} does not name two buildings, as in `H K`"
                self.lookup.wrong(path, why, at="key")
            elif ends in walks:
                why = f"{shown(text)} is given twice, the other way round"
                self.lookup.wrong(path, why, at="key")
            else:
                self.lookup.among("building", text.split(), known, path)
                walks[ends] = minutes
        return walks

    def _break(self, id: str, entry: BreakEntry) -> Break:
        path: Path = ("conference", "breaks", id)
        rooms = self.lookup.rooms(entry.rooms, (*path, "rooms"))
        return Break(
            id=id,
            title=entry.title or id,
            windows=self.lookup.windows(entry.when, (*path, "when")) or (),
            rooms=frozenset(self.file.rooms) if rooms is None else rooms,
        )

    def _room(self, id: str, entry: RoomEntry) -> Room:
        hours = tuple(day.hours for day in self.days.values())
        open_ = self.lookup.windows(entry.open, ("rooms", id, "open"))
        return Room(
            id=id,
            title=entry.title or id,
            seats=entry.seats,
            equipment=frozenset(entry.equipment),
            building=entry.building,
            open=hours if open_ is None else open_,
            turnover=entry.turnover,
        )

    def _track(self, id: str, entry: TrackEntry) -> Track:
        path: Path = ("tracks", id)
        look = self.lookup
        return Track(
            id=id,
            title=entry.title or id,
            colour=entry.colour,
            days=look.limit("day", entry.days, (*path, "days")),
            windows=look.windows(entry.windows, (*path, "windows")),
            rooms=look.rooms(entry.rooms, (*path, "rooms")),
            prefer=look.wish(entry.prefer, (*path, "prefer")),
            avoid=look.wish(entry.avoid, (*path, "avoid")),
            chairs=look.ids("speaker", entry.chairs, (*path, "chairs")),
        )

    def _theme(self, id: str, entry: ThemeEntry) -> Theme:
        path: Path = ("themes", id)
        return Theme(
            id=id,
            title=entry.title or id,
            prefer=self.lookup.wish(entry.prefer, (*path, "prefer")),
            avoid=self.lookup.wish(entry.avoid, (*path, "avoid")),
            after=self.lookup.ids("theme", entry.after, (*path, "after")),
        )

    def _sessions(self) -> Iterator[tuple[str, Session]]:
        for id, entry in self.file.sessions.items():
            path: Path = ("sessions", id)
            rooms = {}
            for room, track in entry.rooms.items():
                place = (*path, "rooms", room)
                here = self.lookup.one("room", room, place, at="key")
                its = self.lookup.one("track", track, place)
                if here and its:
                    rooms[here] = its
            try:
                windows = self.lookup.when.windows(entry.when)
            except WhenError as error:
                self.lookup.wrong((*path, "when"), str(error))
                continue
            if len(windows) > 1:
                why = f"{entry.when!r} names no day; write it as saturday 9:00-12:00"
                self.lookup.wrong((*path, "when"), why)
            yield id, Session(id, entry.title or id, windows[0], rooms)

    def _speaker(self, id: str, entry: SpeakerEntry) -> Speaker:
        path: Path = ("speakers", id)
        look = self.lookup
        return Speaker(
            id=id,
            name=entry.name or id,
            available=look.windows(entry.available, (*path, "available")),
            busy=look.windows(entry.busy, (*path, "busy")) or (),
            prefer=look.wish(entry.prefer, (*path, "prefer")),
            avoid=look.wish(entry.avoid, (*path, "avoid")),
            talks_a_day=entry.talks_a_day,
            rest=entry.rest,
            tags=frozenset(entry.tags),
        )
