"""The words of a talk in a terminal, wrapped to the width of its column."""

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from timetabler.views.layout.brief import Brief
from timetabler.views.layout.marks import Marks
from timetabler.views.layout.shapes import Cell, Grid

CONFLICT, PINNED = "!!", "P"
_TITLE_LINES = 3
_ALARM = Style(bold=True, color="white", bgcolor="red")
_MARK = Style(bold=True)


def first_line(brief: Brief, cell: Cell) -> Text:
    """The marks of a talk and its title."""
    line = Text()
    if cell.talk in brief.marks.conflicts:
        line.append(CONFLICT, _ALARM)
        line.append(" ")
    if cell.talk in brief.marks.pinned:
        line.append(f"{PINNED} ", _MARK)
    people = brief.marks.seatless.get(cell.talk)
    if people:
        line.append(f"+{people} ", _MARK)
    return line.append(_plain(brief.problem.talks[cell.talk].title), Style(bold=True))


def mark_words(marks: Marks, shown: set[str]) -> Iterator[str]:
    """Say what the marks of the shown talks mean."""
    if shown & marks.conflicts:
        yield f"{CONFLICT} breaks a hard constraint"
    if shown & marks.pinned:
        yield f"{PINNED} pinned"
    if shown & marks.seatless.keys():
        yield "+9 people without a seat"


def cell_lines(
    brief: Brief, grid: Grid, cell: Cell, width: int, console: Console
) -> list[Text]:
    """The lines of a talk, none wider than ``width`` characters.

    The title may take three; then come track (or room) and speakers on one.
    """
    title = list(first_line(brief, cell).wrap(console, width))
    for line in title:
        line.rstrip()
    lines = title[:_TITLE_LINES]
    if len(title) > _TITLE_LINES:
        lines[-1] = Text(" ").join([lines[-1], title[_TITLE_LINES]])
    speakers = ", ".join(brief.speakers(cell))
    about = " · ".join(part for part in (brief.aside(grid, cell), speakers) if part)
    if about:
        lines.append(Text(_plain(about)))
    for line in lines:
        line.truncate(width, overflow="ellipsis")
    return lines


def _plain(text: str) -> str:
    return " ".join(text.split())
