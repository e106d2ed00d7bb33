"""Whom a change concerns in the audience, against counting it out."""

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from typer.testing import CliRunner

from strategies import problems, timetables
from timetabler.cli.main import app
from timetabler.timetable.diff import difference
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.replanning.notices_wanted import crowd, wishes_of
from tries import tries

PAGE = Path(__file__).parents[2] / "docs/night-before.md"
PROBLEM = """
format: 1
conference:
  title: Small
  timezone: Europe/Brussels
  grid: 10
  days: {fri: {date: 2026-05-01, hours: 10:00-12:00}}
rooms: {hall: {}, loft: {}}
talks:
  intro: {title: Intro, minutes: 20}
  mesh: {title: Mesh, minutes: 20}
  demo: {title: Demo, minutes: 20}
constraints:
  wishes: WISHES
"""
OLD = """
format: 1
talks:
  intro: {day: fri, start: "10:00", room: hall}
  mesh: {day: fri, start: "10:20", room: hall}
  demo: {day: fri, start: "10:00", room: loft}
"""
NEW = OLD.replace('"10:20", room: hall', '"10:10", room: loft').replace(
    'demo: {day: fri, start: "10:00"', 'demo: {day: fri, start: "11:00"'
)
PEOPLE = "{p1: [intro, mesh], p2: {demo: 3}, p3: [intro], p4: [intro, demo]}"
CSV = "person,talk\np1,intro\np1,mesh\np2,demo\np3,intro\np4,intro\np4,demo\n"
SETTINGS = [
    f"{{level: 2, people: {PEOPLE}}}",
    f"{{people: {PEOPLE}}}",
    "{level: 2, people: wishes.csv}",
    "[{people: {p1: [intro, mesh], p3: [intro], p4: [intro]}},"
    " {name: more, people: {p2: [demo], p4: [demo]}}]",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wishes.csv").write_text(CSV)
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    return tmp_path


def run(*arguments: object) -> Any:
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_is_said_how_many_attendees_are_touched(folder: Path, setting: str) -> None:
    problem = folder / "problem.yaml"
    problem.write_text(PROBLEM.replace("WISHES", setting))
    told = run("diff", problem, folder / "old.yaml", folder / "new.yaml")
    assert told["wanted"] == {"touched": 3, "overlapping": 1}
    wanted = {change["talk"]: change["wanted"] for change in told["changes"]}
    assert wanted == {"mesh": 1, "demo": 2}
    (notice,) = [n for n in told["notices"] if n["for"] == "attendees"]
    assert notice["name"] == "3 attendees; two wanted talks now overlap for 1"
    assert notice["wanted"] == {
        "talks": {"mesh": 1, "demo": 2},
        "touched": 3,
        "overlapping": 1,
    }
    _, shown = PAGE.read_text("utf-8").split("```text\n")
    assert shown.partition("```")[0] in notice["message"]
    loft = next(n for n in told["notices"] if n["id"] == "loft")
    assert "wanted by 1 attendee\n" in loft["message"]


def test_a_replan_reads_wishes_from_beside_the_problem(folder: Path) -> None:
    problem = folder / "problem.yaml"
    problem.write_text(PROBLEM.replace("WISHES", "{level: 2, people: wishes.csv}"))
    said = ("--from", folder / "old.yaml", "--cancel", "demo", "-o", folder / "out")
    told = run("replan", problem, *said)
    assert told["diff"]["wanted"] == {"touched": 2, "overlapping": 0}
    draft = (folder / "out/notices/attendees-all.txt").read_text()
    assert "now cancelled\n  wanted by 2 attendees\n" in draft


def test_where_no_wishes_are_known_nothing_is_said_of_them(folder: Path) -> None:
    problem = folder / "problem.yaml"
    problem.write_text(PROBLEM.replace("WISHES", "off"))
    told = run("diff", problem, folder / "old.yaml", folder / "new.yaml")
    assert told["wanted"] is None
    assert {change["wanted"] for change in told["changes"]} == {None}
    assert "attendee" not in json.dumps(told["notices"])


@tries(12, 40, data=st.data())
def test_attendees_are_counted_one_by_one(data: st.DataObject) -> None:
    problem = data.draw(problems(max_talks=4))
    ids = st.sampled_from(list(problem.talks))
    names = st.sampled_from(("p", "q", "r"))
    people = data.draw(
        st.dictionaries(names, st.lists(ids, min_size=1, unique=True), min_size=1)
    )
    problem = replace(problem, constraints={"wishes": {"people": people}})
    old, new = (data.draw(timetables(problem)) for _ in range(2))
    found = crowd(problem, difference(problem, old, new))
    assert found is not None

    def minutes(timetable: Timetable, talk: str) -> set[int]:
        if talk not in timetable:
            return set()
        return set(range(timetable[talk].start, timetable.end(problem, talk)))

    def clashes(timetable: Timetable, wanted: list[str]) -> set[frozenset[str]]:
        return {
            frozenset(pair)
            for pair in combinations(wanted, 2)
            if minutes(timetable, pair[0]) & minutes(timetable, pair[1])
        }

    elsewhere = {
        talk
        for talk in problem.talks
        if old.placements.get(talk) != new.placements.get(talk)
    }
    assert found.wanted == {
        talk: sum(talk in wanted for wanted in people.values()) for talk in elsewhere
    }
    touched = [wanted for wanted in people.values() if elsewhere & set(wanted)]
    assert found.touched == len(touched)
    anew = [wanted for wanted in touched if clashes(new, wanted) - clashes(old, wanted)]
    assert found.overlapping == len(anew)
    assert wishes_of(problem) == {p: set(wanted) for p, wanted in people.items()}
