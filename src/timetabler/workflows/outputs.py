"""Write what a solve leaves behind: one folder with everything people need of it."""

from collections.abc import Iterator
from pathlib import Path

from timetabler.engine.outcome import Options
from timetabler.formats.csv_sheet import write_csv
from timetabler.timetable.file import write_timetable
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.views.grid import pictures
from timetabler.views.marks import marks_of
from timetabler.views.page import render_page
from timetabler.workflows.files import write_whole
from timetabler.workflows.load import Loaded
from timetabler.workflows.report import as_json, run_json, solution_json
from timetabler.workflows.solve import Solution

_RUN = "run.json"
_PICTURES = ("grid.png", "grid.svg")
NAMES = (
    "timetable.yaml",
    "score.json",
    _RUN,
    "timetable.csv",
    "timetable.html",
    *_PICTURES,
)


def write_outputs(
    folder: Path, loaded: Loaded, solution: Solution, options: Options
) -> None:
    """Write the outputs of a solve; the timetable first, pictures last.

    Without a timetable, only the record of the run is written.

    Raises:
        OSError: If a file can not be written; those before it are whole.
    """
    for name, content in _outputs(loaded, solution, options):
        write_whole(folder / name, content)


def _outputs(
    loaded: Loaded, solution: Solution, options: Options
) -> Iterator[tuple[str, str | bytes]]:
    problem, timetable, score = loaded.problem, solution.timetable, solution.score
    if timetable is not None and score is not None:
        yield "timetable.yaml", write_timetable(problem, timetable)
        yield "score.json", as_json(solution_json(solution))
    yield _RUN, as_json(run_json(loaded, options, solution))
    if timetable is not None and score is not None:
        yield "timetable.csv", write_csv(problem, timetable)
        yield from _views(loaded, timetable, score)


def _views(
    loaded: Loaded, timetable: Timetable, score: Score
) -> Iterator[tuple[str, str | bytes]]:
    problem = loaded.problem
    yield "timetable.html", render_page(problem, timetable, score)
    marks = marks_of(problem, timetable, score)
    suffixes = [Path(name).suffix for name in _PICTURES]
    drawn = pictures(problem, timetable, suffixes, marks=marks)
    for name, suffix in zip(_PICTURES, suffixes, strict=True):
        yield name, drawn[suffix]
