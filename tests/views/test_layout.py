from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timetabler.problem.reading import read_problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.views.layout.lanes import in_lanes
from timetabler.views.layout.layout import BYS, By, grids, wall_time
from timetabler.views.layout.shapes import Cell
from views.small import ELEVEN, NINE, SUNDAY, TEN, crowd, two_days

SPANS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda s: (s[0], sum(s))),
    max_size=14,
)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(SPANS)
def test_lanes_keep_overlapping_spans_apart_with_as_few_lanes_as_can_be(
    spans: dict[str, tuple[int, int]],
) -> None:
    found = {name: (lane, lanes) for name, lane, lanes in in_lanes(spans)}
    assert found.keys() == spans.keys()
    for name, (lane, lanes) in found.items():
        assert 0 <= lane < lanes
        for other, (other_lane, other_lanes) in found.items():
            if name != other and _overlap(spans[name], spans[other]):
                assert lane != other_lane
                assert lanes == other_lanes
    most = max((lanes for _, lanes in found.values()), default=0)
    moments = {start for start, _ in spans.values()}
    crowded = (
        sum(start <= at < end for start, end in spans.values()) for at in moments
    )
    assert most == max(crowded, default=0)


def test_days_with_few_rooms_stand_side_by_side() -> None:
    problem, timetable = two_days()
    (grid,) = grids(problem, timetable)
    assert [(c.group, c.title, c.note, c.day) for c in grid.columns] == [
        ("Saturday, 4 February 2012", "Big hall", "100 seats", "saturday"),
        ("Saturday, 4 February 2012", "Small hall", "10 seats", "saturday"),
        ("Sunday, 5 February 2012", "Big hall", "100 seats", "sunday"),
    ]
    assert grid.title == "Saturday, 4 February 2012 – Sunday, 5 February 2012"
    # An hour of the opening hours is shown after the last talk, not all of them.
    assert (grid.start, grid.end) == (NINE, ELEVEN + 90)
    assert set(grid.cells) == {
        Cell("a", 0, NINE, NINE + 30),
        Cell("b", 1, NINE, TEN),
        Cell("c", 1, TEN, ELEVEN),
        Cell("d", 2, ELEVEN, ELEVEN + 30),
    }


def test_days_without_room_for_both_are_grids_of_their_own() -> None:
    problem, timetable = two_days()
    found = grids(problem, timetable, most=2)
    assert [grid.title for grid in found] == [
        "Saturday, 4 February 2012",
        "Sunday, 5 February 2012",
    ]
    assert [len(grid.columns) for grid in found] == [2, 1]
    assert all(column.group == "" for grid in found for column in grid.columns)


def test_blocks_are_breaks_and_closed_times_inside_the_grid() -> None:
    problem, timetable = two_days()
    (grid,) = grids(problem, timetable)
    found = {
        (b.kind, b.title, b.column, b.columns, b.start, b.end) for b in grid.blocks
    }
    assert found == {
        ("break", "Coffee", 0, 3, 630, 660),
        ("closed", "", 1, 2, NINE, TEN),
        ("closed", "", 1, 2, 720, 750),
    }


def test_breaks_that_overlap_are_shown_once() -> None:
    problem, timetable = two_days()
    coffee = problem.breaks["coffee"]
    windows = tuple(replace(w, end=w.end + 30) for w in coffee.windows)
    tea = replace(coffee, id="tea", title="Tea", windows=windows)
    problem = replace(problem, breaks={"coffee": coffee, "tea": tea})
    (grid,) = grids(problem, timetable)
    found = {
        (b.title, b.column, b.start, b.end) for b in grid.blocks if b.kind == "break"
    }
    assert found == {("Coffee", 0, 630, 660), ("Tea", 0, 660, 690)}


