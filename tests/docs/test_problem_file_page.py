"""What ``docs/problem-file.md`` says of windows and clocks is so."""

from pathlib import Path

import pytest

from timetabler.problem.mistakes import InvalidInputError
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem

PAGE = Path(__file__).parents[2] / "docs" / "problem-file.md"
# In the small hours of this Sunday clocks go forward, of the other one back.
FORWARD, BACK = "2027-03-28", "2027-10-31"


def problem(talk: str, date: str = FORWARD) -> Problem:
    return read_problem(
        f"""
conference:
  title: Late
  timezone: Europe/Brussels
  days: {{sunday: {{date: {date}, hours: 0:00-26:00}}}}
rooms: {{hall: }}
talks: {{it: {{title: It, minutes: 60, {talk}}}}}
""",
        "late.yaml",
        [],
    )


def wall(found: Problem, minute: int) -> str:
    return f"{found.clock.wall(minute):%H:%M}"


def test_lengths_are_real_minutes() -> None:
    assert "a talk of 60 minutes at 01:30 ends at\n03:30" in PAGE.read_text("utf-8")
    found = problem('slots: "sunday 1:30"')
    (start,) = found.starts_of(found.talks["it"])
    assert (wall(found, start), wall(found, start + 60)) == ("01:30", "03:30")


def test_a_skipped_time_is_a_mistake() -> None:
    with pytest.raises(InvalidInputError, match="clocks go forward"):
        problem('slots: "sunday 2:30"')


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    first, second = (
        problem(f'slots: "sunday 02:30{offset}"', BACK).talks["it"].slots
        for offset in ("", "+01:00")
    )
    assert first is not None
    assert second is not None
    assert second[0] - first[0] == 60


@pytest.mark.parametrize(
    ("written", "start", "minutes"),
    [
        ("sunday 14:00-14:50", "14:00", 50),
        ("14:00-14:50", "14:00", 50),
        ("sunday 22:00-26:00", "22:00", 240),
    ],
)
def test_windows_are_read_as_said(written: str, start: str, minutes: int) -> None:
    assert written.replace("sunday", "saturday") in PAGE.read_text("utf-8")
    found = problem(f"prefer: {{windows: {written}}}", BACK)
    (window,) = found.talks["it"].prefer.windows
    assert wall(found, window.start) == start
    assert window.end - window.start == minutes


def test_a_day_is_its_opening_hours() -> None:
    found = problem("windows: sunday", BACK)
    assert found.talks["it"].windows == (found.days["sunday"].hours,)


def test_windows_that_touch_are_two() -> None:
    found = problem('windows: ["9:00-10:00", "10:00-11:00"]', BACK)
    assert found.talks["it"].windows is not None
    assert len(found.talks["it"].windows) == 2
