"""Instances come in whole: ids, clock, weights; what is wrong is told by its cell."""

import io
import re
import shlex
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from typer.testing import CliRunner

from cosplib.books import LABELS
from cosplib.evaluator import Solution, Workbook, evaluate
from cosplib.samples import as_timetable, problem_from
from timetabler.cli.main import app
from timetabler.constraints.settings import active
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import InvalidInputError
from timetabler.workflows.check import check
from timetabler.workflows.import_ import import_problem

PAGE = (Path(__file__).parents[2] / "docs/import.md").read_text(encoding="utf-8")
DAY = datetime(2027, 3, 1)
SHEETS: dict[str, list[list[Any]]] = {
    "parameters": [
        ["Sessions", None, None, "Weights", None],
        ["Local time zone:", "GMT+2", None, LABELS[0], 1],
        ["Suitable scheduling times", None, None, LABELS[1], 2],
        ["From:", time(9, 30), None, LABELS[2], 3],
        ["To:", time(17, 30), None, LABELS[3], 5],
        ["Less suitable scheduling times", None, None, LABELS[4], 7],
        ["From:", time(7), None, LABELS[5], 11],
        ["To:", time(22), None, LABELS[6], 13],
        ["Penalty:", 1, None, LABELS[7], 17],
        ["Unsuitable scheduling times", None, None, LABELS[8], 19],
        ["Penalty:", 10, None, LABELS[9], 23],
        *([None, None, None, label, 29] for label in LABELS[10:]),
    ],
    "submissions": [
        [
            *("Reference", "Track", "Required Timeslots", "Order", "Time Zone"),
            *("Presenters", "Attendees", "Mon1", "Mon2", "Mon3", "Hall", "Room 2"),
        ],
        ["a1", "Oaks & Elms", 2, 2, "GMT+2", "P1", None, 1, 0, None, None, 4],
        ["a2", "Oaks & Elms", 1, 1, "GMT-8", "P2, P3", None, *[None] * 5],
        ["a3", "Oaks & Elms", 1, 0, "GMT+2", None, "P4", *[None] * 5],
        ["b1", "Ferns", 1, 1, "GMT+2", "P1", None, *[None] * 5],
        ["b 2", "Ferns", 1, 1, "GMT+2", "P4", None, *[None] * 5],
        ["b3", "Ferns", 2, 0, "GMT+2", "P3", "P9", *[None] * 5],
    ],
    "tracks": [["Tracks", "Chairs"], ["Oaks & Elms", "P4"], ["Ferns", "P4, P9"]],
    "sessions": [
        ["Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time"],
        ["Mon1", 3, DAY, time(9), time(10, 35)],
        ["Mon2", 2, DAY, time(11), time(12, 30)],
        ["Mon3", 2, DAY, time(14), time(15)],
    ],
    "rooms": [["Rooms"], ["Hall"], ["Room 2"]],
    "tracks_sessions|penalty": [
        [None, "Mon1", "Mon2", "Mon3"],
        ["Oaks & Elms", None, 6, 6],
        ["Ferns", 1, None, None],
    ],
    "tracks_rooms|penalty": [
        [None, "Hall", "Room 2"],
        ["Oaks & Elms", None, 3],
        ["Ferns", None, None],
    ],
    "similar tracks": [
        [None, "Oaks & Elms", "Ferns"],
        ["Oaks & Elms", None, 2],
        ["Ferns", None, None],
    ],
    "sessions_rooms|penalty": [
        [None, "Hall", "Room 2"],
        ["Mon1", 1, None],
        ["Mon2", None, None],
        ["Mon3", None, None],
    ],
}
SOLUTION: Solution = {
    ("Mon1", "Hall"): ["a1", "a1", "a2"],
    ("Mon1", "Room 2"): ["b3", "b3", "b1"],
    ("Mon2", "Hall"): [None, None],
    ("Mon2", "Room 2"): [None, None],
    ("Mon3", "Hall"): ["b 2", None],
    ("Mon3", "Room 2"): ["a3", None],
}
BY_HAND = {
    "tracks in sessions": 1 * (6 + 1),
    "tracks in rooms": 2 * 3,
    "sessions in rooms": 3 * 1,
    "similar tracks": 5 * 2 * 2,  # side by side in two sessions
    "track-rooms": 7 * 2,
    "track-sessions": 13 * 2,  # both skip Mon2
    # GMT-8 from 23:00, GMT+2 at 9:00 for 2 + 2 + 1 slots
    "time zones": 17 * (10 + 5 * 1),
    # a1, a2 are the wrong way round, b1 second, b 2 third
    "track-order": 19 * 4,
    "talks in sessions": 23 * 2 * 1,
    # a1 b1 (P1), a2 b3 (P3); P4 chairs Oaks & Elms: b 2 a3
    "presenters in sessions": 29 * 3,
    # P4 hears a3 and gives b 2; P9 hears and chairs within Ferns
    "attendees in sessions": 29 * 1,
    "tracks of one chair": 29 * 2,
    "presenters in slots": 29 * 1,  # b 2 a3
    "attendees in slots": 29 * 1,
}


def workbook(change: Callable[[Book], None] | None = None) -> bytes:
    book = Book()
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    if change:
        change(book)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def source(change: Callable[[Book], None] | None = None) -> Source:
    return Source("trees.xlsx", workbook(change))


def test_scores_are_those_computed_by_hand() -> None:
    problem = problem_from(source())
    score = check(problem, as_timetable(problem, SOLUTION), active(problem))
    assert score.feasible
    assert {c.name: c.penalty for c in score.constraints if c.penalty} == BY_HAND
    theirs = evaluate(Workbook(workbook()), SOLUTION)
    assert {term: amount for term, amount in theirs.items() if amount} == BY_HAND


