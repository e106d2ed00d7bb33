"""OptaPlanner's workbooks become problem files; what is wrong is told with its cell."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from importing.optaplanner.books import made
from timetabler.cli.main import app
from timetabler.constraints.settings import active
from timetabler.formats.importing.optaplanner.configuration import NAMES
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import InvalidInputError
from timetabler.workflows.import_ import Imported, import_problem

SEED = 3


def imported(data: bytes) -> Imported:
    return import_problem("optaplanner", [Source("book.xlsx", data)], Wanted())


def changed(change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(io.BytesIO(made(SEED)))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(sheet: str, cell: str, value: str | int) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "told"),
    [
        ("Configuration", "B2", "soon", "Configuration!B2: expected minutes"),
        ("Configuration", "B4", "1hard/0medium/2soft", "B4: a weight at two levels"),
        ("Configuration", "B4", "0hard/0medium/2soft", "can only be hard here"),
        ("Configuration", "B5", "ten", "Configuration!B5: expected a weight"),
        ("Configuration", "B38", "2hard/0medium/0soft", "is a reward"),
        ("Timeslots", "A2", "Someday", "Timeslots!A2: 'Someday' is not a date"),
        ("Timeslots", "C2", "9:00", "Timeslots!C2: it ends before it starts"),
        ("Timeslots", "C3", "11:59", "are of two lengths"),
        ("Rooms", "B3", "many", "Rooms!B3: expected a whole number"),
        ("Rooms", "C3", "Labs", "Rooms!C3: unknown talk type 'Labs'"),
        ("Speakers", "A4", "Amy Cole", "Speakers!A4: 'Amy Cole' comes twice"),
        ("Speakers", "J2", "noon", "columns for"),
        ("Talks", "C2", "Keynote", "Talks!C2: unknown talk type 'Keynote'"),
        ("Talks", "D2", "Nobody", "Talks!D2: unknown speaker 'Nobody'"),
        ("Talks", "T2", "S99", "Talks!T2: unknown talk 'S99'"),
        ("Talks", "U2", -1, "Talks!U2: expected a whole number"),
        ("Talks", "A1", "Number", "Talks!A1: there is no column 'code'"),
        ("Talks", "AB2", "Mon 2018-12-24", "is none of the timeslots"),
    ],
)
def test_mistakes_are_told_with_their_cell(
    sheet: str, cell: str, value: str | int, told: str
) -> None:
    with pytest.raises(InvalidInputError) as error:
        imported(changed(put(sheet, cell, value)))
    assert told in str(error.value)


def test_a_workbook_of_something_else_is_refused() -> None:
    def without(book: Workbook) -> None:
        del book["Rooms"]

    with pytest.raises(InvalidInputError, match="no sheet 'Rooms'"):
        imported(changed(without))


def test_pins_are_kept_and_off() -> None:
    def pin(book: Workbook) -> None:
        sheet, slots = book["Talks"], book["Timeslots"]
        kind = sheet["C2"].value
        (start, end) = next(
            (row[1], row[2])
            for row in slots.iter_rows(min_row=2, values_only=True)
            if kind in str(row[3]).split(", ") and row[0] == "Mon 2018-10-01"
        )
        for cell, value in zip(
            ("W2", "X2", "Y2", "Z2", "AA2"),
            (True, "Mon 2018-10-01", start, end, "R 1"),
            strict=True,
        ):
            sheet[cell] = value

    found = imported(changed(pin))
    assert found.problem is not None
    talk = found.problem.talks["S0"]
    assert (talk.pin.day, talk.pin.room) == ("monday", "r-1")
    assert "pinned" not in {c.key for c in active(found.problem)}
    assert any(note.startswith("pinned in the workbook: S0;") for note in found.notes)
    assert found.timetable is not None
    assert found.timetable["S0"].room == "r-1"


def test_nothing_else_is_charged() -> None:
    """Whatever else the catalogue has is off, but for what every timetable keeps."""
    basic = {
        "scheduled",
        "permitted-start",
        "room-clash",
        "speaker-clash",
        "speaker-available",
        "room-open",
        "breaks-free",
        "talk-time",
        "talk-room",
        "equipment",
        "order",
        "speaker-load",
        "left-out",
    }
    for seed in range(20):
        found = imported(made(seed))
        assert found.problem is not None
        labels = {constraint.label for constraint in active(found.problem)}
        assert labels <= basic | set(NAMES)


def test_the_command_tells_the_constant(tmp_path: Path) -> None:
    source, target = tmp_path / "book.xlsx", tmp_path / "problem.yaml"
    source.write_bytes(made(SEED))
    arguments = ["import", "optaplanner", str(source), "-o", str(target)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert "its soft score is" in result.output
    head = target.read_text(encoding="utf-8").partition("format: 1")[0]
    assert "its soft score is" in " ".join(head.replace("#", "").split())
