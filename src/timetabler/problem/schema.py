"""The JSON Schema of problem files, for editors and other programs."""

from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import (
    DictSchema,
    ModelSchema,
    StringSchema,
)

from timetabler.problem.file import ProblemFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(constraints: dict[str, Any] | None = None) -> dict[str, Any]:
    """Describe problem files as a JSON Schema with descriptions and units.

    What ids refer to, and whether windows can be read, is beyond a schema.

    Args:
        constraints: Schema of the ``constraints`` part, whose ``$defs``, if any, go to
            those of the whole.
    """
    schema = ProblemFile.model_json_schema(schema_generator=_Generator)
    if constraints is not None:
        part = deepcopy(constraints)
        schema["$defs"].update(part.pop("$defs", {}))
        part.setdefault(
            "description", schema["properties"]["constraints"]["description"]
        )
        schema["properties"]["constraints"] = part
    return {"$schema": DIALECT, **schema}


class _Generator(GenerateJsonSchema):
    def str_schema(self, schema: StringSchema) -> JsonSchemaValue:
        """Allow numbers where text is wanted: room 1301, version 2."""
        return {**super().str_schema(schema), "type": ["string", "integer"]}

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        """Hold every key to the pattern of ids, and allow a section to be empty."""
        made = super().dict_schema(schema)
        for pattern, values in made.pop("patternProperties", {}).items():
            made["propertyNames"] = {"pattern": pattern}
            made["additionalProperties"] = values
        return made if made.get("minProperties") else _or_nothing(made)

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """Allow an entry of which nothing has to be said to be empty."""
        made = super().model_schema(schema)
        return made if made.get("required") else _or_nothing(made)

    def field_title_should_be_set(self, schema: object) -> bool:
        """Leave out titles that only repeat the key."""
        del schema
        return False


def _or_nothing(schema: JsonSchemaValue) -> JsonSchemaValue:
    return {**schema, "type": ["object", "null"]}
