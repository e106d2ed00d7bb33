"""Where a grid lies on its page; all lengths in points (1/72 inch), y downwards."""

from dataclasses import dataclass
from math import sqrt
from statistics import quantiles

from timetabler.views.layout.shapes import Cell, Grid

MARGIN = 24.0
AXIS = 34.0
TITLE = 46.0
GROUP = 18.0
HEADING = 34.0
_GAP = 14.0

_LANE = 108.0
_NARROWEST = 380.0
_SHORT_TALK = 30.0
_ONE_LINE = 8.0
_SLOWEST, _FASTEST = 1.05, 1.9
_FEW, _FASTEST_OF_FEW = 2, 1.25
"""In so few columns titles take a line or two, and need less height."""
_PAPER = sqrt(2)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, by: float) -> "Rect":
        """The rectangle without a border of so many points."""
        return Rect(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, slots=True)
class Frame:
    """The places of everything on one page.

    Attributes:
        grid: What it shows.
        width: The page's width.
        height: The page's height.
        top: Where the first minute is.
        per_minute: Points a minute.
        edges: Left edges of the columns, and the right edge of the last.
        legend: Where the legend starts.
    """

    grid: Grid
    width: float
    height: float
    top: float
    per_minute: float
    edges: tuple[float, ...]
    legend: float

    @property
    def body(self) -> Rect:
        """All columns from the first minute to the last."""
        height = self.y(self.grid.end) - self.top
        return Rect(self.edges[0], self.top, self.edges[-1] - self.edges[0], height)

    def y(self, minute: int) -> float:
        """How far down a minute is."""
        return self.top + (minute - self.grid.start) * self.per_minute

    def span(self, column: int, columns: int, start: int, end: int) -> Rect:
        """The place of some columns between two minutes."""
        left, right = self.edges[column], self.edges[column + columns]
        top = self.y(max(start, self.grid.start))
        bottom = self.y(min(end, self.grid.end))
        return Rect(left, top, right - left, bottom - top)

    def cell(self, cell: Cell) -> Rect:
        """The place of a talk."""
        whole = self.span(cell.column, 1, cell.start, cell.end)
        width = whole.width / cell.lanes
        return Rect(whole.x + cell.lane * width, whole.y, width, whole.height)


def per_minute(grids: list[Grid]) -> float:
    """How many points a minute needs so that short talks have room for their words."""
    lengths = sorted(cell.end - cell.start for grid in grids for cell in grid.cells)
    if not lengths:
        return _SLOWEST
    short = quantiles(lengths, n=10)[0] if len(lengths) > 1 else lengths[0]
    lanes = max(sum(column.lanes for column in grid.columns) for grid in grids)
    fastest = _FASTEST if lanes > _FEW else _FASTEST_OF_FEW
    wanted = min(fastest, max(_SLOWEST, _SHORT_TALK / short))
    return max(wanted, min(_FASTEST, _ONE_LINE / lengths[0]))


def page_width(grid: Grid) -> float:
    """The least width of a page with this grid."""
    columns = _LANE * sum(column.lanes for column in grid.columns)
    return 2 * (MARGIN + AXIS) + max(_NARROWEST, columns)


def frame(grid: Grid, scale: float, legend: float, least: float) -> Frame:
    """Put a grid on a page that has the proportions of paper.

    Args:
        grid: What to show.
        scale: The fewest points a minute.
        legend: The height of the legend.
        least: The least width of the page.
    """
    groups = GROUP if any(column.group for column in grid.columns) else 0.0
    top = MARGIN + TITLE + groups + HEADING
    below = _GAP + legend + MARGIN
    minutes = grid.end - grid.start
    width, height = _paper(least, top + minutes * scale + below)
    scale = (height - top - below) / minutes
    inner = width - 2 * (MARGIN + AXIS)
    lane = inner / sum(column.lanes for column in grid.columns)
    edges = [MARGIN + AXIS]
    for column in grid.columns:
        edges.append(edges[-1] + lane * column.lanes)
    start = top + minutes * scale + _GAP
    return Frame(grid, width, height, top, scale, tuple(edges), start)


def _paper(width: float, height: float) -> tuple[float, float]:
    """Widen or lengthen a page to the proportions of A4, whichever way needs less."""
    upright = max(width, height / _PAPER)
    lying = max(width, height * _PAPER)
    options = ((upright, upright * _PAPER), (lying, lying / _PAPER))
    return min(options, key=lambda page: page[0] * page[1])
