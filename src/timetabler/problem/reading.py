"""Read a problem file: every mistake at once, each with its line and column."""

from collections.abc import Callable, Iterable
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.lint import lint
from timetabler.problem.mend import mend
from timetabler.problem.mistakes import InvalidInputError, Located, Mistake
from timetabler.problem.problem import Problem
from timetabler.problem.shape import as_mistakes
from timetabler.problem.version import NewerFormatError, refuse_newer
from timetabler.problem.yamlreader import Document, read_yaml

__all__ = [
    "Lint",
    "as_mistakes",
    "problem_of",
    "read_model",
    "read_problem",
    "read_text",
]

Model = TypeVar("Model", bound=BaseModel)
Lint = Callable[[Problem], Iterable[Mistake]]


def read_text(path: FilePath) -> str:
    """Read a text file as UTF-8, with or without a byte order mark.

    Raises:
        InvalidInputError: If it is not there, not readable, or not UTF-8.
    """
    line, column = 1, 1
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        why = f"the byte {content[error.start]:#x} is not UTF-8; save the file as UTF-8"
    except OSError as error:
        why = error.strerror or str(error)
    raise InvalidInputError([Located(str(path), line, column, why)])


def read_problem(text: str, file: str, further: Iterable[Lint] = ()) -> Problem:
    """Read a problem from the text of a problem file.

    Args:
        text: The YAML text.
        file: The file's name, for messages.
        further: What else is to be asked of the problem (the constraints' settings).

    Raises:
        InvalidInputError: With every mistake found.
    """
    return problem_of(read_yaml(text, file), further)


def problem_of(document: Document, further: Iterable[Lint] = ()) -> Problem:
    """Read a problem from a document; see ``read_problem``.

    Raises:
        InvalidInputError: With every mistake found.
    """
    wrong: list[Located] = []
    try:
        entries, lost = read_model(ProblemFile, document), frozenset[str]()
    except NewerFormatError:
        raise
    except InvalidInputError as error:
        mended = mend(document.data) if isinstance(document.data, dict) else None
        if mended is None:
            raise
        wrong.extend(error.mistakes)
        entries, lost = mended
    problem, mistakes = build(entries, lost)
    for check in (lint, *further):
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
    refuse_newer(document)
    wrong = list(document.mistakes)
    if not isinstance(document.data, dict):
        what = "empty" if document.data is None else "not a map of keys"
        wrong.append(Located(document.file, 1, 1, f"the file is {what}"))
        raise InvalidInputError(wrong)
    try:
        model = kind.model_validate(document.data)
    except ValidationError as error:
        wrong.extend(document.locate(m) for m in as_mistakes(error, kind))
    if wrong:
        raise InvalidInputError(wrong)
    return model
