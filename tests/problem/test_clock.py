"""The clock on the wall and the minutes inside, also in the nights clocks change."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timetabler.problem.clock import LATEST, Clock, ClockError, minutes_of

# Zones with their nights: hours, half hours, midnights and whole days that are skipped.
NIGHTS = [
    ("Europe/Brussels", date(2026, 3, 29)),
    ("Europe/Brussels", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Africa/Cairo", date(2026, 10, 30)),
    ("America/Havana", date(2026, 11, 1)),
    ("America/Santiago", date(2026, 9, 6)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2026, 1, 1)),
    ("UTC", date(2026, 2, 28)),
]


def clock_of(zone: str, first: date) -> Clock:
    return Clock(ZoneInfo(zone), first)


@given(st.sampled_from(NIGHTS), st.integers(-2, 400), st.data())
def test_what_is_written_is_read_again(
    night: tuple[str, date], before: int, data: st.DataObject
) -> None:
    zone, day = night
    clock = clock_of(zone, day - timedelta(days=max(0, before)))
    day += timedelta(days=min(0, before))
    last = clock.midnight(day + timedelta(days=2)) - 1
    minute = data.draw(st.integers(clock.midnight(day), last))
    text = clock.write(day, minute)
    assert clock.read(day, text) == minute
    assert clock.wall(minute).strftime("%M") == text[3:5]


@given(st.sampled_from(NIGHTS), st.integers(0, LATEST))
def test_a_wall_clock_time_is_what_the_wall_shows(
    night: tuple[str, date], since: int
) -> None:
    zone, day = night
    clock = clock_of(zone, day - timedelta(days=3))
    try:
        minute = clock.minute(day, since)
    except ClockError:
        naive = datetime(day.year, day.month, day.day) + timedelta(minutes=since)
        shown = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        assert shown.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive
        return
    wall = clock.wall(minute)
    since_shown = (wall.date() - day).days * 1440 + wall.hour * 60 + wall.minute
    assert since_shown == since
    assert clock.minute(day, since, later=True) >= minute


@pytest.mark.parametrize(("zone", "day"), NIGHTS)
def test_time_never_runs_backwards(zone: str, day: date) -> None:
    clock = clock_of(zone, day)
    found = []
    for since in range(LATEST + 1):
        try:
            found.append(clock.minute(day, since))
        except ClockError:
            continue
    assert all(one < other for one, other in pairwise(found))


@pytest.mark.parametrize(("zone", "day"), NIGHTS)
def test_a_day_begins_at_its_first_moment(zone: str, day: date) -> None:
    clock = clock_of(zone, day - timedelta(days=1))
    begin = clock.midnight(day)
    assert clock.wall(begin - 1).date() < day <= clock.wall(begin).date()


def test_nights_are_as_long_as_they_are() -> None:
    spring = clock_of("Europe/Brussels", date(2026, 3, 28))
    assert (
        spring.midnight(date(2026, 3, 30)) - spring.midnight(date(2026, 3, 29))
        == 23 * 60
    )
    autumn = clock_of("Europe/Brussels", date(2026, 10, 24))
    assert (
        autumn.midnight(date(2026, 10, 26)) - autumn.midnight(date(2026, 10, 25))
        == 1500
    )


def test_a_skipped_time_does_not_exist() -> None:
    clock = clock_of("Europe/Brussels", date(2026, 3, 28))
    with pytest.raises(
        ClockError, match="02:30 does not exist on 2026-03-29 in Europe"
    ):
        clock.read(date(2026, 3, 29), "2:30")
    with pytest.raises(ClockError, match="02:30 does not exist on 2026-03-29"):
        clock.read(date(2026, 3, 28), "26:30")
    assert clock.read(date(2026, 3, 28), "27:00") == 26 * 60


def test_a_span_may_end_when_clocks_go_forward() -> None:
    clock = clock_of("Europe/Brussels", date(2026, 3, 28))
    assert clock.span(date(2026, 3, 28), 1200, 26 * 60) == (1200, 26 * 60)
    for start, end in ((1200, 26 * 60 + 1), (1200, 26 * 60 + 59), (26 * 60, 28 * 60)):
        with pytest.raises(ClockError, match="does not exist"):
            clock.span(date(2026, 3, 28), start, end)


def test_an_hour_that_comes_twice_is_written_with_its_offset() -> None:
    day = date(2026, 10, 25)
    clock = clock_of("Europe/Brussels", day)
    assert clock.read(day, "2:30") == clock.read(day, "02:30+02:00") == 150
    assert clock.read(day, "02:30+01:00") == 210
    assert clock.write(day, 150) == "02:30"
    assert clock.write(day, 210) == "02:30+01:00"
    assert clock.write(day - timedelta(days=1), 210) == "26:30+01:00"
    assert clock.write(day, 240) == "03:00"
    with pytest.raises(ClockError, match="is not a start on 2026-10-25"):
        clock.read(day, "02:30+05:00")


def test_what_is_too_far_from_a_day_is_not_written_as_its_time() -> None:
    day = date(2026, 2, 1)
    clock = clock_of("UTC", day)
    assert clock.write(day, LATEST) == "48:00"
    for minute in (-1, LATEST + 1, 100_000):
        with pytest.raises(ClockError, match="is not on 2026-02-01 or the day after"):
            clock.write(day, minute)


@given(st.integers(0, LATEST))
def test_minutes_of_every_time(minute: int) -> None:
    assert minutes_of(f"{minute // 60}:{minute % 60:02}") == minute
    assert minutes_of(f" {minute // 60:02}:{minute % 60:02} ") == minute


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("570", "did you mean 9:30, which some YAML readers take for 570?"),
        ("1080", "did you mean 18:00, which some YAML readers take for 1080?"),
        ("840", "write it as"),
        ("9.30", "did you mean 9:30?"),
        ("14h05", "did you mean 14:05?"),
        ("9:60", "write it as"),
        ("-1:00", "write it as"),
        ("9:3", "write it as"),
        ("٩:٣٠", "write it as"),
        ("9:30+01:00", "write it as"),
        ("", "write it as"),
    ],
)
def test_what_is_no_time(text: str, hint: str) -> None:
    with pytest.raises(ClockError) as caught:
        minutes_of(text)
    assert f"{text!r} is not a time of day; {hint}" in str(caught.value)
