"""Pictures of a timetable: PNG, SVG and PDF, the same bytes for the same input.

Matplotlib is imported only when something is drawn.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.brief import Brief
from timetabler.views.layout.layout import By, grids
from timetabler.views.layout.marks import Marks, marks_of
from timetabler.views.layout.tracks import looks

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from timetabler.views.picture.canvas import Canvas

SUFFIXES = (".png", ".svg", ".pdf")
"""How names of the files that ``save`` can write end."""


def draw(
    problem: Problem,
    timetable: Timetable,
    *,
    by: By = "day",
    marks: Marks | None = None,
) -> "list[Figure]":
    """Draw a timetable: one figure for each page.

    Args:
        problem: The conference.
        timetable: What to draw.
        by: What pages and columns are made of; see ``layout.grids``.
        marks: The talks that stand out; left out: those that are pinned.
    """
    return _canvas(problem, timetable, by, marks).figures()


def save(
    problem: Problem,
    timetable: Timetable,
    *paths: Path,
    by: By = "day",
    marks: Marks | None = None,
) -> None:
    """Draw a timetable into files: PNG and SVG with all pages below each other, or PDF.

    Args:
        problem: The conference.
        timetable: What to draw.
        paths: Where to write; the names end in ``.png``, ``.svg`` or ``.pdf``.
        by: What pages and columns are made of; see ``layout.grids``.
        marks: The talks that stand out; left out: those that are pinned.

    Raises:
        ValueError: If a name ends in anything else; then nothing is written.
    """
    for path in paths:
        if path.suffix.lower() not in SUFFIXES:
            expected = ", ".join(SUFFIXES)
            raise ValueError(f"{path.name}: expected a name that ends in {expected}")
    canvas = _canvas(problem, timetable, by, marks)
    for path in paths:
        path.write_bytes(canvas.render(path.suffix.lower()))


def pictures(
    problem: Problem,
    timetable: Timetable,
    suffixes: Iterable[str],
    *,
    by: By = "day",
    marks: Marks | None = None,
) -> dict[str, bytes]:
    """Draw a timetable once and give it in several formats, as files would hold it.

    Args:
        problem: The conference.
        timetable: What to draw.
        suffixes: Of ``SUFFIXES``.
        by: What pages and columns are made of; see ``layout.grids``.
        marks: The talks that stand out; left out: those that are pinned.
    """
    canvas = _canvas(problem, timetable, by, marks)
    return {suffix: canvas.render(suffix) for suffix in suffixes}


def _canvas(
    problem: Problem, timetable: Timetable, by: By, marks: Marks | None
) -> "Canvas":
    # Matplotlib takes long to import, and most commands never draw.
    from timetabler.views.picture.canvas import Canvas  # noqa: PLC0415

    found = marks_of(problem, timetable) if marks is None else marks
    brief = Brief(problem, timetable, found, looks(problem))
    return Canvas(brief, grids(problem, timetable, by))
