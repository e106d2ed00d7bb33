"""Read an OptaPlanner workbook; what does not fit together is told with its cell."""

from collections.abc import Callable, Mapping
from itertools import product
from typing import TypeVar

from timetabler.formats.importing.cells import Cell, Names, Row, sheet_of
from timetabler.formats.importing.optaplanner.book import (
    PLACES,
    STRENGTHS,
    Book,
    Room,
    Speaker,
    Spot,
    Talk,
    Wanted,
)
from timetabler.formats.importing.optaplanner.configuration import configuration
from timetabler.formats.importing.optaplanner.slots import (
    by_times,
    closed_slots,
    read_slots,
)
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.workbook_cells import Lines, colours_of, sheets_of
from timetabler.problem.mistakes import InvalidInputError, Located, shown, unknown

Thing = TypeVar("Thing")
_WANTED: Names = {
    f"{strength} {place} tags": () for strength in STRENGTHS for place in PLACES
}
_SHEETS: Mapping[str, Names] = {
    "Timeslots": {"day": (), "start": (), "end": (), "talk types": (), "tags": ()},
    "Rooms": {"name": (), "capacity": (), "talk types": (), "tags": ()},
    "Speakers": {"name": (), **_WANTED},
    "Talks": {
        **dict.fromkeys(
            (
                "code",
                "title",
                "talk type",
                "speakers",
                "theme track tags",
                "sector tags",
                "audience types",
                "audience level",
                "content tags",
                "language",
                "mutually exclusive talks tags",
                "prerequisite talks codes",
                "favorite count",
                "crowd control risk",
                "pinned by user",
                "timeslot day",
                "start",
                "end",
                "room",
                "published timeslot",
                "published start",
                "published end",
                "published room",
            ),
            (),
        ),
        **_WANTED,
    },
}


def read_book(source: Source) -> Book:
    """Read a workbook.

    Raises:
        InvalidInputError: With every mistake, as ``file.xlsx:Talks!B7``.
    """
    sheets = dict(sheets_of(source))
    missing = [name for name in ("Configuration", *_SHEETS) if name not in sheets]
    if missing:
        raise source.wrong(f"the workbook has no sheet {missing[0]!r}")
    reader = _Reader(source, sheets)
    book = reader.book()
    if reader.wrong:
        raise InvalidInputError(reader.wrong)
    return book


class _Reader:
    def __init__(self, source: Source, sheets: Mapping[str, Lines]) -> None:
        self.file = source.name
        self.sheets = sheets
        self.wrong: list[Located] = []
        self.colours = colours_of(source, ("Rooms", "Speakers"))

    def book(self) -> Book:
        settings = configuration(self.file, self.sheets["Configuration"], self.wrong)
        self.slots = read_slots(self._rows("Timeslots"), self.wrong)
        self.kinds = {kind for slot in self.slots for kind in slot.kinds}
        self.rooms = self._once("Rooms", "name", self._room)
        self.speakers = self._once("Speakers", "name", self._speaker)
        rows = self._rows("Talks")
        self.codes = {row.text("code") for row in rows}
        return Book(
            title=settings.title,
            pause=settings.pause,
            weights=settings.weights,
            slots=self.slots,
            rooms=self.rooms,
            speakers=self.speakers,
            talks=self._once("Talks", "code", self._talk),
        )

    def _rows(self, sheet: str) -> tuple[Row, ...]:
        # Two sheets have the days of timeslots above their headers.
        above = 1 if sheet in {"Rooms", "Speakers"} else 0
        lines = [line for line in self.sheets[sheet] if line[0] > above]
        found = sheet_of(self.file, sheet, lines, _SHEETS[sheet])
        lacking = [name for name in _SHEETS[sheet] if name not in found.columns]
        if lacking:
            why = f"there is no column {lacking[0]!r}"
            self.wrong.append(Cell(self.file, above + 1, 1, why, sheet))
        return found.rows

    def _room(self, row: Row) -> Room:
        kinds = row.words("talk types") or tuple(sorted(self.kinds))
        for kind in kinds:
            self._known(row, "talk types", "talk type", kind, self.kinds)
        seats = row.number("capacity", self.wrong)
        return Room(
            name=row.text("name"),
            seats=seats or 0,
            kinds=kinds,
            tags=row.words("tags"),
            closed=self._closed("Rooms", row),
        )

    def _speaker(self, row: Row) -> Speaker:
        absent = self._closed("Speakers", row)
        return Speaker(row.text("name"), _wanted(row), absent)

    def _talk(self, row: Row) -> Talk:
        kind = row.text("talk type")
        self._known(row, "talk type", "talk type", kind, self.kinds)
        for name in row.words("speakers"):
            self._known(row, "speakers", "speaker", name, self.speakers)
        for code in row.words("prerequisite talks codes"):
            self._known(row, "prerequisite talks codes", "talk", code, self.codes)
        return Talk(
            code=row.text("code"),
            title=row.text("title"),
            kind=kind,
            speakers=row.words("speakers"),
            themes=row.words("theme track tags"),
            sectors=row.words("sector tags"),
            audiences=row.words("audience types"),
            level=row.number("audience level", self.wrong) or 0,
            contents=row.words("content tags"),
            language=row.text("language"),
            wanted=_wanted(row),
            exclusive=row.words("mutually exclusive talks tags"),
            after=row.words("prerequisite talks codes"),
            favourites=row.number("favorite count", self.wrong) or 0,
            crowd=bool(row.number("crowd control risk", self.wrong)),
            pinned=row.text("pinned by user").casefold() in {"true", "1"},
            placed=self._spot(row, ("timeslot day", "start", "end"), "room"),
            published=self._spot(
                row,
                ("published timeslot", "published start", "published end"),
                "published room",
            ),
        )

    def _spot(self, row: Row, when: tuple[str, str, str], where: str) -> Spot:
        room = row.text(where)
        if room:
            self._known(row, where, "room", room, self.rooms)
        texts = [row.text(name) for name in when]
        if not any(texts):
            return Spot(None, room or None)
        slot = by_times(self.slots, *texts)
        if slot is None:
            why = f"{shown(' '.join(texts))} is none of the timeslots"
            self.wrong.append(row.wrong(when[0], why))
        return Spot(slot, room or None)

    def _once(
        self, sheet: str, column: str, read: Callable[[Row], Thing]
    ) -> dict[str, Thing]:
        """Read a sheet of things with names of their own."""
        found: dict[str, Thing] = {}
        for row in self._rows(sheet):
            name = row.text(column)
            if not name:
                self.wrong.append(row.wrong(column, f"there is no {column}"))
            elif name in found:
                self.wrong.append(row.wrong(column, f"{shown(name)} comes twice"))
            else:
                found[name] = read(row)
        return found

    def _closed(self, sheet: str, row: Row) -> frozenset[int]:
        head = dict(self.sheets[sheet]).get(2, [])
        colours = self.colours.get(sheet, {})
        return closed_slots(self.slots, head, row, colours, self.wrong)

    def _known(
        self, row: Row, column: str, kind: str, name: str, known: object
    ) -> None:
        names = list(known) if isinstance(known, (set, dict)) else []
        if name not in names:
            why = unknown(kind, name, sorted(names))
            self.wrong.append(row.wrong(column, why))


def _wanted(row: Row) -> Wanted:
    pairs = product(STRENGTHS, PLACES)
    return {(s, place): row.words(f"{s} {place} tags") for s, place in pairs}
