"""What a problem knows about its days, its permitted starts and its people."""

import pickle
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timetabler.problem import Problem, Window
from timetabler.problem.reading import read_problem
from timetabler.problem.when import clock_time, clock_window

# Hours that cross midnight, clocks that change, dates that are far apart.
CALENDARS = {
    "spring": (
        "Europe/Brussels",
        [("2026-03-28", "20:00-27:00"), ("2026-03-29", "9:00-18:00")],
    ),
    "autumn": (
        "Europe/Brussels",
        [("2026-10-24", "9:00-26:30"), ("2026-10-25", "8:00-24:00")],
    ),
    "america": (
        "America/New_York",
        [("2026-11-01", "0:00-12:00"), ("2026-11-02", "9:07-18:00")],
    ),
    "midnight": (
        "Africa/Cairo",
        [("2026-04-24", "1:00-5:00"), ("2026-04-26", "9:00-9:50")],
    ),
    "apart": (
        "Asia/Tokyo",
        [("2026-01-31", "9:00-48:00"), ("2027-06-01", "9:00-18:00")],
    ),
    "halves": ("UTC", [("2026-01-31", "9:00-12:00"), ("2026-01-31", "13:00-18:00")]),
    "touching": ("UTC", [("2026-01-31", "20:00-30:00"), ("2026-02-01", "6:00-9:00")]),
}


def problem_of(name: str, grid: int = 5, more: str = "", talk: str = "") -> Problem:
    zone, days = CALENDARS[name]
    listed = "".join(
        f"    d{i}: {{date: {day}, hours: {hours}}}\n"
        for i, (day, hours) in enumerate(days)
    )
    text = f"""\
conference:
  title: T
  timezone: {zone}
  grid: {grid}
{more}  days:
{listed}rooms:
  H1: {{building: H}}
  H2: {{building: H}}
  K: {{building: K}}
  L: {{building: L}}
  X:
speakers: {{ann: , bob: , eve: }}
talks:
  one: {{title: One, minutes: 30, speakers: [ann, bob]{talk}}}
  two: {{title: Two, minutes: 45, speakers: bob}}
"""
    return read_problem(text, name)


@pytest.mark.parametrize("name", CALENDARS)
def test_every_moment_belongs_to_the_day_whose_window_holds_it(name: str) -> None:
    problem = problem_of(name)
    windows = [problem.day_window(day) for day in problem.days]
    assert windows[0].start == 0
    assert all(a.end == b.start for a, b in pairwise(windows))
    for day, window in zip(problem.days.values(), windows, strict=True):
        assert window.start <= day.hours.start < day.hours.end <= window.end
        for minute in (
            window.start,
            day.hours.start,
            day.hours.end - 1,
            window.end - 1,
        ):
            assert problem.day_at(minute) == day
    assert problem.day_at(-500).id == "d0"
    assert problem.day_at(10**7) == list(problem.days.values())[-1]


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize("grid", [1, 7, 15, 60])
@pytest.mark.parametrize("minutes", [1, 30, 45, 600])
def test_permitted_starts_are_those_found_by_trying_all(
    name: str, grid: int, minutes: int
) -> None:
    problem = problem_of(name, grid)
    talk = replace(problem.talks["one"], minutes=minutes)
    tried = [
        start
        for day in problem.days.values()
        for start in range(day.hours.start, day.hours.end)
        if start + minutes <= day.hours.end
        and (start - problem.clock.midnight(day.date)) % grid == 0
    ]
    assert problem.starts_of(talk) == tuple(tried)


def test_slots_take_the_place_of_the_grid() -> None:
    problem = problem_of("america", more="  slots: [9:07, d0 11:40, d1 8:00]\n")
    one = problem.talks["one"]
    assert [clock_time(problem, s) for s in problem.starts_of(one)] == [
        "d0 09:07",
        "d1 09:07",
    ]
    short = replace(one, minutes=20)
    assert "d0 11:40" in [clock_time(problem, s) for s in problem.starts_of(short)]
    own = problem_of("america", talk=", slots: [d1 10:01]").talks["one"]
    assert [clock_time(problem, s) for s in problem.starts_of(own)] == ["d1 10:01"]


