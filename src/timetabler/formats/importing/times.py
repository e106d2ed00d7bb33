"""Read the dates, times and lengths that schedule formats use."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from timetabler.problem.fields import FIRST_YEAR, LAST_YEAR
from timetabler.problem.mistakes import nearest, shown

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?")
_THREE = re.compile(r"([0-9]{1,3}):([0-9]{2}):([0-9]{2})")
_HOUR = 60
_DAY = 24 * _HOUR


class TimeError(ValueError):
    """A time, a length or a time zone that can not be read."""


def read_zone(name: str) -> ZoneInfo:
    """Find a time zone by its IANA name.

    Raises:
        TimeError: If there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        near = nearest(name, sorted(available_timezones()))
        hint = f"did you mean {near!r}?" if near else "it is written as Europe/Brussels"
        raise TimeError(f"{shown(name)} is not a known time zone; {hint}") from None


def read_date(text: str) -> date:
    """Read ``2012-02-04``, also as the date of a time (``2012-02-04T10:00:00Z``).

    Raises:
        TimeError: If it is no date, or in no year that a conference can be in.
    """
    try:
        found = datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise TimeError(
            f"{shown(text)} is not a date; it is written as 2012-02-04"
        ) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise TimeError(f"{found} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return found


def read_moment(text: str, zone: ZoneInfo) -> datetime:
    """Read an ISO time; one without an offset is on the clock of the conference.

    Seconds are dropped.

    Raises:
        TimeError: If it is no time, or one that clocks skip.
    """
    read_date(text)
    if len(text.strip()) <= len("2012-02-04"):
        raise TimeError(f"{shown(text)} has no time of day")
    return on_clock(datetime.fromisoformat(text.strip()), zone)


def on_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """Give a moment on the clock of the conference, to the minute.

    Raises:
        TimeError: If clocks skip it, or if it is in no year of a conference.
    """
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise TimeError(f"{moment} is not between {FIRST_YEAR} and {LAST_YEAR}")
    moment = moment.replace(second=0, microsecond=0)
    if moment.tzinfo is not None:
        return moment.astimezone(UTC).astimezone(zone)
    there = moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    if there.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise TimeError(
            f"{moment:%H:%M} does not exist on {moment:%Y-%m-%d} in {zone.key}:"
            " the clocks go forward then"
        )
    return there


def read_clock(text: str) -> int:
    """Read ``9:30`` or ``09:30:00`` as minutes since midnight.

    Raises:
        TimeError: If it is no time of day.
    """
    match = _CLOCK.fullmatch(text.strip())
    minutes = int(match[1]) * _HOUR + int(match[2]) if match else _DAY
    if not match or int(match[2]) >= _HOUR or minutes > _DAY:
        raise TimeError(f"{shown(text)} is not a time of day; it is written as 9:30")
    return minutes


def read_length(text: str) -> int:
    """Read a length in minutes: ``0:30``, ``00:30:00``, ``1:02:00`` (days), ``30``.

    Of three parts the first is days where it has one digit, as pretalx writes lengths
    of a day and more, and hours where it has two.

    Raises:
        TimeError: If it is no length.
    """
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) <= 5:  # noqa: PLR2004
        return int(text)
    three = _THREE.fullmatch(text)
    if three and len(three[1]) == 1 and three[1] != "0":
        return int(three[1]) * _DAY + int(three[2]) * _HOUR + int(three[3])
    match = _CLOCK.fullmatch(text)
    if not match or int(match[2]) >= _HOUR:
        raise TimeError(f"{shown(text)} is not a length; it is written as 0:45")
    return int(match[1]) * _HOUR + int(match[2])


def at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Give the moment that is so many minutes on the wall clock after midnight.

    Raises:
        TimeError: If clocks skip it.
    """
    midnight = datetime(day.year, day.month, day.day)
    return on_clock(midnight + timedelta(minutes=minutes), zone)


def minutes_between(start: datetime, end: datetime) -> int:
    """The minutes that really pass from one moment to another."""
    return round((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 60)
