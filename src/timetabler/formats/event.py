"""One event of a programme, and how moments and lengths are written."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from timetabler.problem.problem import Day, Room, Talk
from timetabler.timetable.timetable import Identity


class ExportError(Exception):
    """A timetable that a format can not hold.

    Attributes:
        reasons: Why not, in sentences.
    """

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reasons))


@dataclass(frozen=True, slots=True)
class Event:
    """One talk where and when it takes place, or took place before it was cancelled.

    Attributes:
        talk: The talk.
        identity: Its identity; the guid is a UUID.
        room: The room.
        day: The day of the conference it belongs to, also past midnight.
        start: The start, in local time with its offset.
        end: The end, in local time with its offset.
        cancelled: Whether it was published and does not take place any more.
    """

    talk: Talk
    identity: Identity
    room: Room
    day: Day
    start: datetime
    end: datetime
    cancelled: bool = False


def hours(minutes: int) -> str:
    """Write a length as ``HH:MM``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def iso(moment: datetime) -> str:
    """Write a moment as ISO 8601 with its offset."""
    return moment.isoformat()


def epoch(seconds: int) -> datetime:
    """The moment so many seconds after 1970 began."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
