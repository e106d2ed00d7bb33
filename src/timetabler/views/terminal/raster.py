"""A grid as lines of characters: only times at which something starts or ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.style import Style
from rich.text import Text

from timetabler.views.layout.brief import Brief
from timetabler.views.layout.colours import text_on
from timetabler.views.layout.layout import wall_time
from timetabler.views.layout.shapes import Cell, Column, Grid
from timetabler.views.layout.tracks import Look
from timetabler.views.terminal.cell import cell_lines

AXIS = 6
"""Characters of the time axis."""
_WIDEST = 34
_EDGE = 2
_HEADING, _QUIET = Style(bold=True), Style(dim=True)
_CORNERS = {False: ("┌", "│", "└", "╶"), True: ("+", "|", "+", "+")}


@dataclass(frozen=True)
class _Piece:
    """Something that takes some lines of a column: its place and its lines."""

    left: int
    width: int
    start: int
    end: int
    lines: list[Text]
    look: Look | None


def raster(brief: Brief, grid: Grid, console: Console) -> Iterator[Text]:
    """Yield the lines of a grid: headings first, then the times.

    A row lasts from one start or end to the next and is as high as its talks need: rows
    tell the order of time, not its length.
    """
    lanes = sum(column.lanes for column in grid.columns)
    lane = min(_WIDEST, (console.width - AXIS) // lanes)
    lefts = [AXIS]
    for column in grid.columns:
        lefts.append(lefts[-1] + lane * column.lanes)
    yield from _headings(grid.columns, lefts)
    pieces = [_talk(brief, grid, cell, lefts, console) for cell in grid.cells]
    pieces += _breaks(grid, lefts)
    yield from _rows(brief, grid, pieces, console)


def _headings(columns: tuple[Column, ...], lefts: list[int]) -> Iterator[Text]:
    groups = groupby(range(len(columns)), key=lambda index: columns[index].group)
    runs = [(group, list(run)) for group, run in groups]
    each = list(enumerate(columns))
    lines = (
        ([(group, run[0], run[-1] + 1) for group, run in runs], _HEADING),
        ([(column.title, index, index + 1) for index, column in each], _HEADING),
        ([(column.note, index, index + 1) for index, column in each], _QUIET),
    )
    for parts, style in lines:
        if any(word for word, _, _ in parts):
            line = Text(" " * AXIS)
            for word, first, after in parts:
                width = lefts[after] - lefts[first]
                text = Text(word, style)
                text.truncate(width - 1, overflow="ellipsis")
                text.pad_right(width - text.cell_len)
                line = Text().append_text(line).append_text(text)
            line.rstrip()
            yield line


def _talk(
    brief: Brief, grid: Grid, cell: Cell, lefts: list[int], console: Console
) -> _Piece:
    left = lefts[cell.column]
    whole = lefts[cell.column + 1] - left
    start = whole * cell.lane // cell.lanes
    width = whole * (cell.lane + 1) // cell.lanes - start
    lines = cell_lines(brief, grid, cell, width - _EDGE - 1, console)
    return _Piece(left + start, width, cell.start, cell.end, lines, brief.look(cell))


def _breaks(grid: Grid, lefts: list[int]) -> Iterator[_Piece]:
    for block in grid.blocks:
        for first, count in grid.free(block) if block.kind == "break" else ():
            if count:
                width = lefts[first + count] - lefts[first]
                title = Text(f"-- {block.title} --", _QUIET)
                title.truncate(width - 1, overflow="ellipsis")
                yield _Piece(lefts[first], width, block.start, block.end, [title], None)


def _rows(
    brief: Brief, grid: Grid, pieces: list[_Piece], console: Console
) -> Iterator[Text]:
    times = sorted({time for piece in pieces for time in (piece.start, piece.end)})
    tops = _tops(times, pieces)
    painted: dict[int, list[tuple[int, Text]]] = {}
    for piece in sorted(pieces, key=lambda piece: piece.left):
        top, bottom = tops[piece.start], tops[piece.end]
        for number in range(bottom - top):
            line = _line(piece, number, bottom - top, ascii_only=_is_ascii(console))
            painted.setdefault(top + number, []).append((piece.left, line))
    labels = {
        tops[time]: wall_time(brief.problem, grid.columns[0], time) for time in times
    }
    for row in range(max(labels, default=-1) + 1):
        line = Text(labels.get(row, ""), _QUIET)
        for left, part in painted.get(row, ()):
            # Breaks that overlap would push each other aside; the first stays.
            if line.cell_len <= left:
                line.pad_right(left - line.cell_len)
                line = Text().append_text(line).append_text(part)
        if console.no_color or console.color_system is None:
            line.rstrip()
        yield line


def _tops(times: list[int], pieces: list[_Piece]) -> dict[int, int]:
    """Give each time its row, so that every piece has rows for all of its lines."""
    tops = {time: row for row, time in enumerate(times)}
    for piece in sorted(pieces, key=lambda piece: (piece.end, piece.start)):
        lacking = len(piece.lines) - (tops[piece.end] - tops[piece.start])
        if lacking > 0:
            for time in times:
                tops[time] += lacking if time >= piece.end else 0
    return tops


def _line(piece: _Piece, number: int, count: int, *, ascii_only: bool) -> Text:
    """One line of a piece, padded to its width less the space to the next one."""
    words = piece.lines[number] if number < len(piece.lines) else Text()
    if piece.look is None:
        return words
    top, middle, bottom, single = _CORNERS[ascii_only]
    corner = middle
    if count == 1:
        corner = single
    elif number in (0, count - 1):
        corner = bottom if number else top
    look = piece.look
    edge = Style(color=text_on(look.colour), bgcolor=look.colour)
    line = Text(corner, edge)
    body = Text(" ", Style(color=look.text, bgcolor=look.tint))
    body.append_text(words)
    body.pad_right(piece.width - _EDGE - body.cell_len)
    return Text().append_text(line).append_text(body)


def _is_ascii(console: Console) -> bool:
    return console.options.ascii_only
