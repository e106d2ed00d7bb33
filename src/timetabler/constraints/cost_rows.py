"""Rows of a table of costs: which talks cost what, and where."""

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from timetabler.constraints.selectors import (
    Rooms,
    Talks,
    mistakes_in,
    talks_in,
)
from timetabler.constraints.tables import TableError, rows
from timetabler.problem.fields import Ids, Penalty
from timetabler.problem.fields import Windows as WindowTexts
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem, Window
from timetabler.problem.when import When, WhenError

_COLUMNS = {"talk", "track", "day", "window", "session", "room", "penalty", "each"}


class Row(BaseModel):
    """One line of the table: which talks cost what, and where."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        coerce_numbers_to_str=True,
    )

    talks: Talks = None
    """The talks; all if left out."""
    days: Ids | None = None
    """The days they start on; any if left out."""
    windows: WindowTexts | None = None
    """The windows they reach into; any time if left out."""
    inside: WindowTexts | None = None
    """Windows of which one holds them wholly; any time if left out."""
    outside: WindowTexts | None = None
    """Windows of which none holds them wholly; any time if left out."""
    sessions: Ids | None = None
    """The sessions they start in; any time if left out."""
    rooms: Rooms = None
    """The rooms they are in; any if left out."""
    penalty: Penalty
    """What it costs."""
    each: Literal["talk", "minute", "session"] = "talk"
    """For each `talk`, for each of its minutes, or once for a room in a `session`."""


def _row(cells: dict[str, str]) -> dict[str, Any]:
    """Read a line of the CSV file as a row."""
    row: dict[str, Any] = {}
    wanted = {"ids": cells.get("talk"), "track": cells.get("track")}
    if any(wanted.values()):
        row["talks"] = {key: name for key, name in wanted.items() if name}
    for column in ("day", "window", "session", "room"):
        if column in cells:
            row[f"{column}s"] = cells[column]
    penalty = cells.get("penalty", "")
    row["penalty"] = int(penalty) if penalty.isdecimal() else penalty
    if "each" in cells:
        row["each"] = cells["each"]
    return row


def rows_from_file(value: Any) -> Any:  # noqa: ANN401
    """Read a CSV file of rows where one is named."""
    if not isinstance(value, str):
        return value
    try:
        table = rows(FilePath(value), {"penalty"}, _COLUMNS)
        return [_row(cells) for _, cells in table]
    except TableError as error:
        context = {"error": str(error)}
        raise PydanticCustomError("value_error", "{error}", context) from error


def row_mistakes(problem: Problem, row: Row) -> Iterator[Mistake]:
    """Find what a row names that is not known."""
    yield from mistakes_in(problem, row)
    for key, names, known in (
        ("days", row.days, problem.days),
        ("sessions", row.sessions, problem.sessions),
    ):
        for index, name in enumerate(names or ()):
            if name not in known:
                yield Mistake((key, index), unknown(key[:-1], name, known))
    when = When(problem.clock, problem.days)
    for key in ("windows", "inside", "outside"):
        for index, text in enumerate(getattr(row, key) or ()):
            try:
                when.windows(text)
            except WhenError as error:
                yield Mistake((key, index), str(error))


def chosen_talks(problem: Problem, table: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """Yield the talks of each row; rows that say the same are looked up once."""
    known: dict[str, tuple[str, ...]] = {}
    for row in table:
        said = repr(row.talks)
        if said not in known:
            known[said] = tuple(talks_in(problem, row.talks))
        yield known[said]


def read_windows(problem: Problem, texts: list[str] | None) -> list[Window]:
    """The windows that a row lists."""
    when = When(problem.clock, problem.days)
    return [window for text in texts or () for window in when.windows(text)]
