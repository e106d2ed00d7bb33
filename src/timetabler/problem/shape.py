"""What is wrong with the shape of a file: pydantic's errors in words for people."""

from collections.abc import Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from timetabler.problem.mistakes import Mistake, Path, nearest, shown, unknown

_SAY: Mapping[str, str] = {
    "bool_parsing": "expected true or false, got {found}",
    "bool_type": "expected true or false, got {found}",
    "date_from_datetime_parsing": "there is no day {found}",
    "date_": "{found} is not a date; write it as 2012-02-04",
    "dict_type": "expected a map of keys, got {found}",
    "float_": "expected a number, got {found}",
    "greater_than_equal": "expected at least {ge}, got {found}",
    "int_": "expected a whole number, got {found}",
    "less_than_equal": "expected at most {le}, got {found}",
    "list_type": "expected a list, got {found}",
    "literal_error": "expected {expected}, got {found}",
    "model_type": "expected a map of keys, got {found}",
    "string_too_long": "this is longer than {max_length} characters",
    "string_type": "expected text, got {found}",
    "too_long": "there can be at most {max_length}",
    "too_short": "there has to be at least one",
}


def as_mistakes(error: ValidationError, kind: type[BaseModel]) -> list[Mistake]:
    """Tell pydantic's errors in words for people, one message for each mistake."""
    details = error.errors(include_url=False)
    meant = {
        (*path[:-1], likely_key(kind, path))
        for path in (detail["loc"] for detail in details if _is_extra(detail))
    }
    return [
        _mistake(detail, kind)
        for detail in details
        # A required key that is only misspelt is not missing as well.
        if detail["type"] != "missing" or detail["loc"] not in meant
    ]


def likely_key(kind: type[BaseModel], path: Path) -> str | None:
    """Guess which key was meant by an unknown one at a path."""
    return nearest(path[-1], _fields_at(kind, path[:-1]))


def _is_extra(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden"


def _mistake(detail: ErrorDetails, kind: type[BaseModel]) -> Mistake:
    type_, path, found = detail["type"], detail["loc"], detail.get("input")
    if path and path[-1] == "[key]":
        return Mistake(path[:-1], _say(type_, path[-2], detail), at="key")
    if _is_extra(detail):
        why = unknown("key", path[-1], _fields_at(kind, path[:-1]))
        return Mistake(path, why, at="key")
    if type_ == "missing":
        return Mistake(path[:-1], f"{path[-1]!r} is missing here", at="key")
    return Mistake(path, _say(type_, found, detail))


def _say(type_: str, found: object, detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if type_ == "value_error":
        return str(context.get("error", detail["msg"]))
    for start, words in _SAY.items():
        if type_.startswith(start):
            hint = _hint(type_, found)
            return f"{words.format(found=shown(found), **context)}{hint}"
    return f"{detail['msg'][0].lower()}{detail['msg'][1:]}, got {shown(found)}"


def _hint(type_: str, found: object) -> str:
    if type_.startswith("int_") and isinstance(found, str) and ":" in found:
        return "; a time can not stand here"
    if type_ == "string_type" and isinstance(found, bool):
        return "; if it is text, put it in quotes"
    return ""


def _fields_at(kind: type[BaseModel], path: Path) -> list[str]:
    """Name the fields of the model at a path, to guess what was meant."""
    here: Any = kind
    for part in path:
        inner = _inner(here)
        if inner is not None:
            here = inner
            continue
        model = _model_in(here)
        info = model.model_fields.get(str(part)) if model else None
        if info is None:
            return []
        here = info.annotation
    model = None if _inner(here) is not None else _model_in(here)
    return list(model.model_fields) if model else []


def _inner(annotation: Any) -> Any:  # noqa: ANN401
    """What a map's values or a list's items are; None for anything else."""
    if get_origin(annotation) in (dict, list):
        return get_args(annotation)[-1]
    for part in get_args(annotation):
        found = _inner(part) if get_origin(part) else None
        if found is not None:
            return found
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _model_in(part)
        if found:
            return found
    return None
