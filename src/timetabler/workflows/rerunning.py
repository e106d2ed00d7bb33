"""Repeat a run from its record, and say whether the same comes of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from timetabler.engine.outcome import Options, Status
from timetabler.problem.mistakes import InvalidInputError, Located
from timetabler.problem.reading import read_text
from timetabler.timetable.file import write_timetable
from timetabler.workflows.check import check
from timetabler.workflows.load import Loaded, Source, load_problem, load_timetable
from timetabler.workflows.report import versions
from timetabler.workflows.solve import Solution

_MOST_CHARACTERS = 5_000_000


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class Named(_Part):
    """A file by its path from the record, and its digest."""

    path: str
    sha256: str


class Chosen(_Part):
    """The options of a run."""

    time_limit: Annotated[float, Field(gt=0, le=1e9)] | None
    workers: Annotated[int, Field(ge=1, le=256)] | None
    seed: Annotated[int, Field(ge=0, lt=2**31)]
    deterministic: bool


class Result(_Part):
    """The timetable of a run, by its digest, and what the checkers counted in it."""

    sha256: str
    penalties: dict[str, int]


class Record(_Part):
    """What a run records of itself, as far as it takes part in repeating it."""

    format: Literal[1]
    command: str
    problem: Named
    tables: list[Named]
    start: Named | None
    options: Chosen
    versions: dict[str, str]
    status: Status = Field(strict=False)
    interrupted: bool
    out_of_memory: bool
    result: Result | None

    @property
    def repeatable(self) -> bool:
        """Whether the same versions have to give the same bytes again."""
        ended = self.interrupted or self.out_of_memory
        return self.options.deterministic and not ended


@dataclass(frozen=True)
class Again:
    """A run that is to be repeated: its record, and the inputs as they are now.

    Attributes:
        path: The record's file.
        record: The record.
        loaded: The problem.
        changed: What is not what it was when the run was recorded, in sentences.
        others: Programs that have another version now, in sentences.
    """

    path: Path
    record: Record
    loaded: Loaded
    changed: tuple[str, ...]
    others: tuple[str, ...]

    def options(self, options: Options) -> Options:
        """Make options say what was recorded."""
        chosen = self.record.options
        start = self.loaded.start
        return replace(
            options,
            seconds=chosen.time_limit,
            workers=chosen.workers,
            seed=chosen.seed,
            deterministic=chosen.deterministic,
            start=load_timetable(start.path, self.loaded.problem) if start else None,
        )


@dataclass(frozen=True)
class Verdict:
    """How a repeated run compares with what was recorded.

    Attributes:
        kept: Whether the recorded timetable is still there as it was, and the checkers
            count in it what they did; None if there is none.
        same_status: Whether it ended as sure.
        same_bytes: Whether it found the same timetable, byte for byte.
        same_score: Whether the checkers count the same.
        was: What they counted then, by priority.
        now: What they count now.
        expected: Whether the same bytes were to be expected.
    """

    kept: bool | None
    same_status: bool
    same_bytes: bool
    same_score: bool
    was: dict[str, int]
    now: dict[str, int]
    expected: bool

    @property
    def fine(self) -> bool:
        """Whether nothing differs that may not."""
        if self.kept is False:
            return False
        return not self.expected or (self.same_bytes and self.same_status)


def read_record(path: Path) -> Record:
    """Read the record of a solve.

    Raises:
        InvalidInputError: If it is none, or one of an older version.
    """
    text = read_text(path)
    why = ""
    try:
        if len(text) > _MOST_CHARACTERS:
            raise ValueError
        data = json.loads(text)
        record = Record.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        why = f"no record that can be run again: {place}: {first['msg']}"
    except (ValueError, RecursionError):
        why = "no record of a run"
    else:
        if record.command == "solve":
            return record
        why = f"the record of a {record.command}; only a solve can be run again"
    raise InvalidInputError([Located(str(path), 1, 1, why)])


def prepare(path: Path, problem: Path | None = None) -> Again:
    """Read a record and the inputs it names.

    Args:
        path: The record, a ``run.json``.
        problem: The problem file; None for where the record says it is.

    Raises:
        InvalidInputError: If they can not be read.
    """
    record = read_record(path)
    loaded = load_problem(problem or _found(path, record.problem.path))
    changed = [*_changed(loaded, record)]
    if record.start is not None:
        start = _found(path, record.start.path)
        read_text(start)  # tells that it is not there as of any other input
        loaded = replace(loaded, start=Source.of(start))
        if loaded.start and loaded.start.digest != record.start.sha256:
            changed.append(f"{start} is not the timetable that the run started from")
    others = tuple(
        f"{name} {record.versions.get(name, '?')} then, {now} now"
        for name, now in versions().items()
        if record.versions.get(name) != now
    )
    return Again(path, record, loaded, tuple(changed), others)


def _found(record: Path, name: str) -> Path:
    """Find a file that a record names: from its folder, from here, or beside it."""
    places = (record.parent / name, Path(name), record.parent / Path(name).name)
    return next((path for path in places if path.is_file()), places[0])


def _changed(loaded: Loaded, record: Record) -> Iterator[str]:
    if loaded.digest != record.problem.sha256:
        yield f"{loaded.path} is not what it was when the run was recorded"
    before = {Path(table.path).name: table.sha256 for table in record.tables}
    for table in loaded.tables:
        if before.get(table.path.name) != table.digest:
            yield f"{table.path} is not what it was when the run was recorded"


def compared(again: Again, solution: Solution) -> Verdict:
    """Compare what was found with what is recorded."""
    record, result = again.record, again.record.result
    text, now = None, dict[str, int]()
    if solution.timetable is not None and solution.score is not None:
        text = write_timetable(again.loaded.problem, solution.timetable)
        now = {str(p): n for p, n in solution.score.priorities.items()}
    same = not again.changed and not again.others
    return Verdict(
        kept=_kept(again),
        same_status=solution.status == record.status,
        same_bytes=(text and _digest(text)) == (result and result.sha256),
        same_score=now == (result.penalties if result else {}),
        was=result.penalties if result else {},
        now=now,
        expected=record.repeatable and same,
    )


def _kept(again: Again) -> bool | None:
    """Check the timetable beside the record again, without a solver."""
    path, result = again.path.parent / "timetable.yaml", again.record.result
    if result is None or not path.is_file():
        return None
    if _digest(read_text(path)) != result.sha256:
        return False
    problem = again.loaded.problem
    timetable = load_timetable(path, problem)
    score = check(problem, timetable, again.loaded.constraints)
    return {str(p): n for p, n in score.priorities.items()} == result.penalties


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
