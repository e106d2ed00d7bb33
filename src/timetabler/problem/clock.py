"""Between the conference's clock on the wall and whole minutes inside the program.

Inside, time is the number of minutes that have really passed since the first day's
local midnight, so lengths are always right, also in the night the clocks change.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?:([+-]\d{2}):(\d{2}))?")
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
        raise ClockError(f"{text!r} is not a time of day; write it as 9:30 or 14:05")
    minutes = int(match[1]) * HOUR + int(match[2])
    if minutes > LATEST:
        raise ClockError(f"{text!r} is later than 48:00, the end of the next day")
    return minutes


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
        return datetime.combine(self.first, time(), self.zone).astimezone(UTC)

    def minute(self, day: date, since_midnight: int, *, later: bool = False) -> int:
        """Convert a wall clock time to minutes since the origin.

        Args:
            day: The date whose midnight ``since_midnight`` counts from.
            since_midnight: Minutes on the wall clock, 0 to 2,880.
            later: In the hour that comes twice when clocks go back, mean the second.

        Raises:
            ClockError: If clocks skip the time on that day.
        """
        days, minutes = divmod(since_midnight, DAY)
        naive = datetime.combine(day + timedelta(days=days), time()) + timedelta(
            minutes=minutes
        )
        local = naive.replace(tzinfo=self.zone, fold=int(later))
        moment = local.astimezone(UTC)
        if moment.astimezone(self.zone).replace(tzinfo=None) != naive:
            raise ClockError(
                f"{naive:%H:%M} does not exist on {naive:%Y-%m-%d} in {self.zone.key}:"
                " the clocks go forward then"
            )
        return round((moment - self.origin).total_seconds() / 60)

    def read(self, day: date, text: str) -> int:
        """Read a start, ``11:30`` or ``02:30+01:00``, as minutes since the origin.

        Raises:
            ClockError: If the text is no time, or one that does not exist on the day.
        """
        match = _TIME.fullmatch(text.strip())
        if not match or not match[3]:
            return self.minute(day, minutes_of(text))
        bare = f"{match[1]}:{match[2]}"
        for later in (False, True):
            minute = self.minute(day, minutes_of(bare), later=later)
            if self.wall(minute).isoformat().endswith(f"{match[3]}:{match[4]}"):
                return minute
        raise ClockError(f"{text!r}: {self.zone.key} has another offset at that time")

    def wall(self, minute: int) -> datetime:
        """Convert minutes since the origin to the local time with its offset."""
        return (self.origin + timedelta(minutes=minute)).astimezone(self.zone)

    def write(self, day: date, minute: int) -> str:
        """Write a start so that ``read`` gives it back: ``11:30``, ``25:10``.

        The offset is added only in the hour that comes twice when clocks go back.
        """
        local = self.wall(minute)
        hours = (local.date() - day).days * 24 + local.hour
        text = f"{hours:02}:{local.minute:02}"
        if self.minute(day, minutes_of(text)) == minute:
            return text
        offset = local.isoformat()[-6:]
        return f"{text}{offset}"
