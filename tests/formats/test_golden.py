"""Every format to the byte; EXPECT=1 writes what comes out as what is expected."""

import io
import os

import pytest
from openpyxl import load_workbook

from formats.examples import GOLDEN, night
from timetabler import __version__
from timetabler.formats.registry import FORMATS
from timetabler.formats.sheet import HEADERS, rows
from timetabler.formats.text import clean
from timetabler.workflows.export import export

FILES = {
    "schedule.xml": "schedule.xml",
    "schedule.json": "schedule.json",
    "ics": "timetable.ics",
    "csv": "timetable.csv",
    "markdown": "timetable.md",
    "sessionize": "sessionize.csv",
    "pretalx": "pretalx.csv",
}


def test_every_format_has_its_golden_file() -> None:
    assert {*FILES, "xlsx", "cosplib"} == set(FORMATS)


@pytest.mark.parametrize("to", FILES)
def test_is_as_expected(to: str) -> None:
    version = f'"{__version__}"'.encode()
    written = export(night(), to).replace(version, b'"VERSION"')
    path = GOLDEN / FILES[to]
    if os.environ.get("EXPECT"):
        path.write_bytes(written)
    assert written == path.read_bytes()


def test_workbook_has_the_same_rows_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(export(night(), "xlsx")))
    head, *lines = [
        ["" if value is None else str(value) for value in line]
        for line in book["Timetable"].iter_rows(values_only=True)
    ]
    assert tuple(head) == HEADERS
    assert lines == [[clean(cell) for cell in row] for row in rows(night())]
    assert lines[0][1].startswith("=HYPERLINK")
    for line in book["Timetable"].iter_rows():
        assert all(cell.data_type in {"s", "n"} for cell in line)


def test_workbook_is_the_same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = export(night(), "xlsx")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert export(night(), "xlsx") == first
