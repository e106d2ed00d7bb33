"""What stands where in a grid: columns, cells, lanes, blocks; no drawing at all.

Every view that shows a timetable as a grid (picture, terminal) reads these values.
"""

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.shapes import BYS, Block, By, Cell, Column, Grid
from timetabler.views.layout.splitting import side_by_side, split
from timetabler.views.layout.stacks import day_sheets, room_sheets

__all__ = ["BYS", "Block", "By", "Cell", "Column", "Grid", "grids", "wall_time"]

MOST_COLUMNS = 8
"""More columns than this on one page make titles hard to read."""
_SIDE_BY_SIDE = 6


def grids(
    problem: Problem, timetable: Timetable, by: By = "day", *, most: int = MOST_COLUMNS
) -> list[Grid]:
    """Lay out a timetable.

    Args:
        problem: The conference.
        timetable: What to show.
        by: ``day``: a grid a day, its rooms across; ``room``: a grid a room, its days
            across; ``track`` and ``speaker``: a grid a day, tracks or speakers across.
        most: The most columns (lanes, where talks overlap) of one grid; a grid with
            more is split into several of about the same width.
    """
    if by == "room":
        sheets = list(room_sheets(problem, timetable))
    else:
        sheets = list(day_sheets(problem, timetable, by))
        sheets = side_by_side(sheets, min(most, _SIDE_BY_SIDE))
    return [grid for sheet in sheets for grid in split(sheet, by, most)]


def wall_time(problem: Problem, column: Column, minute: int) -> str:
    """The time on the wall at a minute of a column, as ``11:30``."""
    return f"{problem.clock.wall(column.origin + minute):%H:%M}"
