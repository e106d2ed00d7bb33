"""Write what a solve leaves behind: one folder with everything people need of it."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from timetabler.engine.outcome import Options
from timetabler.formats.event import ExportError
from timetabler.formats.programme import Programme
from timetabler.timetable.file import write_timetable
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.marks import marks_of
from timetabler.views.page.page import render_page
from timetabler.views.picture.grid import pictures
from timetabler.workflows.export import export, stamp
from timetabler.workflows.files import write_whole
from timetabler.workflows.load import Loaded
from timetabler.workflows.report import as_json, run_json, solution_json
from timetabler.workflows.solve import Solution

_RUN = "run.json"
_PICTURES = ("grid.png", "grid.svg")
_EXPORTS = {
    "timetable.csv": "csv",
    "timetable.ics": "ics",
    "schedule.xml": "schedule.xml",
    "schedule.json": "schedule.json",
}
_QUICK = 2.0
"""Pictures that take no more seconds are drawn whatever the time is."""
NAMES = (
    "timetable.yaml",
    "score.json",
    _RUN,
    *_EXPORTS,
    "timetable.html",
    *_PICTURES,
)


def write_outputs(
    folder: Path,
    loaded: Loaded,
    solution: Solution,
    options: Options,
    published: Timetable | None = None,
    *,
    command: str = "solve",
    until: float | None = None,
) -> list[str]:
    """Write the outputs of a solve; the timetable first, pictures last.

    Without a timetable, only the record of the run is written. Calendars keep, as
    cancelled, what is in the published timetable and not in the new one.

    Args:
        folder: Where.
        loaded: The problem.
        solution: What was found.
        options: How it was searched for.
        published: What was published before.
        command: What was run.
        until: When everything should be written, on the monotonic clock, in seconds;
            pictures that would take longer are left out. None for no such time.

    Returns:
        Why a file is missing: its format can not hold the timetable, or time is up.

    Raises:
        OSError: If a file can not be written; those before it are whole.
    """
    remarks: list[str] = []
    record = run_json(loaded, options, solution, folder, command)
    for name, content in _outputs(loaded, solution, record, published, remarks):
        write_whole(folder / name, content)
    if solution.timetable is not None and solution.score is not None:
        talks = len(loaded.problem.talks)
        if _is_too_late(talks, until):
            names = " and ".join(_PICTURES)
            why = f"the time does not suffice to draw {talks:,} talks"
            remarks.append(f"{names} are not written: {why}; `timetabler show` does")
            return remarks
        drawn = _drawn(loaded, solution.timetable, solution.score)
        for name, content in drawn:
            write_whole(folder / name, content)
    return remarks


def _is_too_late(talks: int, until: float | None) -> bool:
    """Whether pictures would take longer than there is; small ones always are drawn."""
    seconds = drawing(talks)
    return until is not None and seconds > _QUICK and monotonic() + seconds > until


def drawing(talks: int) -> float:
    """Guess how many seconds the pictures of so many talks take."""
    return 0.5 + 0.018 * talks


def writing(talks: int) -> float:
    """Guess how many seconds all else takes for so many talks."""
    return 1.0 + 0.004 * talks


def _outputs(
    loaded: Loaded,
    solution: Solution,
    record: dict[str, Any],
    published: Timetable | None,
    remarks: list[str],
) -> Iterator[tuple[str, str | bytes]]:
    problem, timetable, score = loaded.problem, solution.timetable, solution.score
    if timetable is not None and score is not None:
        yield "timetable.yaml", write_timetable(problem, timetable)
        yield "score.json", as_json(solution_json(solution))
    yield _RUN, as_json(record)
    if timetable is not None and score is not None:
        programme = Programme(problem, timetable, published, stamp=stamp())
        yield from _exports(programme, remarks)
        yield "timetable.html", render_page(problem, timetable, score)


def _exports(
    programme: Programme, remarks: list[str]
) -> Iterator[tuple[str, str | bytes]]:
    for name, to in _EXPORTS.items():
        try:
            yield name, export(programme, to)
        except ExportError as error:
            remarks.append(f"{name} is not written: {error}")


def _drawn(
    loaded: Loaded, timetable: Timetable, score: Score
) -> Iterator[tuple[str, bytes]]:
    problem = loaded.problem
    marks = marks_of(problem, timetable, score)
    suffixes = [Path(name).suffix for name in _PICTURES]
    drawn = pictures(problem, timetable, suffixes, marks=marks)
    for name, suffix in zip(_PICTURES, suffixes, strict=True):
        yield name, drawn[suffix]
