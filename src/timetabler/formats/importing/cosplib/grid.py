"""The sheets of a CoSPLib workbook as cells that know their place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from timetabler.formats.importing.cells import Cell
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.workbook_cells import sheets_of
from timetabler.problem.clock import ClockError, minutes_of
from timetabler.problem.mistakes import InvalidInputError, Located, shown

SHEETS = (
    "parameters",
    "submissions",
    "tracks",
    "sessions",
    "rooms",
    "tracks_sessions|penalty",
    "tracks_rooms|penalty",
    "similar tracks",
    "sessions_rooms|penalty",
)
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Grid:
    """A sheet: the texts of its cells by line and column, both from 1."""

    file: str
    name: str
    cells: Mapping[tuple[int, int], str]
    wrong: list[Located] = field(repr=False)

    def text(self, line: int, column: int) -> str:
        """The text of a cell; "" where there is none."""
        return self.cells.get((line, column), "")

    def complain(self, line: int, column: int, why: str) -> None:
        """Say what is wrong with a cell."""
        self.wrong.append(Cell(self.file, line, column, why, self.name))

    def number(self, line: int, column: int) -> int:
        """Read a whole number from 0 to a million; an empty cell is 0."""
        text = self.text(line, column)
        if not text:
            return 0
        if text.isascii() and text.isdigit() and int(text[:8]) <= _LARGEST:
            return int(text)
        why = f"expected a whole number from 0 to {_LARGEST:,}, got {shown(text)}"
        self.complain(line, column, why)
        return 0

    def minutes(self, line: int, column: int) -> int:
        """Read a time of day as minutes since midnight."""
        try:
            return minutes_of(":".join(self.text(line, column).split(":")[:2]))
        except ClockError as error:
            self.complain(line, column, str(error))
            return 0

    def names(self, line: int) -> dict[str, int]:
        """The names in a line, from its second column on, with their columns."""
        found = {c: self.text(line, c) for (at, c) in self.cells if at == line}
        return {found[c]: c for c in sorted(found) if c > 1 and found[c]}

    def lines(self) -> Iterator[tuple[int, str]]:
        """The lines below the header that have a name, with it; names come once."""
        known: set[str] = set()
        for line in sorted({line for line, _ in self.cells} - {1}):
            name = self.text(line, 1)
            if name in known:
                self.complain(line, 1, f"{shown(name)} comes twice")
            elif name:
                known.add(name)
                yield line, name


def grids(source: Source) -> dict[str, Grid]:
    """Read the nine sheets of a workbook.

    Raises:
        InvalidInputError: If it is no workbook, or lacks a sheet.
    """
    wrong: list[Located] = []
    found = {name: _grid(source, name, rows, wrong) for name, rows in sheets_of(source)}
    missing = [name for name in SHEETS if name not in found]
    if missing:
        raise source.wrong(f"there is no sheet called {', '.join(missing)}")
    return found


def refuse(wrong: Sequence[Located]) -> None:
    """Raise what is wrong with the cells that were read, if anything."""
    if wrong:
        raise InvalidInputError(list(wrong))


def _grid(
    source: Source,
    name: str,
    rows: Sequence[tuple[int, Sequence[str]]],
    wrong: list[Located],
) -> Grid:
    cells = {
        (line, column): text
        for line, row in rows
        for column, text in enumerate(row, start=1)
        if text
    }
    return Grid(source.name, name, cells, wrong)
