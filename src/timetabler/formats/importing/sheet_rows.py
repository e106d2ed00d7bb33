"""What the rows of a committee's sheets say, taken into a programme."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from timetabler.formats.importing.cells import Row, Said, Sheet
from timetabler.formats.importing.own import known_as
from timetabler.formats.importing.programme import (
    Programme,
    RoomFacts,
    Span,
    SpeakerFacts,
    TalkFacts,
    TrackFacts,
    WishFacts,
)
from timetabler.formats.importing.times import (
    TimeError,
    at,
    read_clock,
    read_date,
    read_length,
    read_moment,
)
from timetabler.problem.mistakes import InvalidInputError, Located, shown, unknown
from timetabler.timetable.file import MOST

_DATED = re.compile(r"[0-9]{4}-")
_WHICH_DAY = "of which day? give a date, too"
_OFFSET = re.compile(r"[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
_YES = {"yes", "y", "true", "1", "x"}
_AVAILABLE = {"", "available", "yes", "y", "true", "1", "x"}
_BUSY = {"busy", "unavailable", "no", "n", "false", "0"}
_LIKED = {"", "prefer", "prefers", "like", "likes", "yes", "+"}
_DISLIKED = {"avoid", "avoids", "dislike", "no", "-"}


def read_rows(programme: Programme, sheets: Mapping[str, Sheet]) -> Programme:
    """Add to a programme what sheets say, and give it back.

    Args:
        programme: The programme, with its time zone.
        sheets: The sheets there are, by their kinds.

    Raises:
        InvalidInputError: With every mistake in a cell.
    """
    return _Reader(programme, sheets).read()


class _Reader:
    def __init__(self, programme: Programme, sheets: Mapping[str, Sheet]) -> None:
        self.programme = programme
        self.sheets = sheets
        self.wrong: list[Located] = []
        self.later: list[tuple[Row, str]] = []
        self.first: dict[str, Row] = {}
        self.said = Said(self.wrong)

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

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The keys of talks by their titles; there are no more talks by now."""
        return {talk.title: key for key, talk in self.programme.talks.items()}

    def _room(self, row: Row) -> None:
        name = self._named(row, "room")
        room = RoomFacts(
            name,
            seats=row.number("seats", self.wrong),
            building=row.text("building"),
            equipment=row.words("equipment"),
            turnover=row.number("turnover", self.wrong) or 0,
        )
        if name in self.first:
            why = f"{shown(name)} has a row already, line {self.first[name].line};"
            self.wrong.append(row.wrong("name", f"{why} make one of the two"))
        elif name:
            self.first[name] = row
            self.programme.rooms[name] = room

    def _speaker(self, row: Row) -> None:
        """Take in a speaker; a further row may add to the first, not contradict it."""
        name = self._named(row, "speaker")
        if not name:
            for key in ("talks_a_day", "rest"):
                row.number(key, self.wrong)
            return
        self.programme.speakers[name] = SpeakerFacts(
            name,
            talks_a_day=self.said.number(row, "talks_a_day", name, shown(name)) or None,
            rest=self.said.number(row, "rest", name, shown(name)) or 0,
        )

    def _named(self, row: Row, kind: str) -> str:
        name = row.text("name")
        if not name:
            why = f"a {kind} needs a name; give it one, or take out the row"
            self.wrong.append(row.wrong("name", why))
        return name

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
        if not clock:
            return None
        zone = self.programme.zone
        if not date_ and not _DATED.match(clock):
            self.wrong.append(row.wrong(name, _WHICH_DAY))
            return None
        try:
            if not date_:
                return read_moment(clock, zone)
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
        found = []
        for word in row.words(name):
            key = word if word in self.programme.talks else self._titles.get(word)
            if key is None:
                why = unknown("talk", word, self.programme.talks)
                self.wrong.append(row.wrong(name, why))
            else:
                found.append(key)
        return found

    def _span(self, row: Row) -> Span | None:
        if not row.text("date"):
            for name in ("from", "to"):
                if row.text(name):
                    self.wrong.append(row.wrong(name, _WHICH_DAY))
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
        for known in (programme.speakers, programme.rooms, programme.talks):
            if name in known:
                return known[name]
        if name in self._titles:
            return programme.talks[self._titles[name]]
        if name in programme.tracks:
            return programme.tracks[name]
        names = [
            *programme.speakers,
            *programme.rooms,
            *self._titles,
            *programme.tracks,
        ]
        self.wrong.append(row.wrong("who", unknown("name", name, names)))
        return None

    def _availability(self, row: Row) -> None:
        who, span, kind = self._who(row), self._span(row), row.text("kind").casefold()
        if kind not in _AVAILABLE | _BUSY:
            self.wrong.append(row.wrong("kind", "expected available or busy"))
        if not any(map(row.text, ("date", "from", "to"))):
            self.wrong.append(row.wrong("date", "when? give a date"))
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


def _plain(name: str) -> str:
    return " ".join(name.split())
