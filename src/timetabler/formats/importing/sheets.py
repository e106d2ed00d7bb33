"""Sheets that committees keep: talks, speakers, rooms, availability, wishes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from timetabler.formats.importing.cells import Given, Names, Sheet, read_csv, sheet_of
from timetabler.formats.importing.header_map import HeaderMap, nowhere
from timetabler.formats.importing.programme import Programme, Wanted
from timetabler.formats.importing.sheet_columns import SHEETS, kind_of
from timetabler.formats.importing.sheet_rows import read_rows
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.workbook_cells import sheets_of
from timetabler.formats.importing.zones import zone_of
from timetabler.problem.mistakes import InvalidInputError


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
            kind = said.kind(name, SHEETS) or kind_of(name)
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
    return read_rows(programme, sheets)


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
