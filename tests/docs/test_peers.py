"""The YAML in the pages on peers and audience is read, and names what there is."""

import re
from pathlib import Path
from typing import Any

import pytest

from timetabler.constraints.published import PUBLISHED
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.constraints.settings import active, settings_mistakes
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.workflows.solve import solve

DOCS = Path(__file__).parents[2] / "docs"
FILE = """
conference:
  title: Small
  timezone: Europe/Brussels
  days: {sat: {date: 2026-05-02, hours: 9:00-18:00}}
rooms:
  hall: {seats: 300, equipment: [screen, stairs, bar, no-table]}
  lab: {seats: 20}
tracks: {cloud: {chairs: ann}, security: {chairs: ann}}
sessions: {early: {when: "sat 9:00-12:00"}, late: {when: "sat 13:00-18:00"}}
speakers: {ann: {tags: first-time}, bob: {}}
talks:
  intro:
    title: Intro
    minutes: 20
    track: cloud
    level: beginner
    language: en
    speakers: ann
    tags: [content:mesh, audience:dev, sector:health, mutex:a, crowd, morning-person]
  mesh:
    title: Mesh
    minutes: 50
    track: security
    level: advanced
    language: en
    speakers: bob
    tags: [content:mesh, audience:dev, sector:health, mutex:a, crowd, quiet, demo]
  demo: {title: Demo, minutes: 20, level: beginner}
constraints:
"""


def problem(settings: str) -> Problem:
    return read_problem(FILE + settings, "small.yaml", [settings_mistakes])


def rows(title: str) -> list[tuple[str, str]]:
    """Theirs and ours, of the table under a heading."""
    text = (DOCS / "peers.md").read_text()
    (part,) = (p for p in re.split(r"^## ", text, flags=re.M) if p.startswith(title))
    cells = [re.split(r"(?<!\\) ?\| ?", line)[1:-1] for line in part.splitlines()]
    return [(c[0], c[1]) for c in cells if len(c) == 3 and "`" in c[1]]


@pytest.mark.parametrize(
    ("title", "number"),
    [("OptaPlanner", 38), ("CoSPLib", 16), ("slotmachine", 9), ("pretalx", 6)],
)
def test_every_row_is_yaml_that_is_read_or_a_keeping_constraint(
    title: str, number: int
) -> None:
    found = rows(title)
    assert len(found) == number
    keeping = {kind.key for kind in PUBLISHED}
    for theirs, ours in found:
        (yaml,) = re.findall(r"`([^`]+)`", ours)
        if ours.endswith("of a replan"):
            assert yaml in keeping, theirs
        else:
            key = yaml.split(":")[0]
            assert any(c.key == key for c in active(problem(f"  {yaml}\n"))), theirs


def snippets() -> list[Any]:
    text = (DOCS / "audience.md").read_text()
    found = re.findall(r"```yaml\nconstraints:\n(.*?)```", text, flags=re.S)
    return [pytest.param(s, id=s.split(":")[0].strip()) for s in found]


@pytest.mark.parametrize("settings", snippets())
def test_examples_are_solved(settings: str) -> None:
    small = problem(settings)
    solution = solve(small, active(small), Options(workers=1, seconds=30))
    assert solution.status is Status.OPTIMAL


def test_constraints_that_are_off_have_an_example() -> None:
    pages = [(DOCS / page).read_text() for page in ("audience.md", "peers.md")]
    for kind in CONSTRAINTS:
        if kind.model_fields["level"].default == "off":
            assert any(re.search(rf"\b{kind.key}:\s", page) for page in pages), kind.key


def test_selectors_are_all_told() -> None:
    text = (DOCS / "audience.md").read_text()
    for name in ("speaker_tag", "seats_from", "building", "chair", "minutes"):
        assert f"`{name}`" in text