def test_names_and_times_are_kept_where_they_can_be() -> None:
    problem = problem_from(source())
    assert {t.id: t.title for t in problem.tracks.values()} == {
        "oaks-elms": "Oaks & Elms",
        "Ferns": "Ferns",
    }
    assert list(problem.talks) == ["a1", "a2", "a3", "b1", "b-2", "b3"]
    assert problem.talks["b-2"].title == "b 2"
    assert list(problem.rooms) == ["Hall", "room-2"]
    assert [problem.span(s.window) for s in problem.sessions.values()] == [
        "monday 09:00-10:30",
        "monday 11:00-12:00",
        "monday 14:00-15:00",
    ]
    assert {talk.minutes for talk in problem.talks.values()} == {30, 60}


def test_sessions_that_overlap_get_days_of_their_own() -> None:
    def change(book: Book) -> None:
        book["sessions"]["D3"] = time(9)

    imported = import_problem("cosplib", [source(change)], Wanted(title="Trees"))
    problem = imported.problem
    assert problem is not None
    assert problem.title == "Trees"
    assert [problem.span(s.window) for s in problem.sessions.values()] == [
        "monday 09:00-10:00",
        "tuesday 09:00-09:40",
        "wednesday 09:00-09:40",
    ]
    assert "a day of its own" in imported.notes[0]
    score = check(problem, as_timetable(problem, SOLUTION), active(problem))
    theirs = evaluate(Workbook(workbook(change)), SOLUTION)
    assert score.objective == sum(theirs.values())


def test_times_may_be_texts() -> None:
    def change(book: Book) -> None:
        book["sessions"]["D2"] = "9:00:00"

    problem = problem_from(source(change))
    assert problem.span(problem.sessions["Mon1"].window) == "monday 09:00-10:30"


def test_what_counts_for_nothing_is_off() -> None:
    def change(book: Book) -> None:
        for line in range(2, 18):
            book["parameters"].cell(line, 5, 0)

    problem = problem_from(source(change))
    score = check(problem, as_timetable(problem, SOLUTION), active(problem))
    assert score.objective == 0
    costs = {table["name"]: table["level"] for table in problem.constraints["costs"]}
    assert set(costs.values()) == {"off"}
    assert "talks in sessions" in costs
    assert "time zones" not in costs


def test_what_is_similar_below_the_diagonal_only_is_told() -> None:
    def change(book: Book) -> None:
        book["similar tracks"]["B3"] = 4
        book["similar tracks"]["C2"] = None

    imported = import_problem("cosplib", [source(change)], Wanted())
    assert any("Oaks & Elms and Ferns" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "why"),
    [
        ("submissions", "C3", "two", "submissions!C3: expected a whole number"),
        ("submissions", "C3", 0, "submissions!C3: a2 takes no time slots"),
        ("submissions", "B3", "Moss", "submissions!B3: there is no track called"),
        ("submissions", "A3", "a1", "submissions!A3: 'a1' comes twice"),
        ("submissions", "H1", "Monday", "no column for the session 'Mon1'"),
        ("submissions", "E3", "Pluto", "'Pluto' is no time zone"),
        ("sessions", "B2", None, "sessions!B2: a session has 1 to 1,000 time slots"),
        ("sessions", "B2", 9999, "sessions!B2: a session has 1 to 1,000 time slots"),
        ("sessions", "D2", "noon", "sessions!D2: 'noon' is not a time of day"),
        ("parameters", "E3", 1.5, "parameters!E3: expected a whole number"),
        ("parameters", "E3", -1, "parameters!E3: expected a whole number"),
        ("tracks_rooms|penalty", "C1", "Attic", "C1: 'Attic' is on no sheet"),
        ("tracks_sessions|penalty", "A2", "Moss", "A2: 'Moss' is on no sheet"),
        ("similar tracks", "A2", "Moss", "similar tracks!A2: 'Moss' is on no sheet"),
    ],
)
def test_mistakes_are_told_by_their_cells(
    sheet: str, cell: str, value: Any, why: str
) -> None:
    def change(book: Book) -> None:
        book[sheet][cell] = value

    with pytest.raises(InvalidInputError, match=re.escape(why)) as raised:
        problem_from(source(change))
    assert "trees.xlsx" in str(raised.value)


def test_a_sheet_that_is_missing_is_named() -> None:
    def change(book: Book) -> None:
        del book["rooms"]

    with pytest.raises(InvalidInputError, match="no sheet called rooms"):
        problem_from(source(change))


def test_several_workbooks_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="is one file"):
        import_problem("cosplib", [source(), source()], Wanted())


def test_the_example_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trees.xlsx").write_bytes(workbook())
    (block,) = re.findall(
        r"```console\n(\$ timetabler import cosplib.*?)```", PAGE, re.S
    )
    for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = example.partition("\n")
        _, *arguments = shlex.split(command)
        if arguments[0] == "solve":
            arguments += ["--time-limit", "20", "--workers", "1"]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, (command, result.output)
        assert expected in (result.output, ""), command
    rows = list(load_workbook("solution.xlsx")["sol"].values)
    assert rows[0] == (None, "Hall", "Room 2")


def test_a_talk_of_several_slots_pays_a_million_for_each() -> None:
    def change(book: Book) -> None:
        book["submissions"]["H2"] = 1_000_000

    problem = problem_from(source(change))
    rows = [row for c in active(problem) for row in getattr(c, "rows", ())]
    assert max(row.penalty for row in rows) == 2_000_000
