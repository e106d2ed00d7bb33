"""Read workbooks of strangers: unpacked sizes are looked at before anything is read."""

import io
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast
from warnings import catch_warnings, simplefilter

from timetabler.formats.importing.cells import MOST_COLUMNS, MOST_ROWS
from timetabler.formats.importing.source import Source

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
_RGB = 6


Lines = list[tuple[int, list[str]]]
Colours = dict[tuple[int, int], str]


def sheets_of(source: Source) -> list[tuple[str, Lines]]:
    """Read the sheets of a workbook as numbered lines of text.

    Raises:
        InvalidInputError: If it is no workbook, or one that unpacks to too much.
    """
    with _opened(source) as book:
        return [
            (sheet.title, list(_lines(_rows(sheet, values_only=True))))
            for sheet in book.worksheets
        ]


def colours_of(source: Source, names: Collection[str]) -> dict[str, Colours]:
    """Read which cells of some sheets are filled with a colour (``555753``).

    Cells are told by line and column, from 1; those without a colour are left out.

    Raises:
        InvalidInputError: If it is no workbook, or one that unpacks to too much.
    """
    with _opened(source) as book:
        return {
            sheet.title: {
                (cell.row, cell.column): str(cell.fill.fgColor.rgb)[-_RGB:]
                for row in _rows(sheet, values_only=False)
                for cell in row
                if getattr(cell, "fill", None) and cell.fill.fill_type == "solid"
            }
            for sheet in book.worksheets
            if sheet.title in names
        }


@contextmanager
def _opened(source: Source) -> Iterator["Workbook"]:
    if find_spec("openpyxl") is None:
        raise source.wrong(
            "openpyxl is needed for workbooks; pip install 'timetabler[xlsx]' brings it"
        )
    _refuse_bombs(source)
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    try:
        with catch_warnings():
            simplefilter("ignore")
            yield load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
    except Exception as error:
        # A broken workbook makes openpyxl raise nearly anything.
        why = f"not a workbook that can be read ({type(error).__name__})"
        raise source.wrong(why) from None


def _rows(sheet: Any, *, values_only: bool) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    found = sheet.iter_rows(
        max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=values_only
    )
    return cast("Iterator[tuple[Any, ...]]", found)


def _refuse_bombs(source: Source) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise source.wrong(f"not a workbook: {error}") from None
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
        raise source.wrong(f"the workbook unpacks to more than {MOST_UNPACKED:,} bytes")


def _lines(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(rows, start=1):
        yield line, [_text(value) for value in row]


def _text(value: object) -> str:
    """Write a cell as people see it: dates and times as they are written here."""
    if isinstance(value, datetime):
        return f"{value.date()}" if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)
