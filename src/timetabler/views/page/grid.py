"""The grid of one day: rooms across, time down, lanes where talks overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import gcd

from timetabler.problem.problem import Break, Window
from timetabler.timetable.timetable import Placement
from timetabler.views.page.entries import Book
from timetabler.views.page.names import clock

TICK = 30  # minutes between two lines of the grid
BRIEF = 10  # minutes: so short a talk is written small, or it would stretch the grid


@dataclass(frozen=True, slots=True)
class Box:
    """A place in the grid: first row and column (from 1), and how many of each."""

    row: int
    rows: int
    column: int
    columns: int

    @property
    def classes(self) -> str:
        """The classes that put an element there; the style block defines them."""
        return f"r{self.row} h{self.rows} c{self.column} w{self.columns}"


@dataclass(frozen=True, slots=True)
class Head:
    """A room's column: its id, and its place and number of lanes."""

    room: str
    column: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the grid, with its time on the clock."""

    row: int
    text: str
    hour: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """A break as far as it lies in neighbouring columns."""

    title: str
    window: Window
    rooms: tuple[str, ...]
    everywhere: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """A talk's place; ``opens`` says that it shows the track, as none before it does.

    ``brief`` says that there is room for few words only.
    """

    placement: Placement
    box: Box
    opens: bool
    brief: bool


@dataclass(frozen=True)
class Grid:
    """One day's grid; a row is ``step`` minutes, row and column 1 are headers."""

    step: int
    rows: int
    heads: tuple[Head, ...]
    ticks: tuple[Tick, ...]
    items: tuple[Cell | Pause, ...]

    @property
    def columns(self) -> int:
        """How many columns the rooms have together, lanes counted."""
        return sum(head.lanes for head in self.heads)


def day_grid(book: Book, day: str) -> Grid | None:
    """Lay out the grid of a day, None if the day has no talks."""
    placements = book.by_day[day]
    if not placements:
        return None
    window = _window(book, placements)
    step = _step(book, placements, window)
    layout = _Layout(book, placements, window, step)
    return Grid(
        step=step,
        rows=(window.end - window.start) // step,
        heads=tuple(layout.heads.values()),
        ticks=tuple(layout.ticks()),
        items=tuple(layout.items()),
    )


def lanes(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put spans of time side by side where they overlap.

    Args:
        spans: Start and end of each, in order of start.

    Returns:
        For each span its lane (from 0) and how many lanes its neighbourhood has.
    """
    found: list[tuple[int, int]] = []
    group: list[int] = []
    ends: list[int] = []
    for start, end in spans:
        if ends and start >= max(ends):
            found.extend((lane, len(ends)) for lane in group)
            group, ends = [], []
        lane = next((i for i, e in enumerate(ends) if e <= start), len(ends))
        ends[lane : lane + 1] = [end]
        group.append(lane)
    found.extend((lane, len(ends)) for lane in group)
    return found


def _window(book: Book, placements: list[Placement]) -> Window:
    """The time from the first talk to the last, widened to whole ticks."""
    wall = book.problem.clock.wall
    first = placements[0].start
    last = max(book.end(p) for p in placements)
    return Window(first - wall(first).minute % TICK, last + -wall(last).minute % TICK)


def _step(book: Book, placements: list[Placement], window: Window) -> int:
    """The minutes of a row: the grid's, or fewer where a talk is off the grid."""
    step = gcd(book.problem.grid, TICK)
    for placement in placements:
        step = gcd(step, placement.start - window.start)
        step = gcd(step, book.end(placement) - window.start)
    return step


class _Layout:
    def __init__(
        self, book: Book, placements: list[Placement], window: Window, step: int
    ) -> None:
        self.book = book
        self.window = window
        self.step = step
        self.placements = placements
        self.by_room: dict[str, list[Placement]] = {
            room: [p for p in placements if p.room == room]
            for room in book.problem.rooms
        }
        self.lanes = {
            room: lanes((p.start, book.end(p)) for p in found)
            for room, found in self.by_room.items()
            if found
        }
        self.heads: dict[str, Head] = {}
        column = 2
        for room, found_lanes in self.lanes.items():
            number = max(of for _, of in found_lanes)
            self.heads[room] = Head(room, column, number)
            column += number

    def ticks(self) -> Iterator[Tick]:
        for minute in range(self.window.start, self.window.end, TICK):
            text = clock(self.book.problem, minute)
            yield Tick(self._row(minute), text, text.endswith(":00"))

    def items(self) -> list[Cell | Pause]:
        """Talks and breaks in the order in which one would read them."""
        cells = {cell.placement.talk: cell for cell in self._cells()}
        found: list[tuple[int, int, Cell | Pause]] = [
            (p.start, 1, cells[p.talk]) for p in self.placements
        ]
        found.extend((pause.window.start, 0, pause) for pause in self._pauses())
        return [item for _, _, item in sorted(found, key=lambda f: f[:2])]

    def _cells(self) -> Iterator[Cell]:
        for room, placed in self.lanes.items():
            head = self.heads[room]
            shown: str | None = None
            for placement, (lane, of) in zip(self.by_room[room], placed, strict=True):
                left = lane * head.lanes // of
                right = (lane + 1) * head.lanes // of
                end = self.book.end(placement)
                box = self._box(placement.start, end, head.column + left, right - left)
                track = self.book.talk(placement).track
                brief = end - placement.start <= BRIEF
                opens = not brief and track is not None and track != shown
                shown = track if opens else shown
                yield Cell(placement, box, opens, brief)

    def _pauses(self) -> Iterator[Pause]:
        for pause in self.book.problem.breaks.values():
            for window in pause.windows:
                start = max(window.start, self.window.start)
                end = min(window.end, self.window.end)
                if start < end:
                    yield from self._pieces(pause, Window(start, end))

    def _pieces(self, pause: Break, window: Window) -> Iterator[Pause]:
        everywhere = pause.rooms.issuperset(self.heads)
        for inside, run in groupby(
            self.heads.values(), lambda h: h.room in pause.rooms
        ):
            if not inside:
                continue
            heads = list(run)
            box = self._box(
                window.start,
                window.end,
                heads[0].column,
                sum(head.lanes for head in heads),
            )
            rooms = tuple(head.room for head in heads)
            yield Pause(pause.title, window, rooms, everywhere, box)

    def _box(self, start: int, end: int, column: int, columns: int) -> Box:
        # A break may begin off the grid's steps: it then takes the rows it touches.
        row = self._row(start)
        return Box(row, max(1, self._row(end + self.step - 1) - row), column, columns)

    def _row(self, minute: int) -> int:
        return 2 + (minute - self.window.start) // self.step
