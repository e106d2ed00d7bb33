"""A timetable as comma-separated values, one talk a line, for spreadsheets."""

import csv
import io
from collections.abc import Iterable

from timetabler.formats.programme import Programme
from timetabler.formats.sheet import HEADERS, protected, rows

_BOM = "\ufeff"  # without it, Excel takes UTF-8 for something else


def write_csv(programme: Programme) -> str:
    """Write the talks in order of time and room, those left out last, as RFC 4180."""
    return sheet_of(HEADERS, rows(programme))


def sheet_of(headers: tuple[str, ...], lines: Iterable[list[str]]) -> str:
    """Write lines under headers; no cell of them is taken for a formula."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(headers)
    for line in lines:
        writer.writerow(map(protected, line))
    return _BOM + sheet.getvalue()
