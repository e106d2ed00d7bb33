"""Write one view of a timetable: a picture or a page."""

from pathlib import Path

from timetabler.problem.problem import Problem
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.layout import By
from timetabler.workflows.files import write_whole

SUFFIXES = (".png", ".svg", ".pdf", ".html")


def write_view(
    path: Path, problem: Problem, timetable: Timetable, score: Score, by: By
) -> None:
    """Write a timetable as its name's ending says: ``.png .svg .pdf .html``.

    The page shows every way to look at it, so ``by`` is for pictures.

    Raises:
        OSError: If it can not be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".html":
        from timetabler.views.page.page import render_page  # noqa: PLC0415

        write_whole(path, render_page(problem, timetable, score))
        return
    from timetabler.views.layout.marks import marks_of  # noqa: PLC0415
    from timetabler.views.picture.grid import pictures  # noqa: PLC0415

    marks = marks_of(problem, timetable, score)
    drawn = pictures(problem, timetable, [suffix], by=by, marks=marks)
    write_whole(path, drawn[suffix])
