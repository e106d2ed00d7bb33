"""A timetable as an Excel workbook: one sheet with all talks, no formulas in it."""

import io
import re
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from timetabler.formats.programme import Programme
from timetabler.formats.sheet import HEADERS, rows
from timetabler.formats.text import clean

_NUMBERS = {"minutes", "audience", "number", "sequence"}
_WIDTHS = {"title": 48, "speakers": 32, "track": 20, "theme": 20, "room": 20}
_WIDTH = 12
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
EPOCH = datetime(1980, 1, 1)  # the first moment that a zip archive can tell


def write_workbook(programme: Programme) -> bytes:
    """Write the same table as the CSV, with numbers as numbers; same input, same bytes.

    Texts are stored as texts, whatever they begin with, so that none is run.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Timetable")
    sheet.freeze_panes = "C2"
    for index, header in enumerate(HEADERS, start=1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = _WIDTHS.get(header, _WIDTH)
    heads = [WriteOnlyCell(sheet, header) for header in HEADERS]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    count = 1
    for row in rows(programme):
        count += 1
        named = zip(HEADERS, row, strict=True)
        sheet.append([_cell(sheet, name, text) for name, text in named])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{count}"
    packed = io.BytesIO()
    book.save(packed)
    moment = (programme.stamp or EPOCH).replace(tzinfo=None)
    return timeless(packed.getvalue(), max(moment, EPOCH))


def _cell(sheet: WriteOnlyWorksheet, name: str, text: str) -> Cell | None:
    if not text:
        return None
    if name in _NUMBERS:
        return WriteOnlyCell(sheet, int(text))
    cell = WriteOnlyCell(sheet, clean(text))
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top")
    return cell


def timeless(packed: bytes, moment: datetime) -> bytes:
    """Take the clock on the wall out of a workbook."""
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    when = (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)
    rewritten = io.BytesIO()
    with ZipFile(io.BytesIO(packed)) as old, ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN.sub(rb"\g<1>" + stamp, content)
            entry = ZipInfo(name, when)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return rewritten.getvalue()
