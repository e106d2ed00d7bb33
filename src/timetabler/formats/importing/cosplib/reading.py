"""Read a CoSPLib workbook; what does not fit together is told with its cell."""

from collections.abc import Collection, Iterator, Mapping

from timetabler.formats.importing.cosplib.book import (
    WEIGHTS,
    Book,
    Hours,
    Penalties,
    SessionFacts,
    Submission,
)
from timetabler.formats.importing.cosplib.grid import Grid, grids, refuse
from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import shown

_VALUE, _WEIGHT = 2, 5  # columns of the parameters
_MOST_SLOTS = 1_000
_TRACK, _SLOTS, _ORDER, _ZONE, _PRESENTERS, _ATTENDEES = range(2, 8)


def read_book(source: Source) -> Book:
    """Read a workbook.

    Raises:
        InvalidInputError: With every mistake, as ``file.xlsx:submissions!C7``.
    """
    sheets = grids(source)
    sessions = {facts.name: facts for facts in _sessions(sheets["sessions"])}
    rooms = tuple(name for _, name in sheets["rooms"].lines())
    chairs = sheets["tracks"]
    tracks = {name: _people(chairs.text(line, 2)) for line, name in chairs.lines()}
    talks = sheets["submissions"]
    similar, unread = _similar(sheets["similar tracks"], tracks)
    book = Book(
        weights=_weights(sheets["parameters"]),
        hours=_hours(sheets["parameters"]),
        submissions={s.name: s for s in _submissions(talks, tracks)},
        tracks=tracks,
        sessions=sessions,
        rooms=rooms,
        tracks_sessions=_table(sheets["tracks_sessions|penalty"], tracks, sessions),
        tracks_rooms=_table(sheets["tracks_rooms|penalty"], tracks, rooms),
        sessions_rooms=_table(sheets["sessions_rooms|penalty"], sessions, rooms),
        submissions_sessions=_columns(talks, "session", sessions),
        submissions_rooms=_columns(talks, "room", rooms),
        similar=similar,
        unread=unread,
    )
    for name in ("submissions", "tracks", "sessions", "rooms"):
        if not any(True for _ in sheets[name].lines()):
            sheets[name].complain(2, 1, f"there are no {name}")
    refuse(talks.wrong)
    return book


def _weights(sheet: Grid) -> dict[str, int]:
    return {
        name: sheet.number(line, _WEIGHT) for line, name in enumerate(WEIGHTS, start=2)
    }


def _hours(sheet: Grid) -> Hours:
    return Hours(
        zone=sheet.text(2, _VALUE),
        suitable=(sheet.minutes(4, _VALUE), sheet.minutes(5, _VALUE)),
        bearable=(sheet.minutes(7, _VALUE), sheet.minutes(8, _VALUE)),
        less=sheet.number(9, _VALUE),
        unsuitable=sheet.number(11, _VALUE),
    )


def _sessions(sheet: Grid) -> Iterator[SessionFacts]:
    for line, name in sheet.lines():
        slots = sheet.number(line, 2)
        if not 0 < slots <= _MOST_SLOTS:
            why = f"a session has 1 to {_MOST_SLOTS:,} time slots, not {slots:,}"
            sheet.complain(line, 2, why)
        start, end = sheet.minutes(line, 4), sheet.minutes(line, 5)
        yield SessionFacts(name, slots, sheet.text(line, 3), start, end)


def _submissions(sheet: Grid, tracks: Collection[str]) -> Iterator[Submission]:
    for line, name in sheet.lines():
        track, slots = sheet.text(line, _TRACK), sheet.number(line, _SLOTS)
        if track not in tracks:
            sheet.complain(line, _TRACK, f"there is no track called {shown(track)}")
        if not slots:
            sheet.complain(line, _SLOTS, f"{name} takes no time slots")
        yield Submission(
            name=name,
            track=track,
            slots=slots,
            order=sheet.number(line, _ORDER),
            zone=sheet.text(line, _ZONE),
            presenters=_people(sheet.text(line, _PRESENTERS)),
            attendees=_people(sheet.text(line, _ATTENDEES)),
        )


def _people(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, text.split(", "))))


def _table(sheet: Grid, lines: Collection[str], columns: Collection[str]) -> Penalties:
    found: dict[str, dict[str, int]] = {}
    for name, column in sheet.names(1).items():
        if name not in columns:
            sheet.complain(1, column, f"{shown(name)} is on no sheet of its own")
    for line, name in sheet.lines():
        if name not in lines:
            sheet.complain(line, 1, f"{shown(name)} is on no sheet of its own")
        found[name] = _line(sheet, line, sheet.names(1))
    return {name: costs for name, costs in found.items() if costs}


def _columns(sheet: Grid, kind: str, wanted: Collection[str]) -> Penalties:
    """Read the columns of the submissions that are named after sessions or rooms."""
    heads = sheet.names(1)
    for name in wanted:
        if name not in heads:
            sheet.complain(1, 1, f"there is no column for the {kind} {shown(name)}")
    named = {name: heads[name] for name in wanted if name in heads}
    found = {name: _line(sheet, line, named) for line, name in sheet.lines()}
    return {name: costs for name, costs in found.items() if costs}


def _line(sheet: Grid, line: int, columns: Mapping[str, int]) -> dict[str, int]:
    costs = {name: sheet.number(line, column) for name, column in columns.items()}
    return {name: cost for name, cost in costs.items() if cost}


def _similar(
    sheet: Grid, tracks: Collection[str]
) -> tuple[dict[tuple[str, str], int], tuple[str, ...]]:
    """Read the pairs above the diagonal: CoSPLib goes by place, and sees no others."""
    lines = list(sheet.lines())
    found: dict[tuple[str, str], int] = {}
    unread: list[str] = []
    for row, (line, name) in enumerate(lines):
        if name not in tracks:
            sheet.complain(line, 1, f"{shown(name)} is on no sheet of its own")
        for column, (_, other) in enumerate(lines):
            cost = sheet.number(line, column + 2)
            if cost and column > row:
                found[name, other] = cost
            elif cost and column < row and found.get((other, name)) != cost:
                unread.append(f"{other} and {name}")
    return found, tuple(unread)
