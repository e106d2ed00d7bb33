"""The example that people start from, and the schema that describes it."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from timetabler.problem.file import Entry, ProblemFile
from timetabler.problem.reading import read_problem
from timetabler.problem.schema import json_schema
from timetabler.problem.template import template
from timetabler.problem.yamlreader import read_yaml


def faults(data: object) -> list[str]:
    validator = Draft202012Validator(json_schema())
    return [error.json_path for error in validator.iter_errors(data)]


def test_the_template_is_a_problem_without_mistakes() -> None:
    problem = read_problem(template(), "template.yaml")
    assert len(problem.days) == 2
    assert len(problem.talks) == 7
    assert all(problem.starts_of(talk) for talk in problem.talks.values())


def test_the_template_shows_every_section_and_every_key() -> None:
    text = template()
    for entry in Entry.__subclasses__():
        for key in (
            entry.model_fields if entry.__module__.endswith("problem.file") else ()
        ):
            assert f"{key}:" in text or key in ("format", "directly"), f"{entry}: {key}"


def test_the_template_fits_the_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert faults(read_yaml(template(), "t").data) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("  title: Example Days\n", "", "$.conference"),
        ("seats: 300", "seat: 300", "$.rooms.main"),
        ("minutes: 15", "minutes: 9:30", "$.talks.welcome.minutes"),
        (
            "level: beginner",
            "level: [beginner]",
            "$.talks['clouds-for-beginners'].level",
        ),
        ('"#0072b2"', "red", "$.tracks.cloud.colour"),
        ("  workshop:\n", "  work shop:\n", "$.rooms"),
        ("after: welcome", "after: {talk: welcome, when: now}", None),
    ],
)
def test_what_the_schema_refuses(old: str, new: str, place: str | None) -> None:
    assert old in template()
    (found,) = faults(read_yaml(template().replace(old, new, 1), "t").data)
    assert place in (None, found)


def test_every_key_is_described() -> None:
    schema = json_schema()
    models = [schema, *schema["$defs"].values()]
    assert len(models) > 10
    for model in models:
        assert model["description"]
        for name, key in model["properties"].items():
            assert "description" in key or "$ref" in key, name
    minutes = schema["$defs"]["TalkEntry"]["properties"]["minutes"]
    assert (minutes["minimum"], minutes["maximum"]) == (1, 1440)


def test_the_constraints_part_can_be_put_in() -> None:
    level: dict[str, Any] = {"enum": ["hard", "off"]}
    part = {
        "type": "object",
        "properties": {"seats": {"$ref": "#/$defs/Level"}},
        "additionalProperties": False,
        "$defs": {"Level": level},
    }
    schema = json_schema(part)
    Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["Level"] == level
    assert "$defs" in part
    assert schema["properties"]["constraints"]["description"]
    data = read_yaml(template(), "t").data
    validator = Draft202012Validator(schema)
    assert validator.is_valid({**data, "constraints": {"seats": "off"}})
    assert not validator.is_valid({**data, "constraints": {"seats": "on"}})
    assert not validator.is_valid({**data, "constraints": {"chairs": "off"}})


def test_the_models_say_what_the_file_may_hold() -> None:
    data = read_yaml(template(), "t").data
    dumped = ProblemFile.model_validate(data).model_dump(
        mode="json", exclude_unset=True
    )
    assert ProblemFile.model_validate(dumped) == ProblemFile.model_validate(data)
