"""Sheets that committees keep: talks, speakers, rooms, availability, wishes."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import PurePath

from timetabler.formats.importing.cells import (
    Given,
    Names,
    Row,
    Sheet,
    read_csv,
    sheet_of,
)
from timetabler.formats.importing.header_map import HeaderMap, nowhere
from timetabler.formats.importing.own import known_as
from timetabler.formats.importing.programme import (
    Programme,
    RoomFacts,
    Span,
    SpeakerFacts,
    TalkFacts,
    TrackFacts,
    Wanted,
    WishFacts,
)
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.times import (
    TimeError,
    at,
    read_clock,
    read_date,
    read_length,
    read_moment,
)
from timetabler.formats.importing.workbook_cells import sheets_of
from timetabler.formats.importing.zones import zone_of
from timetabler.problem.mistakes import InvalidInputError, Located, unknown
from timetabler.timetable.file import MOST

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
_OFFSET = re.compile(r"[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
_YES = {"yes", "y", "true", "1", "x"}
_AVAILABLE = {"", "available", "yes", "y", "true", "1", "x"}
_BUSY = {"busy", "unavailable", "no", "n", "false", "0"}
_LIKED = {"", "prefer", "prefers", "like", "likes", "yes", "+"}
_DISLIKED = {"avoid", "avoids", "dislike", "no", "-"}


def read_sheets(sources: Sequence[Source], wanted: Wanted) -> Programme:
    """Read a workbook, or one CSV file a sheet, known by the names of files or sheets.

    Raises:
        InvalidInputError: With every mistake, as ``plan.xlsx:Talks!B7``.
    """
    said = wanted.headers
    sheets: dict[str, Sheet] = {}
    heads: dict[str, Sheet] = {}
    unread: list[str] = []
    for source in sources:
        for name, read in _named(source):
            kind = said.kind(name, SHEETS) or _kind(name)
            if kind is None and len(sources) == 1 and source.name.endswith(".csv"):
                kind = "talks"
            if kind is None or kind in sheets:
                unread.append(name)
            else:
                given = partial(said.column, name)
                heads[name] = sheets[kind] = read(SHEETS[kind], given)
    if "talks" not in sheets:
        raise sources[0].wrong("there is no sheet (or file) called talks")
    _refuse_unused(said, heads)
    programme = Programme("", zone_of(wanted, "", sources[0]))
    programme.notes.extend(f"the sheet {name} is not read" for name in unread)
    return _Reader(programme, sheets).read()


def _refuse_unused(said: HeaderMap, sheets: Mapping[str, Sheet]) -> None:
    heads = {name: sheet.head for name, sheet in sheets.items()}
    wrong = []
    for entry in said.unused(heads, SHEETS):
        why = nowhere(entry, heads)
        if entry.place is not None:
            wrong.append(replace(entry.place, message=why))
        else:
            may = (s for n, s in sheets.items() if entry.theirs.startswith(f"{n}!"))
            wrong.append(next(may, next(iter(sheets.values()))).place(why))
    if wrong:
        raise InvalidInputError(wrong)


def _named(source: Source) -> list[tuple[str, Callable[[Names, Given], Sheet]]]:
    if not source.data.startswith(b"PK"):
        name = PurePath(source.name).stem
        return [(name, partial(read_csv, source))]

    def reader(
        name: str, lines: list[tuple[int, list[str]]]
    ) -> Callable[[Names, Given], Sheet]:
        return partial(sheet_of, source.name, name, lines)

    return [(name, reader(name, lines)) for name, lines in sheets_of(source)]


def _kind(name: str) -> str | None:
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


def _plain(name: str) -> str:
    return " ".join(name.split())


class _Reader:
    def __init__(self, programme: Programme, sheets: Mapping[str, Sheet]) -> None:
        self.programme = programme
        self.sheets = sheets
        self.wrong: list[Located] = []
        self.later: list[tuple[Row, str]] = []

    def read(self) -> Programme:
        steps = {
            "rooms": self._room,
            "speakers": self._speaker,
            "talks": self._talk,
            "availability": self._availability,
            "wishes": self._wish,
        }
        for kind, step in steps.items():
            sheet = self.sheets.get(kind)
            if sheet is None:
                continue
            for header in sheet.unknown:
                self.programme.lost[f"column {header} of {sheet.name}"] += 1
            for row in sheet.rows:
                try:
                    step(row)
                except TimeError as error:
                    self.wrong.append(row.wrong("date", str(error)))
        for row, key in self.later:
            self._relations(row, key)
        if self.wrong:
            raise InvalidInputError(self.wrong)
        return self.programme

    def _room(self, row: Row) -> None:
        name = row.text("name")
        self.programme.rooms[name] = RoomFacts(
            name,
            seats=row.number("seats", self.wrong),
            building=row.text("building"),
            equipment=row.words("equipment"),
            turnover=row.number("turnover", self.wrong) or 0,
        )

    def _speaker(self, row: Row) -> None:
        name = row.text("name")
        self.programme.speakers[name] = SpeakerFacts(
            name,
            talks_a_day=row.number("talks_a_day", self.wrong) or None,
            rest=row.number("rest", self.wrong) or 0,
        )

    def _talk(self, row: Row) -> None:
        title = row.text("title") or row.text("id")
        if not title:
            self.wrong.append(row.wrong("title", "a talk needs a title"))
            return
        programme = self.programme
        track = known_as(
            programme.tracks, TrackFacts, row.text("track_id"), row.text("track")
        )
        room = known_as(
            programme.rooms, RoomFacts, row.text("room_id"), row.text("room")
        )
        start = self._moment(row, "start")
        rooms = tuple(self.programme.room(name) for name in row.words("rooms"))
        talk = TalkFacts(
            place=lambda why: row.wrong("minutes", why),
            title=title,
            minutes=self._minutes(row),
            id=row.text("id"),
            track=track,
            theme=row.text("theme"),
            speakers=self._speakers(row),
            room=room,
            start=start,
            kind=row.text("kind"),
            level=row.text("level"),
            language=row.text("language"),
            audience=row.number("audience", self.wrong),
            equipment=row.words("equipment"),
            rooms=rooms or None,
            pinned=row.text("pinned").casefold() in _YES,
            optional=row.number("optional", self.wrong),
            url=row.text("url"),
            guid=row.text("guid"),
            number=self._number(row),
            sequence=row.number("sequence", self.wrong) or 0,
            cancelled=row.text("cancelled").casefold() in _YES,
        )
        self.later.append((row, self.programme.add(talk.id or title, talk)))

    def _speakers(self, row: Row) -> tuple[str, ...]:
        """Find who gives a talk; with ids, names hold commas and come twice."""
        speakers, ids = self.programme.speakers, row.words("speaker_ids")
        names = list(row.words("speakers"))
        if ids:
            whole = row.cells.get("speakers", "").strip()
            lines = whole.split("\n")
            several = lines if len(lines) == len(ids) else whole.split("; ")
            names = [whole] if len(ids) == 1 else several
            if len(names) != len(ids):
                names = [""] * len(ids)
        pairs = zip(ids or [""] * len(names), map(_plain, names), strict=True)
        return tuple(known_as(speakers, SpeakerFacts, *pair) for pair in pairs)

    def _number(self, row: Row) -> int | None:
        """Read a number that programs know a talk by; one that is none is not kept."""
        text = row.text("number")
        short = len(text) <= len(str(MOST))
        return int(text) if text.isascii() and text.isdigit() and short else None

    def _minutes(self, row: Row) -> int | None:
        text = row.text("minutes").casefold().removesuffix("utes").removesuffix("min")
        try:
            return read_length(text) if text.strip() else None
        except TimeError as error:
            self.wrong.append(row.wrong("minutes", str(error)))
            return None

    def _moment(self, row: Row, name: str) -> datetime | None:
        date_, clock = row.text("date"), row.text(name)
        if not date_ or not clock:
            return None
        zone = self.programme.zone
        try:
            # In the hour that comes twice, clocks are written with their offset.
            if _OFFSET.fullmatch(clock):
                return read_moment(f"{read_date(date_)}T{clock}", zone)
            return at(read_date(date_), read_clock(clock), zone)
        except TimeError as error:
            self.wrong.append(row.wrong(name, str(error)))
            return None

    def _relations(self, row: Row, key: str) -> None:
        talk = self.programme.talks[key]
        talk.after = tuple(self._talks(row, "after"))
        talk.apart = tuple(self._talks(row, "not_parallel"))

    def _talks(self, row: Row, name: str) -> list[str]:
        titles = {t.title: key for key, t in self.programme.talks.items()}
        found = []
        for word in row.words(name):
            key = word if word in self.programme.talks else titles.get(word)
            if key is None:
                why = unknown("talk", word, self.programme.talks)
                self.wrong.append(row.wrong(name, why))
            else:
                found.append(key)
        return found

    def _span(self, row: Row) -> Span | None:
        if not row.text("date"):
            return None
        date_, zone = read_date(row.text("date")), self.programme.zone
        start = read_clock(row.text("from")) if row.text("from") else 0
        end = read_clock(row.text("to")) if row.text("to") else 24 * 60
        if end <= start:
            self.wrong.append(row.wrong("to", "this ends before it starts"))
            return None
        return Span(at(date_, start, zone), at(date_, end, zone))

    def _who(
        self, row: Row
    ) -> SpeakerFacts | RoomFacts | TalkFacts | TrackFacts | None:
        programme, name = self.programme, row.text("who")
        titles = {talk.title: talk for talk in programme.talks.values()}
        for known in (
            programme.speakers,
            programme.rooms,
            programme.talks,
            titles,
            programme.tracks,
        ):
            if name in known:
                return known[name]
        names = [*programme.speakers, *programme.rooms, *titles, *programme.tracks]
        self.wrong.append(row.wrong("who", unknown("name", name, names)))
        return None

    def _availability(self, row: Row) -> None:
        who, span, kind = self._who(row), self._span(row), row.text("kind").casefold()
        if kind not in _AVAILABLE | _BUSY:
            self.wrong.append(row.wrong("kind", "expected available or busy"))
        if who is None or span is None:
            return
        if kind in _BUSY and isinstance(who, SpeakerFacts):
            who.busy = (*who.busy, span)
        elif kind in _BUSY or isinstance(who, TrackFacts):
            self.wrong.append(row.wrong("who", "only speakers can be busy"))
        elif isinstance(who, RoomFacts):
            who.open = (*(who.open or ()), span)
        else:
            who.available = (*(who.available or ()), span)

    def _wish(self, row: Row) -> None:
        who, span, kind = self._who(row), self._span(row), row.text("kind").casefold()
        rooms = tuple(self.programme.room(name) for name in row.words("rooms"))
        if kind not in _LIKED | _DISLIKED:
            self.wrong.append(row.wrong("kind", "expected prefer or avoid"))
        elif isinstance(who, RoomFacts):
            self.wrong.append(row.wrong("who", "a room has no wishes"))
        elif who is not None:
            wish = WishFacts((span,) if span else (), rooms)
            if kind in _LIKED:
                who.prefer = who.prefer.joined(wish)
            else:
                who.avoid = who.avoid.joined(wish)
