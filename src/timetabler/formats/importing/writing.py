"""Write a programme as a problem file that people can read and go on with."""

from collections.abc import Iterator, Mapping

from timetabler.formats.importing.days import Days
from timetabler.formats.importing.ids import Ids
from timetabler.formats.importing.keeping import (
    kept_rooms,
    kept_windows,
    talks_by_track,
)
from timetabler.formats.importing.made import comment
from timetabler.formats.importing.programme import (
    Programme,
    TalkFacts,
    Wanted,
    WishFacts,
)
from timetabler.formats.importing.words import clean, scalar, slug, unique

Value = str | int | bool | list[str] | dict[str, "Value"] | None
Fields = Mapping[str, Value]
_WIDE = 100


def write_problem(
    programme: Programme, days: Days, ids: Ids, wanted: Wanted, made_from: str
) -> str:
    """Write the problem file; what it can not hold is told in its first lines."""
    writer = _Writer(programme, days, ids, wanted)
    return "\n".join([*_head(programme, made_from), *writer.lines()]) + "\n"


def losses(programme: Programme) -> list[str]:
    """Say what of the source a problem file has no place for."""
    return [f"{what} ({count})" for what, count in sorted(programme.lost.items())]


def _head(programme: Programme, made_from: str) -> Iterator[str]:
    yield from comment(f"{programme.title}, imported from {made_from}.")
    lost = losses(programme)
    if lost:
        yield "#"
        yield from comment(f"Not kept, for want of a place: {', '.join(lost)}.")
    if programme.notes:
        yield "#"
        yield from comment("Please look at these:")
        for note in programme.notes:
            yield from comment(note, first="# - ", others="#   ")
    yield ""