def test_by_room_has_a_grid_a_used_room_and_days_across() -> None:
    problem, timetable = two_days()
    big, small = grids(problem, timetable, "room")
    assert (big.title, small.title) == ("Big hall, 100 seats", "Small hall, 10 seats")
    assert [c.title for c in big.columns] == ["Saturday", "Sunday"]
    assert [(c.talk, c.column) for c in big.cells] == [("a", 0), ("d", 1)]
    assert [c.title for c in small.columns] == ["Saturday"]


def test_by_track_puts_parallel_talks_in_lanes_and_trackless_ones_last() -> None:
    problem, timetable = two_days()
    (grid,) = grids(problem, timetable, "track")
    assert [c.title for c in grid.columns] == ["Xen", "BSD", "no track"]
    assert [c.lanes for c in grid.columns] == [2, 1, 1]
    assert [(c.talk, c.lane, c.lanes) for c in grid.cells if c.column == 0] == [
        ("a", 0, 2),
        ("b", 1, 2),
    ]


def test_by_speaker_shows_a_talk_with_each_and_when_they_are_away() -> None:
    problem, timetable = two_days()
    saturday, sunday = grids(problem, timetable, "speaker", most=4)
    assert [c.title for c in saturday.columns] == ["Ann Übel", "Bob", "no speaker"]
    assert [c.talk for c in saturday.cells] == ["a", "b", "b", "c"]
    away = [b for b in saturday.blocks if b.kind == "closed" and b.column == 0]
    assert [(b.start, b.end) for b in away] == [(ELEVEN, 720)]
    assert [c.talk for c in sunday.cells] == ["d"]


def test_an_empty_timetable_shows_the_open_rooms() -> None:
    problem, _ = two_days()
    saturday, sunday = grids(problem, Timetable({}), most=3)
    assert [c.title for c in saturday.columns] == ["Big hall", "Small hall", "unused"]
    assert [c.title for c in sunday.columns] == ["Big hall", "unused"]
    assert (saturday.start, saturday.end) == (NINE, 13 * 60)
    assert not saturday.cells
    assert len(grids(problem, Timetable({}), "room")) == 3
    assert grids(problem, Timetable({}), "track") == []


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("most", [1, 3, 8])
def test_pages_hold_every_talk_once_and_no_more_columns_than_asked(
    by: By, most: int
) -> None:
    problem, timetable = crowd(60, 10, 7)
    found = grids(problem, timetable, by, most=most)
    for grid in found:
        lanes = [column.lanes for column in grid.columns]
        assert sum(lanes) <= max(most, *lanes) or len(lanes) == 1
        assert all(grid.start <= c.start < c.end <= grid.end for c in grid.cells)
    shown = [
        (cell.talk, grid.columns[cell.column].id)
        for grid in found
        for cell in grid.cells
    ]
    assert len(shown) == len(set(shown))
    assert {talk for talk, _ in shown} == timetable.placements.keys()


def test_parts_of_one_day_are_about_as_wide_and_show_the_same_hours() -> None:
    problem, timetable = crowd(46, 23, 5)
    found = grids(problem, timetable)
    assert [grid.part for grid in found] == [(1, 3), (2, 3), (3, 3)]
    assert [len(grid.columns) for grid in found] == [8, 7, 8]
    assert len({(grid.start, grid.end) for grid in found}) == 1


def test_hours_agree_across_the_night_the_clocks_change() -> None:
    text = """
conference:
  title: Spring
  timezone: Europe/Brussels
  days:
    saturday: {date: 2012-03-24, hours: "9:00-12:00"}
    sunday: {date: 2012-03-25, hours: "9:00-12:00"}
rooms: {hall: {}}
talks: {a: {title: A, minutes: 60}, b: {title: B, minutes: 60}}
"""
    problem = read_problem(text, "spring.yaml")
    placements = Placement(TEN, "hall", "a"), Placement(SUNDAY + NINE, "hall", "b")
    (grid,) = grids(problem, Timetable.of(placements))
    assert [(cell.start, cell.end) for cell in grid.cells] == [(TEN, ELEVEN)] * 2
    assert [wall_time(problem, c, TEN) for c in grid.columns] == ["10:00", "10:00"]
