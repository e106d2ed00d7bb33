"""The JSON Schema of the problem file, with the settings of every constraint."""

from typing import Any

from timetabler.constraints.base import Constraint
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.problem.schema import json_schema


def problem_schema() -> dict[str, Any]:
    """Describe the problem file, constraints included."""
    properties = {kind.key: _settings(kind) for kind in CONSTRAINTS}
    return json_schema(
        {
            "type": "object",
            "description": "What makes a timetable good: settings by constraint",
            "properties": properties,
            "additionalProperties": False,
        }
    )


def _settings(kind: type[Constraint]) -> dict[str, Any]:
    """A level alone, a map of settings, or a list of those."""
    schema = kind.model_json_schema()
    description = schema.pop("description", "").split("\n\n")[0]
    schema["additionalProperties"] = False
    level = schema["properties"]["level"]
    one = {"anyOf": [{k: v for k, v in level.items() if k != "default"}, schema]}
    return {
        "description": f"{description} Counts {kind.unit}.",
        "anyOf": [*one["anyOf"], {"type": "array", "items": one}],
    }
