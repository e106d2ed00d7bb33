"""Put columns on pages: not too many across, and with the hours that matter."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from timetabler.problem.problem import Window
from timetabler.views.layout.shapes import Block, By, Grid
from timetabler.views.layout.stacks import Sheet, Stack
from timetabler.views.layout.windows import cut, gaps

_MARGIN = 60
_ROUND = 30


def side_by_side(sheets: list[Sheet], most: int) -> list[Sheet]:
    """Put days with few rooms next to each other instead of on pages of their own."""
    if len(sheets) < 2 or sum(map(_width, sheets)) > most:  # noqa: PLR2004
        return sheets
    stacks = tuple(
        replace(stack, column=replace(stack.column, group=sheet.title))
        for sheet in sheets
        for stack in sheet.stacks
    )
    return [Sheet(f"{sheets[0].title} – {sheets[-1].title}", stacks)]


def _width(sheet: Sheet) -> int:
    return sum(stack.column.lanes for stack in sheet.stacks)


def split(sheet: Sheet, by: By, most: int) -> list[Grid]:
    """Make a sheet into grids of at most so many columns, about equally wide."""
    start, end = _extent(sheet)
    parts = -(-_width(sheet) // most)
    aim = _width(sheet) / parts
    pages: list[list[Stack]] = [[]]
    filled = done = 0
    for stack in sheet.stacks:
        lanes = stack.column.lanes
        # A page is full at its share of the whole, so that no last page is a sliver.
        over = filled + lanes > most or done + lanes / 2 > aim * len(pages)
        if pages[-1] and over:
            pages.append([])
            filled = 0
        pages[-1].append(stack)
        filled += lanes
        done += lanes
    return [
        _grid(replace(sheet, stacks=tuple(page)), by, (number, len(pages)), start, end)
        for number, page in enumerate(pages, 1)
    ]


def _extent(sheet: Sheet) -> tuple[int, int]:
    """Opening hours, but never much more than an hour beyond the talks."""
    windows = [window for stack in sheet.stacks for window in stack.open]
    cells = [cell for stack in sheet.stacks for cell in stack.cells]
    opens = min((w.start for w in windows), default=0)
    closes = max((w.end for w in windows), default=24 * 60)
    if cells:
        first, last = min(c.start for c in cells), max(c.end for c in cells)
        opens = min(first, max(opens, first - _MARGIN))
        closes = max(last, min(closes, last + _MARGIN))
    return opens // _ROUND * _ROUND, -(-closes // _ROUND) * _ROUND


def _grid(sheet: Sheet, by: By, part: tuple[int, int], start: int, end: int) -> Grid:
    cells = tuple(
        replace(cell, column=index)
        for index, stack in enumerate(sheet.stacks)
        for cell in stack.cells
    )
    found = [
        replace(block, column=index)
        for index, stack in enumerate(sheet.stacks)
        for block in _blocks(stack, start, end)
    ]
    columns = tuple(stack.column for stack in sheet.stacks)
    return Grid(by, sheet.title, part, columns, start, end, cells, _merged(found))


def _blocks(stack: Stack, start: int, end: int) -> Iterator[Block]:
    for gap in gaps(stack.open, start, end):
        yield Block("closed", "", 0, 1, gap.start, gap.end)
    taken = [*gaps(stack.open, start, end)]
    for title, window in stack.breaks:
        for whole in cut([window], Window(start, end)):
            parts = [*gaps(taken, whole.start, whole.end)]
            taken.extend(parts)
            for part in parts:
                yield Block("break", title, 0, 1, part.start, part.end)


def _merged(blocks: list[Block]) -> tuple[Block, ...]:
    """Make one block of equal ones in neighbouring columns."""

    def what(block: Block) -> tuple[int, int, str, str]:
        return block.start, block.end, block.kind, block.title

    merged: list[Block] = []
    for _, same in groupby(sorted(blocks, key=lambda b: (what(b), b.column)), what):
        run: list[Block] = []
        for block in same:
            if run and run[-1].column + run[-1].columns == block.column:
                run[-1] = replace(run[-1], columns=run[-1].columns + 1)
            else:
                run.append(block)
        merged.extend(run)
    return tuple(merged)
