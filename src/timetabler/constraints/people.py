"""People in the audience and the talks they want, from YAML or CSV."""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from timetabler.constraints.tables import TableError, rows
from timetabler.problem.mistakes import Mistake, Path, unknown
from timetabler.problem.problem import Problem

MOST_WEIGHT = 1_000_000_000
Want = Annotated[int, Field(ge=1, le=MOST_WEIGHT)]
MOST_TOLD = 20


def _as_weights(value: Any) -> Any:  # noqa: ANN401
    """Write lists of talks as maps to 1; read a file where one is named."""
    if isinstance(value, str):
        try:
            return _from_file(FilePath(value))
        except TableError as error:
            context = {"error": str(error)}
            raise PydanticCustomError("value_error", "{error}", context) from error
    if not isinstance(value, dict):
        return value
    return {
        person: dict.fromkeys(map(str, wanted), 1)
        if isinstance(wanted, list)
        else wanted
        for person, wanted in value.items()
    }


def _from_file(file: FilePath) -> dict[str, dict[str, int]]:
    people: dict[str, dict[str, int]] = {}
    table = rows(file, {"person", "talk"}, {"person", "talk", "weight"})
    for line, cells in table:
        weight = cells.get("weight", "1")
        if not ("person" in cells and "talk" in cells):
            raise TableError(f"{file.name}:{line}: a person and a talk are needed")
        if not (
            weight.isascii() and weight.isdigit() and 0 < int(weight) <= MOST_WEIGHT
        ):
            raise TableError(f"{file.name}:{line}: {weight!r} is not a weight from 1")
        people.setdefault(cells["person"], {})[cells["talk"]] = int(weight)
    return people


Wants = Annotated[
    dict[str, dict[str, Want]],
    BeforeValidator(
        _as_weights,
        json_schema_input_type=str | dict[str, list[str] | dict[str, int]],
    ),
    Field(default_factory=dict),
]


def wants_mistakes(
    problem: Problem, people: Mapping[str, Mapping[str, int]], path: Path
) -> Iterator[Mistake]:
    """Find wanted talks that are not known, each once."""
    told: set[str] = set()
    for person, wanted in people.items():
        for talk in wanted:
            if talk not in problem.talks and talk not in told:
                told.add(talk)
                why = f"{unknown('talk', talk, problem.talks)} (wanted by {person})"
                yield Mistake((*path, person, talk), why)
                if len(told) == MOST_TOLD:
                    return


def number_wanting(people: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """How many people want each talk."""
    found: dict[str, int] = {}
    for wanted in people.values():
        for talk in wanted:
            found[talk] = found.get(talk, 0) + 1
    return found
