"""The slots of a file on the clock: as it says, or else one made up.

Only the order of slots and their blocks matters to AK-plan; when they start is a text
for people. Where that text can be read, and fits, it is kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from timetabler.formats.importing.akplan.facts import Slot
from timetabler.problem.clock import DAY

_FIRST = date(2025, 1, 6)  # a Monday
_MORNING = 9 * 60
_HOUR = 60
_WEEK = 7
_START = re.compile(r"([^\W\d_]+)\.?,? +([0-9]{1,2}):([0-9]{2})(?: .*)?")
_LENGTH = re.compile(r"([0-9]{1,3}) ?(hour|h\b|std|stunde|min)", re.IGNORECASE)
_WEEKDAYS = (
    ("mo", "mon", "monday", "montag"),
    ("di", "tu", "tue", "tuesday", "dienstag"),
    ("mi", "we", "wed", "wednesday", "mittwoch"),
    ("do", "th", "thu", "thursday", "donnerstag"),
    ("fr", "fri", "friday", "freitag"),
    ("sa", "sat", "saturday", "samstag", "sonnabend"),
    ("so", "su", "sun", "sunday", "sonntag"),
)


@dataclass(frozen=True)
class Block:
    """A block of slots, one after the other: its date, and minutes since midnight."""

    day: date
    start: int
    slots: tuple[Slot, ...]
    minutes: int

    @property
    def end(self) -> int:
        """When its last slot ends."""
        return self.start + len(self.slots) * self.minutes

    @property
    def starts(self) -> Iterable[int]:
        """When its slots begin."""
        return range(self.start, self.end, self.minutes)

    def runs(self, wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Yield the longest spans of slots that fulfil all labels wanted."""
        first: int | None = None
        for start, slot in zip(self.starts, self.slots, strict=True):
            fits = wanted <= slot.labels
            if first is not None and not fits:
                yield first, start
            first = (start if first is None else first) if fits else None
        if first is not None:
            yield first, self.end


def blocks_of(
    blocks: Sequence[Sequence[Slot]], length: str, dates: Sequence[date]
) -> tuple[list[Block], bool]:
    """Put blocks on the clock; the second value says whether at their own times."""
    minutes = _minutes(length) or _HOUR
    some = [tuple(block) for block in blocks if block]
    found = _own(some, minutes, dates)
    return found or _made_up(some, minutes, dates), bool(found)


def _minutes(length: str) -> int | None:
    found = _LENGTH.search(length)
    if found is None:
        return None
    minutes = int(found[1]) * (1 if found[2].lower() == "min" else _HOUR)
    return minutes if 0 < minutes <= DAY else None


def _own(
    blocks: Sequence[tuple[Slot, ...]], minutes: int, dates: Sequence[date]
) -> list[Block]:
    """The file's own times, if all can be read and none fits another's."""
    found: list[Block] = []
    day: date | None = None
    for slots in blocks:
        times = [_read(slot.start) for slot in slots]
        weekday, start = times[0] or (-1, 0)
        if times != [(weekday, start + i * minutes) for i in range(len(slots))]:
            return []
        if day is None:
            day = dates[0] if dates else _FIRST + timedelta(days=weekday)
        day += timedelta(days=(weekday - day.weekday()) % _WEEK)
        found.append(Block(day, start, slots, minutes))
    begun = dates[0] if dates else found[0].day
    apart = all((a.day, a.end) <= (b.day, b.start) for a, b in pairwise(found))
    fits = all(block.end <= DAY for block in found)
    return found if apart and fits and found[0].day == begun else []


def _read(start: str) -> tuple[int, int] | None:
    """A weekday and minutes since midnight, of a text such as ``Fr 14:00``."""
    found = _START.fullmatch(start.strip())
    if found is None:
        return None
    name = found[1].casefold()
    weekday = next((i for i, names in enumerate(_WEEKDAYS) if name in names), None)
    return None if weekday is None else (weekday, int(found[2]) * 60 + int(found[3]))


def _made_up(
    blocks: Sequence[tuple[Slot, ...]], minutes: int, dates: Sequence[date]
) -> list[Block]:
    """A day for each block."""
    first = dates[0] if dates else _FIRST
    most = max(map(len, blocks))
    minutes = min(minutes, DAY // most)
    start = min(_MORNING, DAY - most * minutes)
    days = list(dates) if len(dates) == len(blocks) else []
    days = days or [first + timedelta(days=number) for number in range(len(blocks))]
    return [
        Block(day, start, slots, minutes)
        for day, slots in zip(days, blocks, strict=True)
    ]
