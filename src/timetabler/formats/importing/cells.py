"""Sheets with a line of headers, from CSV or a workbook; each cell knows its place."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from timetabler.formats.importing.source import Source
from timetabler.formats.sheet import restored
from timetabler.problem.mistakes import InvalidInputError, Located, shown

Names = Mapping[str, Sequence[str]]
Given = Callable[[str], str | None]
"""Which column a header is, where somebody said so."""
MOST_ROWS = 20_000
MOST_COLUMNS = 200
_MOST_PEOPLE = 1_000_000
_SEVERAL = re.compile(r"[;\n]|,\s")


@dataclass(frozen=True, order=True)
class Cell(Located):
    """A mistake in a cell: ``talks.csv:7:2``, or ``plan.xlsx:Talks!B7``."""

    sheet: str = ""

    def __str__(self) -> str:
        if not self.sheet:
            return super().__str__()
        where = f"{self.sheet}!{column_letters(self.column)}{self.line}"
        return f"{self.file}:{where}: {self.message}"


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its cells by the canonical names of their columns."""

    file: str
    sheet: str
    line: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def __bool__(self) -> bool:
        return any(map(str.strip, self.cells.values()))

    def text(self, name: str) -> str:
        """The text of a cell, with single blanks; "" if there is none."""
        return " ".join(self.cells.get(name, "").split())

    def words(self, name: str) -> tuple[str, ...]:
        """The parts of a cell with several values: by line, ``;`` or ``, ``."""
        parts = _SEVERAL.split(self.cells.get(name, ""))
        found = (" ".join(part.split()) for part in parts)
        return tuple(dict.fromkeys(part for part in found if part))

    def number(self, name: str, wrong: list[Located]) -> int | None:
        """Read a whole number from 0 to a million; what is none is added to `wrong`."""
        text = self.text(name)
        if not text:
            return None
        digits = text.isascii() and text.isdigit() and len(text) <= 7  # noqa: PLR2004
        if digits and int(text) <= _MOST_PEOPLE:
            return int(text)
        why = f"expected a whole number from 0 to 1,000,000, got {shown(text)}"
        wrong.append(self.wrong(name, why))
        return None

    def wrong(self, name: str, why: str) -> Cell:
        """Say what is wrong with a cell."""
        column = self.columns.get(name, 1)
        return Cell(self.file, self.line, column, why, self.sheet)


class Said:
    """Numbers that rows say of things: again, if they like, but not another.

    Args:
        wrong: Gets every cell that says another one.
    """

    def __init__(self, wrong: list[Located]) -> None:
        self._wrong = wrong
        self._first: dict[tuple[str, str], tuple[int, int]] = {}

    def number(self, row: Row, name: str, of: str, called: str) -> int | None:
        """Read a number of a thing, and give what was said of it first.

        Args:
            row: The row.
            name: The column.
            of: The thing.
            called: What a message calls it.
        """
        number = row.number(name, self._wrong)
        if number is None:
            return self._first.get((of, name), (None, 0))[0]
        first, line = self._first.setdefault((of, name), (number, row.line))
        if first != number:
            why = f"line {line} says {first:,} for {called}; make it one number"
            self._wrong.append(row.wrong(name, why))
        return first


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    Attributes:
        name: Its name.
        rows: Its rows.
        columns: Where its columns are, from 1.
        unknown: The headers that mean nothing here.
        head: All its headers, for messages with the place of the first.
        place: Makes a message with the place of its first header.
    """

    name: str
    rows: tuple[Row, ...]
    columns: Mapping[str, int]
    unknown: tuple[str, ...] = field(default=())
    head: tuple[str, ...] = field(default=())
    place: Callable[[str], Located] = field(default=lambda why: Located("", 1, 1, why))


def _nothing(header: str) -> str | None:
    del header
    return None


def read_csv(source: Source, names: Names, given: Given = _nothing) -> Sheet:
    """Read comma, semicolon or tab separated values.

    Raises:
        InvalidInputError: If it is no such file.
    """
    text = source.text()
    if "\0" in text:
        before = text[: text.index("\0")]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        why = "a NUL character can not stand in a CSV file"
        raise source.wrong(why, line, column)
    first = next(iter(text.splitlines()), "")
    separator = max(",;\t", key=first.count)
    # Lines end where CSV says; other separators of lines are text in a cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        lines = [(reader.line_num, row) for row in islice(reader, MOST_ROWS + 1)]
    except csv.Error as error:
        raise source.wrong(f"not valid CSV: {error}", reader.line_num) from None
    return sheet_of(source.name, "", lines, names, given)


def sheet_of(
    file: str,
    sheet: str,
    lines: Iterable[tuple[int, list[str]]],
    names: Names,
    given: Given = _nothing,
) -> Sheet:
    """Join the lines of a sheet with its headers, which are in its first filled line.

    Raises:
        InvalidInputError: If a header comes twice, or if there are too many rows.
    """
    rest = iter(lines)
    head = next((line for line in rest if any(map(str.strip, line[1]))), (1, []))
    columns, unknown = _columns(file, sheet, head, names, given)
    rows = tuple(islice(_rows(file, sheet, rest, columns), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        why = f"there are more than {MOST_ROWS:,} rows"
        raise InvalidInputError([Cell(file, MOST_ROWS, 1, why, sheet)])

    def place(why: str) -> Located:
        return Cell(file, head[0], 1, why, sheet)

    return Sheet(sheet or file, rows, columns, unknown, tuple(head[1]), place)


def plain_header(text: str) -> str:
    """Fold a header so that ``Speaker(s)`` and ``speakers`` are told the same."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))


def column_letters(column: int) -> str:
    """Write a column from 1 as spreadsheets do: A, ..., Z, AA."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = f"{chr(ord('A') + letter)}{letters}"
    return letters


def _columns(
    file: str, sheet: str, head: tuple[int, list[str]], names: Names, given: Given
) -> tuple[dict[str, int], tuple[str, ...]]:
    meant = {
        plain_header(alias): name
        for name, aliases in names.items()
        for alias in chain([name], aliases)
    }
    headers = head[1][:MOST_COLUMNS]
    said = {given(header) for header in headers} & names.keys()
    found: dict[str, int] = {}
    unknown: list[str] = []
    for index, header in enumerate(headers, start=1):
        name, own = meant.get(plain_header(header)), given(header)
        # What somebody said of one column counts more than the names of others.
        name = own if own in names else None if name in said else name
        if name is None:
            unknown.extend(filter(None, [" ".join(header.split())]))
        elif name in found:
            first = column_letters(found[name])
            why = f"{shown(header)} means the same as column {first}"
            raise InvalidInputError([Cell(file, head[0], index, why, sheet)])
        else:
            found[name] = index
    return found, tuple(unknown)


def _rows(
    file: str,
    sheet: str,
    lines: Iterator[tuple[int, list[str]]],
    columns: Mapping[str, int],
) -> Iterator[Row]:
    for line, values in lines:
        cells = {
            name: restored(values[column - 1])
            for name, column in columns.items()
            if column <= len(values)
        }
        row = Row(file, sheet, line, cells, columns)
        if row:
            yield row