def test_opening_hours_are_as_long_as_they_really_are() -> None:
    spring, autumn = problem_of("spring"), problem_of("autumn")
    assert spring.days["d0"].hours == Window(20 * 60, 26 * 60)
    assert spring.days["d1"].hours == Window(32 * 60, 41 * 60)
    assert autumn.days["d0"].hours == Window(9 * 60, 26 * 60 + 30)
    assert autumn.days["d1"].hours == Window(33 * 60, 49 * 60)


def test_a_problem_that_is_replaced_forgets_what_was_worked_out() -> None:
    problem = problem_of("america")
    one = problem.talks["one"]
    before = problem.starts_of(one), problem.talks_of("ann"), problem.day_at(2000)
    coarse = replace(problem, grid=30, talks={"two": problem.talks["two"]})
    assert coarse.starts_of(one) == tuple(s for s in before[0] if s % 30 == 0)
    assert coarse.talks_of("ann") == ()
    late = replace(problem.days["d1"], date=date(2026, 11, 5), hours=Window(9000, 9500))
    moved = replace(problem, days={**problem.days, "d1": late})
    assert (before[2].id, moved.day_at(2000).id) == ("d1", "d0")
    assert (
        problem.starts_of(one),
        problem.talks_of("ann"),
        problem.day_at(2000),
    ) == before
    assert replace(problem) == problem
    again = pickle.loads(pickle.dumps(problem))
    assert again == problem
    assert again.starts_of(one) == before[0]


def test_the_talks_of_a_person_are_in_the_order_of_the_file() -> None:
    problem = problem_of("apart")
    assert [talk.id for talk in problem.talks_of("bob")] == ["one", "two"]
    assert problem.talks_of("eve") == problem.talks_of("nobody") == ()


def test_walking_between_buildings() -> None:
    problem = problem_of("apart", more="  walking: 4\n  walks: {K H: 9}\n")
    assert (
        problem.walk("H1", "H2")
        == problem.walk("H1", "X")
        == problem.walk("X", "X")
        == 0
    )
    assert problem.walk("H1", "K") == problem.walk("K", "H2") == 9
    assert problem.walk("K", "L") == 4


@given(st.sampled_from(sorted(CALENDARS)), st.data())
def test_a_window_is_written_as_it_is_read(name: str, data: st.DataObject) -> None:
    problem = problem_of(name)
    day = data.draw(st.sampled_from(list(problem.days.values())))
    inside = st.integers(day.hours.start, day.hours.end)
    start, end = sorted(
        data.draw(st.lists(inside, min_size=2, max_size=2, unique=True))
    )
    text = clock_window(problem, Window(start, end))
    if "+" in text or text.count("-") > 1:
        return  # in the hour that comes twice a window is written for people only
    again = problem_of(name, talk=f", prefer: {{windows: {text}}}")
    assert again.talks["one"].prefer.windows == (Window(start, end),)


def test_moments_far_from_any_day_are_written_with_their_date() -> None:
    problem = problem_of("apart")
    assert clock_time(problem, -60) == "2026-01-30 23:00"
    assert clock_time(problem, 100 * 1440) == "2026-05-11 00:00"
    whole = problem.day_window("d0")
    assert clock_window(problem, whole) == "d0 00:00 to 2027-06-01 00:00"
    assert clock_window(problem, problem.day_window("d1")) == "d1 00:00-48:00"


def test_four_hundred_days() -> None:
    first = date(2026, 1, 1)
    days = "".join(
        f"    d{i}: {{date: {first + timedelta(days=i)}, hours: 9:00-18:00}}\n"
        for i in range(400)
    )
    talks = "".join(
        f"  t{i}: {{title: T, minutes: 30, windows: 10:00-{11 + i % 6}:00}}\n"
        for i in range(100)
    )
    head = "conference:\n  title: T\n  timezone: Europe/Brussels\n  days:\n"
    problem = read_problem(f"{head}{days}rooms: {{R: {{}}}}\ntalks:\n{talks}", "f")
    assert problem.day_at(399 * 1440 + 700).id == "d399"
    assert len(problem.starts_of(problem.talks["t0"])) == 400 * 103
    assert all(
        problem.day_at(problem.day_window(d).start).id == d for d in problem.days
    )