class _Writer:
    def __init__(
        self, programme: Programme, days: Days, ids: Ids, wanted: Wanted
    ) -> None:
        self.programme = programme
        self.days = days
        self.ids = ids
        self.keep = wanted.keep

    def lines(self) -> Iterator[str]:
        yield "format: 1"
        yield "conference:"
        yield from self._conference()
        yield from _section("rooms", self._rooms())
        yield from _section("tracks", self._tracks())
        yield from _section("themes", self._themes())
        yield from _section("speakers", self._speakers())
        yield from _section("talks", self._talks())

    def _conference(self) -> Iterator[str]:
        programme = self.programme
        yield f"  title: {scalar(programme.title)}"
        if programme.url:
            yield f"  url: {scalar(clean(programme.url))}"
        yield f"  timezone: {programme.zone.key}"
        yield f"  grid: {self.days.grid()}"
        yield "  days:"
        for day in self.days.days:
            when = f"date: {day.date}, hours: {self.days.hours(day)}"
            yield f"    {scalar(day.id)}: {{{when}, title: {day.title}}}"
        breaks = dict(self._breaks())
        if breaks:
            yield "  breaks:"
        for key, fields in breaks.items():
            yield from _entry(key, fields, "    ")

    def _breaks(self) -> Iterator[tuple[str, Fields]]:
        """Join the breaks of one name and one set of rooms."""
        found: dict[tuple[str, tuple[str, ...] | None], list[str]] = {}
        for pause in self.programme.breaks:
            rooms = pause.rooms
            window = self.days.pause(pause.span)
            windows = found.setdefault((clean(pause.title) or "break", rooms), [])
            if window and window not in windows:
                windows.append(window)
        taken: set[str] = set()
        for (title, rooms), windows in found.items():
            if windows:
                key = unique(slug(title, "break"), taken)
                taken.add(key)
                here = None if rooms is None else [self.ids.rooms[r] for r in rooms]
                yield key, {"title": title, "when": windows, "rooms": here}

    def _rooms(self) -> Iterator[tuple[str, Fields]]:
        for key, room in self.programme.rooms.items():
            id = self.ids.rooms[key]
            yield (
                id,
                {
                    "title": room.name if room.name != id else None,
                    "seats": room.seats,
                    "building": room.building,
                    "equipment": list(room.equipment),
                    "turnover": room.turnover or None,
                    "open": None if room.open is None else self.days.windows(room.open),
                },
            )

    def _tracks(self) -> Iterator[tuple[str, Fields]]:
        by_track = talks_by_track(self.programme)
        for key, track in self.programme.tracks.items():
            talks = by_track[key] if self.keep else []
            yield (
                self.ids.tracks[key],
                {
                    "title": track.name,
                    "colour": track.colour,
                    "rooms": [self.ids.rooms[room] for room in kept_rooms(talks)],
                    "windows": kept_windows(self.days, talks),
                    "prefer": self._wish(track.prefer),
                    "avoid": self._wish(track.avoid),
                },
            )

    def _themes(self) -> Iterator[tuple[str, Fields]]:
        for name, id in self.ids.themes.items():
            yield id, {"title": name}

    def _speakers(self) -> Iterator[tuple[str, Fields]]:
        for key, speaker in self.programme.speakers.items():
            there = speaker.available
            yield (
                self.ids.speakers[key],
                {
                    "name": speaker.name,
                    "available": None if there is None else self.days.windows(there),
                    "busy": self.days.windows(speaker.busy),
                    "talks_a_day": speaker.talks_a_day,
                    "rest": speaker.rest or None,
                    "prefer": self._wish(speaker.prefer),
                    "avoid": self._wish(speaker.avoid),
                },
            )

    def _talks(self) -> Iterator[tuple[str, Fields]]:
        for key, talk in self.programme.talks.items():
            yield self.ids.talks[key], {**self._plain(talk), **self._limits(talk)}

    def _plain(self, talk: TalkFacts) -> Fields:
        return {
            "title": talk.title,
            "minutes": talk.minutes,
            "track": self.ids.tracks[talk.track] if talk.track else None,
            "theme": self.ids.themes[talk.theme] if talk.theme else None,
            "speakers": [self.ids.speakers[speaker] for speaker in talk.speakers],
            "audience": talk.audience,
            "equipment": list(talk.equipment),
            "kind": talk.kind,
            "level": talk.level,
            "language": talk.language,
            "optional": 0 if talk.cancelled else talk.optional,
            "url": talk.url,
        }

    def _limits(self, talk: TalkFacts) -> Fields:
        there = talk.available
        rooms = talk.rooms
        if rooms is None and self.keep and not talk.track and talk.room:
            rooms = (talk.room,)
        return {
            "rooms": None if rooms is None else [self.ids.rooms[r] for r in rooms],
            "windows": None if there is None else self.days.windows(there),
            "pin": self._pin(talk) if talk.pinned else None,
            "after": [self.ids.talks[other] for other in talk.after],
            "not_parallel": [self.ids.talks[other] for other in talk.apart],
            "prefer": self._wish(talk.prefer),
            "avoid": self._wish(talk.avoid),
        }

    def _pin(self, talk: TalkFacts) -> Value:
        pin: dict[str, Value] = {}
        if talk.start is not None:
            date_ = self.days.of(talk.start)
            day = next(day for day in self.days.days if day.date == date_)
            pin["day"] = day.id
            pin["start"] = self.days.clock.write(date_, self.days.minute(talk.start))
        if talk.room:
            pin["room"] = self.ids.rooms[talk.room]
        return pin or None

    def _wish(self, wish: WishFacts) -> Value:
        found: dict[str, Value] = {}
        if wish.spans:
            found["windows"] = self.days.windows(wish.spans)
        if wish.rooms:
            found["rooms"] = [self.ids.rooms[room] for room in wish.rooms]
        return found or None


def _section(name: str, entries: Iterator[tuple[str, Fields]]) -> Iterator[str]:
    found = list(entries)
    if not found and name != "talks":
        return
    yield ""
    yield f"{name}:" if found else f"{name}: {{}}"
    for key, fields in found:
        yield from _entry(key, fields, "  ")


def _entry(key: str, fields: Fields, indent: str) -> Iterator[str]:
    """Write an entry on one line if it fits, else with one line a field."""
    # An empty list of windows says something: that there are none.
    said = {
        name: value
        for name, value in fields.items()
        if value is not None and value != "" and (value != [] or name in _SAY_NONE)
    }
    short = f"{indent}{scalar(key)}: {_value(said)}"
    if len(short) <= _WIDE:
        yield short
        return
    yield f"{indent}{scalar(key)}:"
    for name, value in said.items():
        line = f"{indent}  {name}: {_value(value)}"
        if isinstance(value, list) and len(line) > _WIDE:
            yield f"{indent}  {name}:"
            yield from (f"{indent}    - {scalar(item)}" for item in value)
        else:
            yield line


_SAY_NONE = {"available", "open"}


def _value(value: Value | Fields) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{k}: {_value(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(scalar, value))}]"
    if isinstance(value, str):
        return scalar(value)
    return str(value).lower()
