"""Read a problem file: every mistake at once, each with its line and column."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from timetabler.problem.build import Builder
from timetabler.problem.file import ProblemFile
from timetabler.problem.lint import lint
from timetabler.problem.mend import mend
from timetabler.problem.mistakes import (
    InvalidInputError,
    Located,
    Mistake,
    Path,
    unknown,
)
from timetabler.problem.problem import Problem
from timetabler.problem.yamlreader import Document, read_yaml

Model = TypeVar("Model", bound=BaseModel)
Lint = Callable[[Problem], Iterable[Mistake]]


def read_text(path: FilePath) -> str:
    """Read a text file as UTF-8, with or without a byte order mark.

    Raises:
        InvalidInputError: If it is not there, not readable, or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = f"not UTF-8 (byte {error.start}); save it as UTF-8"
    except OSError as error:
        why = error.strerror or str(error)
    raise InvalidInputError([Located(str(path), 1, 1, why)])


def read_problem(text: str, file: str, further: Iterable[Lint] = ()) -> Problem:
    """Read a problem from the text of a problem file.

    Args:
        text: The YAML text.
        file: The file's name, for messages.
        further: What else is to be asked of the problem (the constraints' settings).

    Raises:
        InvalidInputError: With every mistake found.
    """
    document = read_yaml(text, file)
    wrong: list[Located] = []
    try:
        entries = read_model(ProblemFile, document)
    except InvalidInputError as error:
        wrong.extend(error.mistakes)
        mended = mend(document.data)
        if mended is None:
            raise
        entries = mended
    builder = Builder(entries)
    problem = builder.problem()
    mistakes = [*builder.mistakes, *lint(problem)]
    for check in further:
        mistakes.extend(check(problem))
    wrong.extend(document.locate(mistake) for mistake in mistakes)
    if wrong:
        raise InvalidInputError(wrong)
    return problem


def read_model(kind: type[Model], document: Document) -> Model:
    """Read a document as a pydantic model.

    Raises:
        InvalidInputError: With every mistake, each at its line and column.
    """
    data = document.data
    if not isinstance(data, dict):
        why = "the file is empty" if data is None else "the file is not a map of keys"
        raise InvalidInputError([Located(document.file, 1, 1, why)])
    wrong = list(document.twice)
    try:
        model = kind.model_validate(data)
    except ValidationError as error:
        wrong.extend(document.locate(m) for m in as_mistakes(error, kind))
    if wrong:
        raise InvalidInputError(wrong)
    return model


def as_mistakes(error: ValidationError, kind: type[BaseModel]) -> list[Mistake]:
    """Tell pydantic's errors in words for people."""
    return [_mistake(detail, kind) for detail in error.errors(include_url=False)]


_SAY: Mapping[str, str] = {
    "dict_type": "expected a map of keys, got {input!r}",
    "model_type": "expected a map of keys, got {input!r}",
    "list_type": "expected a list, got {input!r}",
    "string_type": "expected text, got {input!r}",
    "string_pattern_mismatch": "{input!r} is not of the form {pattern}",
    "too_short": "there has to be at least one",
    "bool_type": "expected true or false, got {input!r}",
    "bool_parsing": "expected true or false, got {input!r}",
}


def _mistake(detail: ErrorDetails, kind: type[BaseModel]) -> Mistake:
    path = tuple(part for part in detail["loc"] if part != "[key]")
    found, context = detail.get("input"), detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        fields = _fields_at(kind, path[:-1])
        return Mistake(path, unknown("key", path[-1], fields), at="key")
    if detail["type"] == "missing":
        return Mistake(path[:-1], f"{path[-1]!r} is missing here", at="key")
    if detail["type"].startswith("int_"):
        hint = "; a time can not stand here" if ":" in str(found) else ""
        return Mistake(path, f"expected a whole number, got {found!r}{hint}")
    if detail["type"].startswith("date_"):
        return Mistake(path, f"{found!r} is not a date; write it as 2012-02-04")
    say = _SAY.get(detail["type"])
    if say:
        return Mistake(path, say.format(input=_short(found), **context))
    message = detail["msg"].removeprefix("Value error, ")
    return Mistake(path, f"{message[0].lower()}{message[1:]}, got {_short(found)!r}")


def _short(value: object, limit: int = 60) -> object:
    text = repr(value)
    return value if len(text) <= limit else f"{text[:limit]}..."


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
