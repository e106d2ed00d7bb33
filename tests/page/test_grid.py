from hypothesis import given
from hypothesis import strategies as st

from page import samples
from timetabler.views.page.entries import Book
from timetabler.views.page.grid import Cell, Grid, Pause, day_grid, lanes

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=12)


@given(SPANS)
def test_lanes_keep_overlapping_talks_apart(raw: list[tuple[int, int]]) -> None:
    spans = sorted((start, start + length) for start, length in raw)
    placed = lanes(spans)
    assert len(placed) == len(spans)
    for i, ((start, end), (lane, of)) in enumerate(zip(spans, placed, strict=True)):
        assert 0 <= lane < of
        for (start2, end2), (lane2, of2) in zip(spans[:i], placed[:i], strict=True):
            if start < end2 and start2 < end:
                assert lane != lane2
                assert of == of2


def test_talks_apart_need_one_lane() -> None:
    assert lanes([(0, 10), (10, 20), (25, 30)]) == [(0, 1)] * 3


def _grid(day: str) -> Grid:
    grid = day_grid(Book(*samples.odd(), None), day)
    assert grid is not None
    return grid


def _cells(grid: Grid) -> dict[str, Cell]:
    cells = (item for item in grid.items if isinstance(item, Cell))
    return {cell.placement.talk: cell for cell in cells}


def test_rows_are_steps_on_which_every_talk_begins_and_ends() -> None:
    grid = _grid("friday")
    assert grid.step == 1  # the talk of 7 minutes is off the grid
    assert grid.ticks[0].text == "10:00"
    assert grid.rows == 15 * 60
    assert _grid("second").step == 5
    cells = _cells(grid)
    assert (cells["plain"].box.row, cells["plain"].box.rows) == (2, 60)
    assert (cells["twice"].box.row, cells["twice"].box.rows) == (2 + 45, 30)
    assert cells["late"].box.rows == 90


def test_overlapping_talks_of_a_room_stand_side_by_side() -> None:
    grid = _grid("friday")
    hall = grid.heads[0]
    assert (hall.room, hall.column, hall.lanes) == ("hall", 2, 2)
    cells = _cells(grid)
    assert (cells["plain"].box.column, cells["plain"].box.columns) == (2, 1)
    assert (cells["twice"].box.column, cells["twice"].box.columns) == (3, 1)
    assert (cells["late"].box.column, cells["late"].box.columns) == (2, 2)


def test_breaks_lie_over_the_rooms_that_have_them() -> None:
    pauses = [item for item in _grid("friday").items if isinstance(item, Pause)]
    lunch, *tea = pauses
    assert lunch.everywhere
    assert (lunch.box.column, lunch.box.columns) == (2, 4)
    assert [(p.box.column, p.box.columns, p.rooms) for p in tea] == [
        (2, 2, ("hall",)),
        (5, 1, ('a"<b>#ü%',)),
    ]


def test_a_talk_shows_its_track_when_the_room_changes_to_it() -> None:
    cells = _cells(_grid("friday"))
    assert cells["plain"].opens
    assert not cells["twice"].opens
    assert not cells["a~b"].opens  # too short for more words
    assert cells["a~b"].brief


def test_no_box_leaves_the_grid() -> None:
    for seed in range(3):
        book = Book(*samples.large(80, seed), None)
        for day in book.problem.days:
            grid = day_grid(book, day)
            assert grid is not None
            for item in grid.items:
                assert item.box.row >= 2
                assert item.box.row + item.box.rows <= 2 + grid.rows
                assert item.box.column >= 2
                assert item.box.column + item.box.columns <= 2 + grid.columns
