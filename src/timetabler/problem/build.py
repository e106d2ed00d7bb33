"""Join a problem file into a problem, and collect what does not fit together."""

from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

from timetabler.problem.clock import DAY, Clock, ClockError
from timetabler.problem.file import (
    AfterEntry,
    PinEntry,
    ProblemFile,
    SpeakerEntry,
    TalkEntry,
    ThemeEntry,
    TrackEntry,
    WishEntry,
)
from timetabler.problem.mistakes import Mistake, Path, unknown
from timetabler.problem.problem import (
    After,
    Break,
    Day,
    Pin,
    Problem,
    Room,
    Session,
    Speaker,
    Talk,
    Theme,
    Track,
    Window,
    Windows,
    Wish,
)
from timetabler.problem.when import When, WhenError, read_hours


class Builder:
    """Builds one problem; ``mistakes`` holds what was wrong on the way."""

    def __init__(self, file: ProblemFile) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        conference = file.conference
        first = min(day.date for day in conference.days.values())
        self.clock = Clock(self._zone(conference.timezone), first)
        self.days = self._days()
        self.when = When(self.clock, self.days)

    def problem(self) -> Problem:
        """Build the problem; parts with mistakes are left out of it."""
        file, conference = self.file, self.file.conference
        return Problem(
            title=conference.title,
            url=conference.url,
            clock=self.clock,
            grid=conference.grid,
            days=self.days,
            slots=self._starts(conference.slots, ("conference", "slots")),
            breaks={id: self._break(id) for id in conference.breaks},
            walking=conference.walking,
            walks=self._walks(),
            rooms={id: self._room(id) for id in file.rooms},
            tracks={id: self._track(id, t) for id, t in file.tracks.items()},
            themes={id: self._theme(id, t) for id, t in file.themes.items()},
            sessions=dict(self._sessions()),
            speakers={id: self._speaker(id, s) for id, s in file.speakers.items()},
            talks={id: self._talk(id, t) for id, t in file.talks.items()},
            constraints=file.constraints,
        )

    def _wrong(self, path: Path, message: str) -> None:
        self.mistakes.append(Mistake(path, message))

    def _zone(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            why = f"{name!r} is not a known time zone; write it as Europe/Brussels"
            self._wrong(("conference", "timezone"), why)
            return ZoneInfo("UTC")

    def _days(self) -> dict[str, Day]:
        days: dict[str, Day] = {}
        last: Day | None = None
        for id, entry in self.file.conference.days.items():
            path = ("conference", "days", id)
            try:
                start, end = read_hours(entry.hours)
                hours = Window(
                    self.clock.minute(entry.date, start),
                    self.clock.minute(entry.date, end),
                )
            except (WhenError, ClockError) as error:
                self._wrong((*path, "hours"), str(error))
                midnight = self.clock.minute(entry.date, 0)
                hours = Window(midnight, midnight + DAY)
            if last and hours.start < last.hours.end:
                why = f"{id} begins before {last.id} ends; list days in order of date"
                self._wrong((*path, "date"), why)
            last = days[id] = Day(id, entry.title or id, entry.date, hours)
        return days

    def _walks(self) -> dict[frozenset[str], int]:
        known = {room.building for room in self.file.rooms.values() if room.building}
        walks: dict[frozenset[str], int] = {}
        for text, minutes in self.file.conference.walks.items():
            path = ("conference", "walks", text)
            ends = text.split()
            if len(ends) != 2:  # noqa: PLR2004
                self._wrong(path, f"{text!r} does not name two buildings, as in `H K`")
                continue
            self._known("building", ends, known, path, listed=False)
            walks[frozenset(ends)] = minutes
        return walks

    def _known(
        self,
        kind: str,
        names: Iterable[str],
        known: Iterable[str],
        path: Path,
        *,
        listed: bool = True,
    ) -> None:
        ids = list(known)
        for index, name in enumerate(names):
            if name not in ids:
                place = (*path, index) if listed else path
                self._wrong(place, unknown(kind, name, ids))

    def _ids(
        self,
        kind: str,
        names: list[str] | None,
        known: Mapping[str, object],
        path: Path,
    ) -> tuple[str, ...] | None:
        if names is None:
            return None
        self._known(kind, names, known, path)
        found = tuple(name for name in names if name in known)
        # Where nothing named is known, nothing is said: one mistake, one message.
        return found if found or not names else None

    def _read(
        self,
        texts: list[str] | None,
        path: Path,
        read: Callable[[str], Iterable[object]],
    ) -> list[object] | None:
        if texts is None:
            return None
        found: list[object] = []
        before = len(self.mistakes)
        for index, text in enumerate(texts):
            try:
                found.extend(read(text))
            except WhenError as error:
                self._wrong((*path, index), str(error))
        return found if len(self.mistakes) == before else None

    def _windows(self, texts: list[str] | None, path: Path) -> Windows | None:
        found = self._read(texts, path, self.when.windows)
        return None if found is None else tuple(w for w in found if type(w) is Window)

    def _starts(self, texts: list[str] | None, path: Path) -> tuple[int, ...] | None:
        found = self._read(texts, path, self.when.starts)
        if found is None:
            return None
        return tuple(sorted({s for s in found if isinstance(s, int)}))

    def _rooms(self, names: list[str] | None, path: Path) -> frozenset[str] | None:
        ids = self._ids("room", names, self.file.rooms, path)
        return None if ids is None else frozenset(ids)

    def _wish(self, entry: WishEntry, path: Path) -> Wish:
        return Wish(
            days=self._ids("day", entry.days, self.days, (*path, "days")) or (),
            windows=self._windows(entry.windows, (*path, "windows")) or (),
            rooms=self._rooms(entry.rooms, (*path, "rooms")) or frozenset(),
        )

    def _break(self, id: str) -> Break:
        entry = self.file.conference.breaks[id]
        path: Path = ("conference", "breaks", id)
        rooms = self._rooms(entry.rooms, (*path, "rooms"))
        return Break(
            id=id,
            title=entry.title or id,
            windows=self._windows(entry.when, (*path, "when")) or (),
            rooms=frozenset(self.file.rooms) if rooms is None else rooms,
        )

    def _room(self, id: str) -> Room:
        entry = self.file.rooms[id]
        open_ = self._windows(entry.open, ("rooms", id, "open"))
        return Room(
            id=id,
            title=entry.title or id,
            seats=entry.seats,
            equipment=frozenset(entry.equipment),
            building=entry.building,
            open=tuple(d.hours for d in self.days.values()) if open_ is None else open_,
            turnover=entry.turnover,
        )

    def _track(self, id: str, entry: TrackEntry) -> Track:
        path: Path = ("tracks", id)
        speakers = self.file.speakers
        return Track(
            id=id,
            title=entry.title or id,
            colour=entry.colour,
            days=self._ids("day", entry.days, self.days, (*path, "days")),
            windows=self._windows(entry.windows, (*path, "windows")),
            rooms=self._rooms(entry.rooms, (*path, "rooms")),
            prefer=self._wish(entry.prefer, (*path, "prefer")),
            avoid=self._wish(entry.avoid, (*path, "avoid")),
            chairs=self._ids("speaker", entry.chairs, speakers, (*path, "chairs"))
            or (),
        )

    def _theme(self, id: str, entry: ThemeEntry) -> Theme:
        path: Path = ("themes", id)
        after = self._ids("theme", entry.after, self.file.themes, (*path, "after"))
        return Theme(
            id=id,
            title=entry.title or id,
            prefer=self._wish(entry.prefer, (*path, "prefer")),
            avoid=self._wish(entry.avoid, (*path, "avoid")),
            after=after or (),
        )

    def _sessions(self) -> Iterable[tuple[str, Session]]:
        for id, entry in self.file.sessions.items():
            path: Path = ("sessions", id)
            for room, track in entry.rooms.items():
                place = (*path, "rooms", room)
                if room not in self.file.rooms:
                    why = unknown("room", room, self.file.rooms)
                    self.mistakes.append(Mistake(place, why, at="key"))
                self._known("track", [track], self.file.tracks, place, listed=False)
            try:
                windows = self.when.windows(entry.when)
            except WhenError as error:
                self._wrong((*path, "when"), str(error))
                continue
            if len(windows) > 1:
                self._wrong((*path, "when"), f"{entry.when!r} names no day")
            yield id, Session(id, entry.title or id, windows[0], entry.rooms)

    def _speaker(self, id: str, entry: SpeakerEntry) -> Speaker:
        path: Path = ("speakers", id)
        return Speaker(
            id=id,
            name=entry.name or id,
            available=self._windows(entry.available, (*path, "available")),
            busy=self._windows(entry.busy, (*path, "busy")) or (),
            prefer=self._wish(entry.prefer, (*path, "prefer")),
            avoid=self._wish(entry.avoid, (*path, "avoid")),
            talks_a_day=entry.talks_a_day,
            rest=entry.rest,
        )

    def _talk(self, id: str, entry: TalkEntry) -> Talk:
        path: Path = ("talks", id)
        file = self.file
        if entry.track is not None:
            place = (*path, "track")
            self._known("track", [entry.track], file.tracks, place, listed=False)
        if entry.theme is not None:
            place = (*path, "theme")
            self._known("theme", [entry.theme], file.themes, place, listed=False)
        speakers = self._ids(
            "speaker", entry.speakers, file.speakers, (*path, "speakers")
        )
        apart = self._ids(
            "talk", entry.not_parallel, file.talks, (*path, "not_parallel")
        )
        return Talk(
            id=id,
            title=entry.title,
            minutes=entry.minutes,
            track=entry.track if entry.track in file.tracks else None,
            theme=entry.theme if entry.theme in file.themes else None,
            speakers=tuple(dict.fromkeys(speakers or ())),
            audience=entry.audience,
            equipment=frozenset(entry.equipment),
            kind=entry.kind,
            level=entry.level,
            language=entry.language,
            days=self._ids("day", entry.days, self.days, (*path, "days")),
            windows=self._windows(entry.windows, (*path, "windows")),
            rooms=self._rooms(entry.rooms, (*path, "rooms")),
            prefer=self._wish(entry.prefer, (*path, "prefer")),
            avoid=self._wish(entry.avoid, (*path, "avoid")),
            pin=self._pin(entry.pin, (*path, "pin")),
            slots=self._starts(entry.slots, (*path, "slots")),
            after=tuple(self._after(id, entry, (*path, "after"))),
            not_parallel=frozenset(apart or ()) - {id},
            optional=entry.optional,
            url=entry.url,
        )

    def _pin(self, entry: PinEntry, path: Path) -> Pin:
        day = entry.day if entry.day in self.days else None
        if entry.day is not None:
            self._known("day", [entry.day], self.days, (*path, "day"), listed=False)
        if entry.room is not None:
            rooms = self.file.rooms
            self._known("room", [entry.room], rooms, (*path, "room"), listed=False)
        starts = None
        if entry.start is not None:
            try:
                starts = (
                    self.when.starts(entry.start)
                    if day is None
                    else (self.when.on(day, entry.start),)
                )
            except WhenError as error:
                self._wrong((*path, "start"), str(error))
        room = entry.room if entry.room in self.file.rooms else None
        return Pin(day, starts, room)

    def _after(self, id: str, entry: TalkEntry, path: Path) -> Iterable[After]:
        for index, after in enumerate(entry.after):
            known = self.file.talks
            if after.talk == id:
                self._wrong((*path, index), "a talk can not come after itself")
            elif after.talk not in known:
                self._wrong((*path, index), unknown("talk", after.talk, known))
            else:
                yield _after(after)


def _after(entry: AfterEntry) -> After:
    return After(entry.talk, entry.directly, entry.same_day)
