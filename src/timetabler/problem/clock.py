"""Between the conference's clock on the wall and whole minutes inside the program.

Inside, time is the number of minutes that have really passed since the first day's
local midnight, so lengths are always right, also in the night the clocks change.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?:([+-][0-9]{2}):([0-9]{2}))?")
_NEARLY = re.compile(r"([0-9]{1,2})[.hH]([0-5][0-9])")
HOUR = 60
DAY = 24 * HOUR
LATEST = 2 * DAY  # 25:30 is half past one the next morning; 48:00 is the last


class ClockError(ValueError):
    """A time that is not written as one, or that does not exist on its day."""


def minutes_of(text: str) -> int:
    """Read ``HH:MM`` as minutes since midnight; 24:00 to 48:00 is the day after.

    Raises:
        ClockError: If the text is no such time.
    """
    match = _TIME.fullmatch(text.strip())
    if not match or match[3] or int(match[2]) >= HOUR:
        raise ClockError(f"{text!r} is not a time of day; {_hint(text.strip())}")
    minutes = int(match[1]) * HOUR + int(match[2])
    if minutes > LATEST:
        raise ClockError(f"{text!r} is later than 48:00, the end of the next day")
    return minutes


def _hint(text: str) -> str:
    """Say what was likely meant by 9.30, or by 570, which is 9:30 to YAML 1.1."""
    nearly = _NEARLY.fullmatch(text)
    if nearly:
        return f"did you mean {nearly[1]}:{nearly[2]}?"
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0  # noqa: PLR2004
    if number % 100 >= HOUR and number <= DAY:
        meant = f"{number // HOUR}:{number % HOUR:02}"
        return f"did you mean {meant}, which some YAML readers take for {number}?"
    return "write it as 9:30 or 14:05"


@dataclass(frozen=True)
class Clock:
    """The clock of one conference.

    Attributes:
        zone: The conference's time zone.
        first: The date of its first day, from whose local midnight minutes count.
    """

    zone: ZoneInfo
    first: date

    @property
    def origin(self) -> datetime:
        """The first day's local midnight, in UTC."""
        return _midnight(self.zone, self.first)

    def midnight(self, day: date) -> int:
        """Find the first moment of a date, also where clocks skip its midnight."""
        return _minutes(_midnight(self.zone, day) - self.origin)

    def minute(self, day: date, since_midnight: int, *, later: bool = False) -> int:
        """Convert a wall clock time to minutes since the origin.

        Args:
            day: The date whose midnight ``since_midnight`` counts from.
            since_midnight: Minutes on the wall clock, 0 to 2,880.
            later: In the hour that comes twice when clocks go back, mean the second.

        Raises:
            ClockError: If clocks skip the time on that day.
        """
        moment = _moment(self.zone, day, since_midnight, later)
        return _minutes(moment - self.origin)

    def span(self, day: date, start: int, end: int) -> tuple[int, int]:
        """Convert a span on the wall clock to minutes since the origin.

        It may end at the very moment from which clocks go forward.

        Raises:
            ClockError: If clocks skip its start or its end on that day.
        """
        begin = self.minute(day, start)
        try:
            return begin, self.minute(day, end)
        except ClockError as error:
            try:
                return begin, self.minute(day, end - 1) + 1
            except ClockError:
                raise error from None

    def read(self, day: date, text: str) -> int:
        """Read a start, ``11:30`` or ``02:30+01:00``, as minutes since the origin.

        Raises:
            ClockError: If the text is no time, or one that does not exist on the day.
        """
        match = _TIME.fullmatch(text.strip())
        if not match or not match[3]:
            return self.minute(day, minutes_of(text))
        bare = minutes_of(f"{match[1]}:{match[2]}")
        for later in (False, True):
            minute = self.minute(day, bare, later=later)
            if self.wall(minute).isoformat().endswith(f"{match[3]}:{match[4]}"):
                return minute
        where = f"on {day} in {self.zone.key}"
        why = f"{text!r} is not a start {where}; write it as 11:30"
        raise ClockError(why)

    def wall(self, minute: int) -> datetime:
        """Convert minutes since the origin to the local time with its offset."""
        return (self.origin + timedelta(minutes=minute)).astimezone(self.zone)

    def write(self, day: date, minute: int) -> str:
        """Write a start so that ``read`` gives it back: ``11:30``, ``25:10``.

        The offset is added only in the hour that comes twice when clocks go back.

        Raises:
            ClockError: If it is not on the day or the one after.
        """
        local = self.wall(minute)
        hours = (local.date() - day).days * 24 + local.hour
        if not 0 <= hours * HOUR + local.minute <= LATEST:
            raise ClockError(f"{local:%Y-%m-%d %H:%M} is not on {day} or the day after")
        text = f"{hours:02}:{local.minute:02}"
        if self.minute(day, minutes_of(text)) == minute:
            return text
        return f"{text}{local.isoformat()[-6:]}"


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)


# The same few days and times are asked for thousands of times while a file is read.
@lru_cache(maxsize=4096)
def _midnight(zone: ZoneInfo, day: date) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


@lru_cache(maxsize=65536)
def _moment(zone: ZoneInfo, day: date, since_midnight: int, later: bool) -> datetime:
    days, minutes = divmod(since_midnight, DAY)
    naive = datetime.combine(
        day + timedelta(days=days), time(minutes // 60, minutes % 60)
    )
    moment = naive.replace(tzinfo=zone, fold=int(later)).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != naive:
        raise ClockError(
            f"{naive:%H:%M} does not exist on {naive:%Y-%m-%d} in {zone.key}:"
            " the clocks go forward then"
        )
    return moment
