"""Programmes to export, and the schemas of others to hold them against."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xmlschema

from timetabler.constraints.settings import settings_mistakes
from timetabler.formats.programme import Programme
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem, read_text
from timetabler.timetable.file import read_timetable

ROOT = Path(__file__).parents[2]
PROBLEMS = ROOT / "problems"
GOLDEN = Path(__file__).parent / "golden"
NIGHT = GOLDEN / "night.yaml"
NIGHT_TIMETABLE = GOLDEN / "night-timetable.yaml"
FORMATS = ROOT.parent / "shared" / "formats"
SCHEMAS = FORMATS / "voc"
PUBLISHED = ("virtualization-and-cloud-2012", "fosdem-2012", "kvm-forum-ovirt-2012")

needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the schemas of schedule.xml and .json are not here"
)


@cache
def problem_of(path: Path) -> Problem:
    return read_problem(read_text(path), path.name, [settings_mistakes])


@cache
def programme_of(problem: Path, timetable: Path) -> Programme:
    known = problem_of(problem)
    placed = read_timetable(read_text(timetable), timetable.name, known)
    return Programme(known, placed)


def night() -> Programme:
    return programme_of(NIGHT, NIGHT_TIMETABLE)


def published(name: str) -> Programme:
    file = f"{name}.yaml"
    return programme_of(PROBLEMS / file, PROBLEMS / "published" / file)


@cache
def xml_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "schedule.xml.xsd"))


@cache
def json_schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / "schema.json").read_text())
    return found
