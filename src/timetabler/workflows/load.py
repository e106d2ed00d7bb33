"""Load a problem, and a timetable of it, from files."""

from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Self

from timetabler.constraints.base import Constraint
from timetabler.constraints.settings import (
    active,
    anchored,
    files_of,
    settings_mistakes,
)
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem, read_text
from timetabler.timetable.file import read_timetable
from timetabler.timetable.timetable import Timetable


@dataclass(frozen=True)
class Source:
    """A file that was read, with the SHA-256 of its bytes to know it again."""

    path: Path
    digest: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """Read the digest of a file.

        Raises:
            OSError: If it can not be read.
        """
        return cls(path, sha256(path.read_bytes()).hexdigest())


@dataclass(frozen=True)
class Loaded:
    """A problem with the constraints that count, and where it came from.

    Attributes:
        problem: The problem.
        constraints: The constraints that count, in the order of score cards.
        path: The problem file.
        digest: SHA-256 of its text, to know it again.
        tables: The files it names.
        start: The timetable file that a search starts from.
    """

    problem: Problem
    constraints: tuple[Constraint, ...]
    path: Path
    digest: str
    tables: tuple[Source, ...] = ()
    start: Source | None = None


def load_problem(path: Path) -> Loaded:
    """Load a problem file.

    Raises:
        InvalidInputError: With every mistake in it.
    """
    text = read_text(path)
    lint = partial(settings_mistakes, folder=path.parent)
    problem = anchored(read_problem(text, str(path), [lint]), path.parent)
    digest = sha256(text.encode()).hexdigest()
    tables = tuple(map(Source.of, files_of(problem)))
    return Loaded(problem, active(problem), path, digest, tables)


def without_cancelled(loaded: Loaded, timetable: Timetable) -> Loaded:
    """Let talks be left out that a timetable tells to be cancelled, at no cost."""
    gone = (talk for talk, i in timetable.identities.items() if i.cancelled)
    talks = dict(loaded.problem.talks)
    for talk in gone:
        if talk in talks and talk not in timetable:
            talks[talk] = replace(talks[talk], optional=0)
    return replace(loaded, problem=replace(loaded.problem, talks=talks))


def load_timetable(path: Path, problem: Problem) -> Timetable:
    """Load a timetable file of a problem.

    Raises:
        InvalidInputError: With every mistake in it.
    """
    return read_timetable(read_text(path), str(path), problem)
