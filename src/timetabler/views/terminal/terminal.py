"""Timetables in a terminal: a grid where there is room for one, a list where not."""

from rich.console import Console
from rich.style import Style
from rich.text import Text

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.brief import Brief
from timetabler.views.layout.layout import By, grids
from timetabler.views.layout.marks import Marks, marks_of
from timetabler.views.layout.shapes import Cell, Grid
from timetabler.views.layout.tracks import looks
from timetabler.views.terminal.cell import first_line, mark_words
from timetabler.views.terminal.raster import AXIS, raster
from timetabler.views.terminal.scorecard import score_card

__all__ = ["print_grid", "score_card"]

NARROWEST = 20
"""Columns narrower than this many characters make a list the better view."""
_MOST = 8
_HEADING = Style(bold=True)
_QUIET = Style(dim=True)


def print_grid(
    problem: Problem,
    timetable: Timetable,
    console: Console,
    *,
    by: By = "day",
    marks: Marks | None = None,
) -> None:
    """Print a timetable: time down, rooms (or what ``by`` says) across.

    A terminal in which not even two columns have room gets a list for each column.

    Args:
        problem: The conference.
        timetable: What to print.
        console: Where to; it decides on colours.
        by: What grids and columns are made of; see ``layout.grids``.
        marks: The talks that stand out; left out: those that are pinned.
    """
    found = marks_of(problem, timetable) if marks is None else marks
    brief = Brief(problem, timetable, found, looks(problem))
    most = min(_MOST, (console.width - AXIS) // NARROWEST)
    pages = grids(problem, timetable, by, most=max(1, most))
    console.print(Text(problem.title, _HEADING))
    for grid in pages:
        lanes = sum(column.lanes for column in grid.columns)
        _print_title(console, grid)
        if lanes <= most and (most > 1 or len(pages) == 1):
            for line in raster(brief, grid, console):
                console.print(line, no_wrap=True, crop=True, overflow="crop")
        else:
            _print_list(console, brief, grid)
    _print_notes(console, brief, pages)


def _print_title(console: Console, grid: Grid) -> None:
    number, parts = grid.part
    part = f" ({number} of {parts})" if parts > 1 else ""
    console.print()
    console.print(Text(f"{grid.title}{part}", _HEADING))


def _print_list(console: Console, brief: Brief, grid: Grid) -> None:
    for index, column in enumerate(grid.columns):
        words = [w for w in (column.group, column.title, column.note) if w]
        console.print(Text(", ".join(words), _HEADING))
        for cell in sorted(
            (cell for cell in grid.cells if cell.column == index),
            key=lambda cell: (cell.start, cell.end, cell.talk),
        ):
            _print_entry(console, brief, grid, cell)


def _print_entry(console: Console, brief: Brief, grid: Grid, cell: Cell) -> None:
    start, end = brief.times(grid, cell)
    line = Text(f"{start}–{end} ")
    line.append_text(first_line(brief, cell))
    about = [brief.aside(grid, cell), ", ".join(brief.speakers(cell))]
    rest = " · ".join(part for part in about if part)
    if rest:
        line.append(f" ({rest})", _QUIET)
    line.pad_left(2)
    for number, wrapped in enumerate(line.wrap(console, max(10, console.width - 4))):
        wrapped.rstrip()
        console.print(wrapped if number == 0 else Text("    ") + wrapped)


def _print_notes(console: Console, brief: Brief, pages: list[Grid]) -> None:
    shown = {cell.talk for grid in pages for cell in grid.cells}
    notes = [*mark_words(brief.marks, shown), *_track_words(brief, pages)]
    if notes:
        console.print()
        console.print(Text(" · ".join(notes), _QUIET))
    left_out = brief.timetable.left_out(brief.problem)
    if left_out:
        titles = "; ".join(brief.problem.talks[talk].title for talk in left_out)
        console.print(Text(f"Not scheduled ({len(left_out)}): {titles}"))


def _track_words(brief: Brief, pages: list[Grid]) -> list[str]:
    """Say what the short labels of tracks mean, where they are shown."""
    if not pages or pages[0].by not in ("day", "room"):
        return []
    used = {
        brief.problem.talks[cell.talk].track for grid in pages for cell in grid.cells
    }
    return [
        f"{look.label}: {look.title}"
        for track, look in brief.looks.items()
        if track in used and look.label != look.title
    ]
