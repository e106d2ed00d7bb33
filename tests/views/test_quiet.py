"""Drawing says nothing, whatever characters the titles have."""

import logging

import pytest

from timetabler.problem.reading import read_problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.views.picture.grid import pictures

TEXT = """
conference:
  title: Rare characters
  timezone: Europe/Brussels
  days: {monday: {date: 2026-05-04, hours: 9:00-12:00}}
rooms: {hall: {}}
talks: {a: {title: "漢字 🎉 ᚠᛇᚻ \\U0001D504", minutes: 60}}
"""


def test_no_font_is_talked_about(caplog: pytest.LogCaptureFixture) -> None:
    problem = read_problem(TEXT, "rare.yaml")
    timetable = Timetable.of([Placement(9 * 60, "hall", "a")])
    with caplog.at_level(logging.WARNING):
        drawn = pictures(problem, timetable, [".png", ".svg"])
    assert drawn[".png"].startswith(b"\x89PNG")
    assert not caplog.records
