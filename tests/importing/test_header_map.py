"""Headers of a committee's own: said on the command line, or in a YAML file."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from timetabler.cli.main import app
from timetabler.workflows.load import load_problem

TALKS = "Vortrag,Länge,Wer,Duration,#\nEichen,30,Di; Ed,99,Bäume\nUlmen,45,Ed,99,Gras\n"
WHERE = ["--timezone", "Europe/Berlin", "--days", "2027-01-02"]


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book["Sheet"])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def run(folder: Path, data: str | bytes, *said: str, file: str = "talks.csv") -> str:
    """Import a sheet and give what is said on the way."""
    content = data.encode() if isinstance(data, str) else data
    (folder / file).write_bytes(content)
    maps = [word for text in said for word in ("--map", text)]
    words = ["import", "sheets", str(folder / file), "-o", str(folder / "p.yaml")]
    result = CliRunner().invoke(app, [*words, *WHERE, *maps])
    return f"{result.exit_code} {' '.join(result.output.split())}"


SAID = ("Vortrag=title", "länge=minutes", "Wer=speakers", "#=track")


def test_what_is_said_counts_more_than_usual_names(tmp_path: Path) -> None:
    told = run(tmp_path, TALKS, *SAID)
    assert told.startswith("0 ")
    assert "column Duration" in told
    talks = load_problem(tmp_path / "p.yaml").problem.talks
    assert {(t.title, t.minutes, t.track, t.speakers) for t in talks.values()} == {
        ("Eichen", 30, "baume", ("di", "ed")),
        ("Ulmen", 45, "gras", ("ed",)),
    }


def test_a_file_says_the_same(tmp_path: Path) -> None:
    run(tmp_path, TALKS, *SAID)
    expected = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    (tmp_path / "p.yaml").unlink()
    said = tmp_path / "columns.yaml"
    text = "Vortrag: title\ntalks:\n  Länge: minutes\n  Wer: speakers\n'#': track\n"
    said.write_text(text, encoding="utf-8")
    assert run(tmp_path, TALKS, str(said)).startswith("0 ")
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == expected


def test_sheets_of_other_names_and_headers_of_one_sheet(tmp_path: Path) -> None:
    book = workbook(
        Programm=[["Vortrag", "Wert", "Wer"], ["Eichen", 30, "Di"]],
        Orte=[["Name", "Wert"], ["Rot", 80]],
    )
    said = ["Programm!=talks", "Orte!=rooms", "Vortrag=title", "Wer=speakers"]
    said += ["Programm!Wert=minutes", "Orte!Wert=seats"]
    assert run(tmp_path, book, *said, file="plan.xlsx").startswith("0 ")
    problem = load_problem(tmp_path / "p.yaml").problem
    assert problem.talks["eichen"].minutes == 30
    assert problem.rooms["Rot"].seats == 80


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("Vortrag=tilte",), "did you mean 'title'?"),
        (("Vortrag!=tables",), "unknown sheet 'tables'"),
        (("Vortrag=title", "vortrag=track"), "'vortrag' is said to mean two things"),
    ],
)
def test_what_is_no_column(said: tuple[str, ...], told: str, tmp_path: Path) -> None:
    found = run(tmp_path, TALKS, *said)
    assert found.startswith("2 ")
    assert told in " ".join(found.replace("│", " ").split())


def test_mistakes_name_the_cell(tmp_path: Path) -> None:
    book = workbook(
        Rooms=[["Name"], ["Rot"]], Talks=[["Title", "Wert", "Wert 2"], ["Eichen", "?"]]
    )
    file = "plan.xlsx"
    twice = run(tmp_path, book, "Wert=minutes", "Wert 2=minutes", file=file)
    assert "plan.xlsx:Talks!C1: 'Wert 2' means the same as column B" in twice
    gone = run(tmp_path, book, "Talks!Wart=minutes", file=file)
    assert "plan.xlsx:Talks!A1: there is no column 'Talks!Wart'" in gone
    wrong = run(tmp_path, book, "Wert=minutes", file=file)
    assert "plan.xlsx:Talks!B2: " in wrong
    assert all(told.startswith("3 ") for told in (twice, gone, wrong))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Vortrag: title\nWan: date\n", "2:1: there is no column 'Wan'"),
        ("Vortrag: tilte\n", "1:1: unknown column 'tilte'"),
        ("- Vortrag\n", "1:1: expected `Their header: ours`"),
        ("Vortrag: 7\n", "1:10: expected the name of a column"),
    ],
)
def test_mistakes_in_a_file_have_their_place(
    text: str, place: str, tmp_path: Path
) -> None:
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    found = run(tmp_path, TALKS, str(tmp_path / "c.yaml"))
    assert found.startswith("3 ")
    assert f"c.yaml:{place}" in found


def test_only_for_sheets(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    words = ["import", "ics", str(tmp_path / "a.ics"), "--map", "Wer=speakers"]
    assert CliRunner().invoke(app, words).exit_code == 2


def test_a_nul_has_its_place(tmp_path: Path) -> None:
    found = run(tmp_path, "title,minutes\nOaks,30\nEl\0ms,30\n")
    assert "talks.csv:3:3: a NUL character can not stand in a CSV file" in found
