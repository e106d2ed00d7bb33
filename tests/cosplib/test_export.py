"""Solution workbooks are read back by place, as the library's checker reads them."""

import io
from random import Random

import pytest
from openpyxl import load_workbook

from cosplib.books import random_book, random_solution
from cosplib.evaluator import Solution, Workbook, evaluate
from cosplib.samples import as_timetable, problem_from
from timetabler.formats.event import ExportError
from timetabler.formats.importing.source import Source
from timetabler.formats.programme import Programme
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.export import export


def read_back(
    data: bytes, book: Workbook
) -> tuple[Solution, dict[tuple[str, str], str]]:
    """Read talks and tracks by the places of their cells, names of rooms aside."""
    first = load_workbook(io.BytesIO(data)).worksheets[0]
    rows = [[str(c) if c is not None else "" for c in r] for r in first.values]
    width = len(rows[0]) - 1
    assert width == len(book.rooms)
    tracks = {
        (session, room): rows[1 + s][1 + r]
        for s, session in enumerate(book.sessions)
        for r, room in enumerate(book.rooms)
        if rows[1 + s][1 + r]
    }
    line = len(book.sessions) + 2
    solution: Solution = {}
    for session, facts in book.sessions.items():
        here = rows[line : line + facts[1]]
        assert len(here) == facts[1]
        for r, room in enumerate(book.rooms):
            solution[session, room] = [row[1 + r] or None for row in here]
        line += facts[1]
    assert line == len(rows)
    return solution, tracks


@pytest.mark.parametrize("seed", range(20))
def test_the_checker_reads_the_same_solution(seed: int) -> None:
    data = random_book(seed)
    book, problem = Workbook(data), problem_from(Source("random.xlsx", data))
    solution = random_solution(book, Random(seed))
    programme = Programme(problem, as_timetable(problem, solution))
    written = export(programme, "cosplib")
    found, tracks = read_back(written, book)
    assert found == solution
    assert tracks == {
        cell: book.track(talks[0])
        for cell, row in solution.items()
        if (talks := [talk for talk in row if talk])
    }
    assert evaluate(book, found) == evaluate(book, solution)
    assert export(programme, "cosplib") == written


PROBLEM = """\
conference:
  title: Trees
  timezone: UTC
  days: {monday: {date: 2027-03-01, hours: 9:00-12:00}}
  slots: [9:00, 9:30, 10:30, 11:00]
rooms: {hall: {title: "=Hall"}, attic: {title: Twice}, loft: {title: Twice}}
tracks: {oaks: {title: Oaks}, elms: {title: Elms}}
sessions: {early: {when: monday 9:00-10:00}, late: {when: monday 10:30-11:30}}
talks:
  a: {title: Acorns, minutes: 60, track: oaks}
  b: {title: Bark, minutes: 30, track: oaks}
  c: {title: Crowns, minutes: 30, track: elms}
  d: {title: Dutch, minutes: 30}
"""


def trees() -> Problem:
    return read_problem(PROBLEM, "trees.yaml")


def placed(**places: tuple[int, str]) -> Programme:
    """A timetable by minutes since midnight and rooms."""
    found = [Placement(start, room, talk) for talk, (start, room) in places.items()]
    return Programme(trees(), Timetable.of(found))


def test_any_problem_of_sessions_and_slots_will_do() -> None:
    written = export(
        placed(a=(540, "hall"), b=(660, "loft"), c=(630, "hall")), "cosplib"
    )
    sheet = load_workbook(io.BytesIO(written))["sol"]
    assert [list(row) for row in sheet.values] == [
        [None, "=Hall", "attic", "loft"],
        ["early", "Oaks", None, None],
        ["late", "Elms", None, "Oaks"],
        [None, None, None, None],
        ["early", "Acorns", None, None],
        ["early", "Acorns", None, None],
        ["late", "Crowns", None, None],
        ["late", None, None, "Bark"],
    ]
    assert sheet["B1"].data_type == "s"


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ({"d": (540, "hall")}, "d has no track"),
        ({"a": (570, "hall")}, "a is not wholly in a session at monday 09:30"),
        ({"b": (545, "hall")}, "b does not begin at a slot of the conference"),
        (
            {"b": (540, "hall"), "c": (570, "hall")},
            "hall holds elms and oaks in early",
        ),
        ({"a": (540, "hall"), "b": (570, "hall")}, "b and a are in hall"),
    ],
)
def test_what_no_solution_can_hold(
    places: dict[str, tuple[int, str]], why: str
) -> None:
    with pytest.raises(ExportError, match=why):
        export(placed(**places), "cosplib")
