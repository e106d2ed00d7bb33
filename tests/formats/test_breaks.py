"""Breaks among the events, for those who ask for them, and back again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from jsonschema.validators import validator_for
from typer.testing import CliRunner

from formats.examples import json_schema, needs_schemas, xml_schema
from timetabler.cli.main import app
from timetabler.formats.check_json import check_json
from timetabler.formats.check_xml import check_xml
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.pauses import pauses
from timetabler.formats.programme import Programme
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.export import export
from timetabler.workflows.import_ import import_problem

FILE = {
    "conference": {
        "title": "Tiny days",
        "timezone": "Europe/Brussels",
        "days": {
            "sat": {"date": "2027-02-06", "hours": "9:00-18:00"},
            "sun": {"date": "2027-02-07", "hours": "9:00-12:00"},
        },
        "breaks": {
            "lunch": {"title": "Lunch", "when": ["sat 12:00-13:00"]},
            "tea": {
                "title": "Coffee & <tea>",
                "when": ["sat 15:00-15:20", "sun 11:50-12:30"],
                "rooms": ["r2"],
            },
        },
    },
    "rooms": {"r1": {}, "r2": {"title": "Room two"}},
    "talks": {name: {"title": name, "minutes": 30} for name in "AB"},
}


def tiny() -> Programme:
    problem, mistakes = build(ProblemFile.model_validate(FILE))
    assert not mistakes
    places = [Placement(10 * 60, "r1", "A"), Placement(34 * 60, "r1", "B")]
    timetable = Timetable.of(places)
    return Programme(problem, timetable, breaks=True)


def told(problem_text: str) -> list[str]:
    """The lines of a problem file that tell its breaks."""
    text = problem_text.partition("  breaks:\n")[2]
    return [line.strip() for line in text.partition("\n\n")[0].splitlines()]


def test_only_where_asked_for_and_within_hours() -> None:
    assert not pauses(replace(tiny(), breaks=False))
    assert [
        (p.title, f"{p.start:%a %H:%M}", p.minutes, p.rooms) for p in pauses(tiny())
    ] == [
        ("Lunch", "Sat 12:00", 60, ("r1", "r2")),
        ("Coffee & <tea>", "Sat 15:00", 20, ("r2",)),
        ("Coffee & <tea>", "Sun 11:50", 10, ("r2",)),
    ]
    assert [p.title for p in pauses(replace(tiny(), only=("room", "r1")))] == ["Lunch"]


@pytest.mark.parametrize("to", ["schedule.xml", "schedule.json"])
def test_they_keep_to_the_rules_and_come_back(to: str) -> None:
    content = export(tiny(), to)
    assert not (check_xml if to == "schedule.xml" else check_json)(content)
    found = import_problem(to, [Source(f"a.{to}", content)], Wanted())
    assert found.problem is not None
    assert [talk.title for talk in found.problem.talks.values()] == ["A", "B"]
    lunch, *_, rooms = told(found.text)
    two = "room-two" if to == "schedule.xml" else "r2"
    assert lunch.startswith("lunch: {title: Lunch, when: [saturday 12:00-13:00]")
    assert f"rooms: [r1, {two}]" in lunch
    assert rooms == f"rooms: [{two}]"


@needs_schemas
def test_they_keep_to_the_schemas() -> None:
    xml_schema().validate(export(tiny(), "schedule.xml").decode())
    validator = validator_for(json_schema())(json_schema())
    validator.validate(json.loads(export(tiny(), "schedule.json")))


def test_calendars_have_them_once_as_free_time() -> None:
    content = export(tiny(), "ics")
    calendar = Calendar.from_ical(content)
    entries = [e for e in calendar.walk("VEVENT") if e["transp"] == "TRANSPARENT"]
    assert [str(entry["summary"]) for entry in entries] == [
        "Lunch",
        "Coffee & <tea>",
        "Coffee & <tea>",
    ]
    assert len({str(entry["uid"]) for entry in entries}) == 3
    found = import_problem("ics", [Source("a.ics", content)], Wanted())
    assert told(found.text)[0] == "lunch: {title: Lunch, when: [saturday 12:00-13:00]}"


def test_guids_do_not_hang_on_times() -> None:
    hour = {"lunch": {"title": "Lunch", "when": ["sat 13:00-14:00"]}}
    conference = {**FILE["conference"], "breaks": hour}  # type: ignore[dict-item]
    problem, _ = build(ProblemFile.model_validate({**FILE, "conference": conference}))
    later = replace(tiny(), problem=problem)
    assert pauses(later)[0].key == pauses(tiny())[0].key


def test_others_have_no_place_for_them(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("format: 1\n")
    words = [str(tmp_path / "p.yaml"), str(tmp_path / "p.yaml"), "--include-breaks"]
    result = CliRunner().invoke(app, ["export", *words, "--to", "csv"])
    assert result.exit_code == 2
    assert "has no place for breaks" in result.output
