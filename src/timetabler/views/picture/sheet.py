"""Draws a whole page: titles, headings, hours, blocks, talks, legend."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from timetabler.views.layout.brief import Brief
from timetabler.views.layout.shapes import Column, Grid
from timetabler.views.picture.blocks import draw_block
from timetabler.views.picture.cellart import draw_talk
from timetabler.views.picture.fit import LINE
from timetabler.views.picture.fonts import Fonts
from timetabler.views.picture.geometry import (
    AXIS,
    GROUP,
    HEADING,
    MARGIN,
    Frame,
    frame,
    page_width,
    per_minute,
)
from timetabler.views.picture.legend import Legend, draw_legend, legend
from timetabler.views.picture.pen import Pen
from timetabler.views.picture.wrapping import shorten, wrap

_INK, _QUIET = "#000000", "#505050"
_HOUR, _HALF, _RULE = "#9a9a9a", "#e2e2e2", "#6e6e6e"
_CONFERENCE, _TITLE, _GROUP = 17.0, 12.0, 10.5
_HEADINGS = (10.0, 9.0, 8.0, 7.0)
_NOTE, _TIME = 7.5, 8.0
_PAD = 4.0


@dataclass(frozen=True)
class Leaf:
    """A page, ready to be drawn."""

    frame: Frame
    legend: Legend


def leaves(brief: Brief, grids: list[Grid], fonts: Fonts) -> list[Leaf]:
    """Plan the pages of some grids, all to the same scale.

    Args:
        brief: What is drawn.
        grids: One for each page.
        fonts: To measure with.
    """
    scale = per_minute(grids)
    plans = [
        partial(legend, brief, grid, fonts, "" if number else _left_out(brief))
        for number, grid in enumerate(grids)
    ]
    least = max(map(page_width, grids), default=0.0)
    pages = [_leaf(g, scale, least, p) for g, p in zip(grids, plans, strict=True)]
    # Pages of one picture are equally wide, which may make some of them longer.
    widest = max((page.frame.width for page in pages), default=0.0)
    return [_leaf(g, scale, widest, p) for g, p in zip(grids, plans, strict=True)]


def _leaf(
    grid: Grid, scale: float, least: float, plan: Callable[[float], Legend]
) -> Leaf:
    """Find a page for a legend, and a legend that makes the most of the page."""
    first = frame(grid, scale, plan(least - 2 * (MARGIN + AXIS)).height, least)
    wider = plan(first.body.width)
    shorter = frame(grid, scale, wider.height, least)
    again = plan(shorter.body.width)
    if again.height <= wider.height:
        return Leaf(shorter, again)
    return Leaf(first, wider)


def draw_leaf(pen: Pen, brief: Brief, leaf: Leaf) -> None:
    """Draw a page."""
    _titles(pen, brief, leaf.frame)
    _hours(pen, brief, leaf.frame)
    _rules(pen, leaf.frame)
    for block in leaf.frame.grid.blocks:
        draw_block(pen, leaf.frame, block)
    _headings(pen, leaf.frame)
    for cell in leaf.frame.grid.cells:
        draw_talk(pen, brief, leaf.frame.grid, cell, leaf.frame.cell(cell))
    draw_legend(pen, leaf.legend, leaf.frame)


def _left_out(brief: Brief) -> str:
    talks = brief.timetable.left_out(brief.problem)
    titles = "; ".join(brief.problem.talks[talk].title for talk in talks)
    number = f"{len(talks)} talk{'' if len(talks) == 1 else 's'}"
    return f"Not scheduled ({number}): {titles}" if talks else ""


def _titles(pen: Pen, brief: Brief, frame: Frame) -> None:
    fonts, body = pen.fonts, frame.body
    number, parts = frame.grid.part
    part = f"page {number} of {parts}" if parts > 1 else ""
    right = body.x + body.width
    pen.text(part, (right, MARGIN + 23), _TITLE, align="right", colour=_QUIET)
    title = fonts.clean(brief.problem.title)
    title = shorten(title, body.width, _CONFERENCE, fonts, bold=True)
    pen.text(title, (body.x, MARGIN), _CONFERENCE, bold=True)
    room = body.width - fonts.width(part, _TITLE) - 12
    shown = shorten(fonts.clean(frame.grid.title), room, _TITLE, fonts)
    pen.text(shown, (body.x, MARGIN + 23), _TITLE)


def _hours(pen: Pen, brief: Brief, frame: Frame) -> None:
    grid, body = frame.grid, frame.body
    left, right = body.x, body.x + body.width
    first = grid.columns[0]
    for minute in range(grid.start, grid.end + 1, 30):
        y = frame.y(minute)
        hour = minute % 60 == 0
        colour = _HOUR if hour else _HALF
        pen.line((left, y), (right, y), colour=colour, thick=0.6)
        if hour:
            time = f"{brief.problem.clock.wall(first.origin + minute):%H:%M}"
            top = y - _TIME * 0.62
            pen.text(time, (left - 5, top), _TIME, align="right", colour=_QUIET)
            pen.text(time, (right + 5, top), _TIME, colour=_QUIET)


def _rules(pen: Pen, frame: Frame) -> None:
    """Draw lines between the columns, heavier ones between groups."""
    columns, body = frame.grid.columns, frame.body
    bottom = body.y + body.height
    for index, x in enumerate(frame.edges):
        inner = 0 < index < len(columns)
        heavy = inner and columns[index - 1].group != columns[index].group
        top = body.y - (HEADING if inner else 0) - (GROUP if heavy else 0)
        pen.line((x, top), (x, bottom), colour=_RULE, thick=1.4 if heavy else 0.6)
    for y in (body.y, bottom):
        pen.line((body.x, y), (body.x + body.width, y), colour=_RULE, thick=0.8)


def _headings(pen: Pen, frame: Frame) -> None:
    columns, fonts = frame.grid.columns, pen.fonts
    top = frame.top - HEADING
    for group, run in groupby(enumerate(columns), key=lambda c: c[1].group):
        if group:
            indices = [index for index, _ in run]
            left, right = frame.edges[indices[0]], frame.edges[indices[-1] + 1]
            room = right - left - 2 * _PAD
            text = shorten(fonts.clean(group), room, _GROUP, fonts, bold=True)
            at = ((left + right) / 2, top - GROUP + 2)
            pen.text(text, at, _GROUP, bold=True, align="center")
    for index, column in enumerate(columns):
        _heading(pen, column, frame.edges[index], frame.edges[index + 1], top)


def _heading(pen: Pen, column: Column, left: float, right: float, top: float) -> None:
    fonts, middle = pen.fonts, (left + right) / 2
    room = right - left - 2 * _PAD
    lines, size = _heading_lines(fonts, fonts.clean(column.title), room, column.note)
    note = shorten(fonts.clean(column.note), room, _NOTE, fonts)
    height = len(lines) * size * LINE + (_NOTE * LINE if note else 0)
    y = top + (HEADING - height) / 2
    for line in lines:
        pen.text(line, (middle, y), size, bold=True, align="center", colour=_INK)
        y += size * LINE
    if note:
        pen.text(note, (middle, y), _NOTE, align="center", colour=_QUIET)


def _heading_lines(
    fonts: Fonts, title: str, room: float, note: str
) -> tuple[list[str], float]:
    """Wrap a heading in the largest size in which it fits."""
    space = HEADING - 4 - (_NOTE * LINE if note else 0)
    for size in _HEADINGS:
        lines = wrap(title, (room,), size, fonts, bold=True)
        if len(lines) * size * LINE <= space:
            return lines, size
    size = _HEADINGS[-1]
    most = int(space / (size * LINE))
    rest = shorten(" ".join(lines[most - 1 :]), room, size, fonts, bold=True)
    return [*lines[: most - 1], rest], size
