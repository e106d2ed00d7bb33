"""What every page of a picture is drawn from."""

from dataclasses import dataclass

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.marks import Marks
from timetabler.views.layout.shapes import Cell, Grid
from timetabler.views.layout.tracks import Look


@dataclass(frozen=True)
class Brief:
    """A timetable to draw, with what stands out in it and how its tracks look."""

    problem: Problem
    timetable: Timetable
    marks: Marks
    looks: dict[str, Look]

    def look(self, cell: Cell) -> Look:
        """How the talk in a cell looks."""
        return self.looks[self.problem.talks[cell.talk].track or ""]

    def times(self, grid: Grid, cell: Cell) -> tuple[str, str]:
        """When the talk in a cell starts and ends on the wall clock."""
        origin = grid.columns[cell.column].origin
        start, end = (
            f"{self.problem.clock.wall(origin + minute):%H:%M}"
            for minute in (cell.start, cell.end)
        )
        return start, end

    def aside(self, grid: Grid, cell: Cell) -> str:
        """What a cell adds to its time: the room, or the track where that is known."""
        if grid.by in ("day", "room"):
            return self.look(cell).label
        room = self.timetable[cell.talk].room
        return self.problem.rooms[room].title

    def speakers(self, cell: Cell) -> tuple[str, ...]:
        """The names of who gives the talk in a cell."""
        talk = self.problem.talks[cell.talk]
        return tuple(self.problem.speakers[s].name for s in talk.speakers)
