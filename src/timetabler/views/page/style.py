"""The style rules that depend on the timetable: places in grids, colours of tracks.

The page forbids style attributes, so every place is a class of the one style block.
Only numbers and checked colours get in here, never a text of somebody.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from timetabler.problem.problem import Problem
from timetabler.views.page.grid import Cell, Grid, Pause
from timetabler.views.page.shades import (
    DARK,
    LIGHT,
    NO_TRACK,
    Scheme,
    shades,
    track_colours,
)

COLUMN = 9.5  # rem: a room is never narrower than this on screens
TIME = 3.6  # rem: the column of clock times
MARGINS = 5  # rem: of the page, both sides
HEADING = 62  # mm: of a printed page, its margins included
SLACK = 0.93  # of the height that is left: short talks with long titles take the rest


@dataclass(frozen=True, slots=True)
class Paper:
    """A lying sheet, in millimetres, and the most rooms that it shows readably."""

    name: str
    width: int
    height: int
    rooms: int


PAPERS = (
    Paper("a4", 297, 210, 6),
    Paper("a3", 420, 297, 10),
    Paper("a2", 594, 420, 16),
    Paper("a1", 841, 594, 30),
    Paper("a0", 1189, 841, 10**6),
)


def grid_rules(grids: Mapping[int, Grid]) -> str:
    """Rules for the size of each day's grid and for every place in use."""
    lines: list[str] = []
    widest = max((grid.columns for grid in grids.values()), default=0)
    lines.append(f".days{{--widest:{max(26.0, TIME + widest * COLUMN):g}rem}}")
    for index, grid in grids.items():
        lines.extend(_day_rules(index, grid))
    lines.extend(_places(grids.values()))
    papers = [_paper(grid) for grid in grids.values()]
    for paper in sorted(set(papers), key=PAPERS.index):
        size = f"{paper.width}mm {paper.height}mm"
        lines.append(f"@page {paper.name}{{size:{size};margin:10mm}}")
    if papers:
        # The page's heading goes on the first day's sheet.
        lines.append(f"@media print{{.top{{page:{papers[0].name}}}}}")
    return "\n".join(lines)


def track_rules(problem: Problem) -> str:
    """Rules for the colours of tracks on light paper, and on dark."""
    colours = [*track_colours(problem.tracks.values()), (NO_TRACK, "solid")]
    light = "\n".join(_colours(colours, LIGHT))
    dark = "\n".join(_colours(colours, DARK))
    edges = "\n".join(
        f".t{index}{{--edge-style:{edge}}}"
        for index, (_, edge) in enumerate(colours)
        if edge != "solid"
    )
    screen = "@media screen and (prefers-color-scheme:dark)"
    return f"{light}\n{edges}\n{screen}{{\n{dark}\n}}"


def room_rules(problem: Problem) -> str:
    """Rules that keep a talk's own room out of what its ending tells of other rooms."""
    return "\n".join(
        f".ending:has(>.k{index}:target)>.shared .k{index}{{display:none}}"
        for index in range(len(problem.rooms))
    )


def _day_rules(index: int, grid: Grid) -> Iterator[str]:
    columns = "".join(
        f" minmax(var(--min{c},var(--column)),var(--max{c},1fr))"
        for c in range(2, 2 + grid.columns)
    )
    paper = _paper(grid)
    minute = SLACK * (paper.height - HEADING) / (grid.rows * grid.step)
    yield (
        f"#grid-{index}{{--rows:{grid.rows};--step:{grid.step};"
        f"--paper-minute:{minute:.3f}mm;--columns:{grid.columns};"
        f"grid-template-columns:var(--time){columns}}}"
    )
    # Where all rooms fit side by side the page itself scrolls, and nothing else.
    fits = TIME + grid.columns * COLUMN + MARGINS
    yield (
        f"@media screen and (min-width:{fits:g}rem)"
        f"{{#scroll-{index}{{overflow:clip;max-height:none}}"
        f"#scroll-{index} .head{{top:var(--bar)}}}}"
    )
    yield f"@media print{{#part-{index}{{page:{paper.name}}}}}"


def _places(grids: Iterable[Grid]) -> Iterator[str]:
    used: set[tuple[str, int]] = set()
    for grid in grids:
        for item in grid.items:
            used.update(_keys(item))
        for head in grid.heads:
            used.update((("c", head.column), ("w", head.lanes)))
        used.update(("r", tick.row) for tick in grid.ticks)
    rules = {
        "c": "grid-column-start:{}",
        "h": "grid-row-end:span {}",
        "r": "grid-row-start:{}",
        "w": "grid-column-end:span {}",
    }
    for kind, number in sorted(used):
        yield f".{kind}{number}{{{rules[kind].format(number)}}}"


def _keys(item: Cell | Pause) -> Iterator[tuple[str, int]]:
    box = item.box
    yield "r", box.row
    yield "h", box.rows
    yield "c", box.column
    yield "w", box.columns


def _colours(colours: list[tuple[str, str]], scheme: Scheme) -> Iterator[str]:
    for index, (colour, _) in enumerate(colours):
        found = shades(colour, scheme)
        yield f".t{index}{{--fill:{found.fill};--edge:{found.edge}}}"


def _paper(grid: Grid) -> Paper:
    return next(paper for paper in PAPERS if grid.columns <= paper.rooms)
