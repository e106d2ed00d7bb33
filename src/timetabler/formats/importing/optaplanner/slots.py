"""The timeslots of an OptaPlanner workbook, and when rooms and speakers lack some."""

import re
from collections.abc import Iterable, Mapping

from timetabler.formats.importing.cells import Row
from timetabler.formats.importing.optaplanner.book import Slot
from timetabler.formats.importing.times import TimeError, read_clock, read_date
from timetabler.problem.mistakes import Located

_HOURS = re.compile(r"[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}")
_UNAVAILABLE = "555753"


def read_slots(rows: Iterable[Row], wrong: list[Located]) -> tuple[Slot, ...]:
    """Read the timeslots; mistakes are added to ``wrong``.

    A kind of talk has one length, and no two timeslots the same times: what a talk's
    length and time say is all there is to know of its timeslot here.
    """
    found: list[Slot] = []
    lengths: dict[str, int] = {}
    for row in rows:
        slot = _slot(row, wrong)
        if slot is None:
            continue
        if any(_times(slot) == _times(other) for other in found):
            wrong.append(row.wrong("start", "another timeslot has the same times"))
        for kind in slot.kinds:
            if lengths.setdefault(kind, slot.minutes) != slot.minutes:
                why = f"timeslots of {kind!r} are of two lengths; here talks have one"
                wrong.append(row.wrong("end", why))
        found.append(slot)
    return tuple(found)


def _slot(row: Row, wrong: list[Located]) -> Slot | None:
    try:
        day = read_date(_date(row.text("day")))
        start, end = read_clock(row.text("start")), read_clock(row.text("end"))
    except TimeError as error:
        wrong.append(row.wrong("day", str(error)))
        return None
    if start >= end:
        wrong.append(row.wrong("end", "it ends before it starts"))
        return None
    return Slot(day, start, end, row.words("talk types"), row.words("tags"))


def _date(text: str) -> str:
    """Leave the weekday out of ``Mon 2018-10-01``."""
    return text.rpartition(" ")[2]


def _times(slot: Slot) -> tuple[object, int, int]:
    return slot.day, slot.start, slot.end


def by_times(slots: tuple[Slot, ...], day: str, start: str, end: str) -> int | None:
    """Find a timeslot by its day and its times; None if there is none."""
    try:
        wanted = read_date(_date(day)), read_clock(start), read_clock(end)
    except TimeError:
        return None
    found = (index for index, slot in enumerate(slots) if _times(slot) == wanted)
    return next(found, None)


def closed_slots(
    slots: tuple[Slot, ...],
    head: list[str],
    row: Row,
    colours: Mapping[tuple[int, int], str],
    wrong: list[Located],
) -> frozenset[int]:
    """Find the timeslots whose cells in a row are dark, which means unavailable.

    Args:
        slots: The timeslots, which have a column each, in the same order.
        head: The line of headers.
        row: The room or the speaker.
        colours: The colours of cells.
        wrong: Where mistakes are added.
    """
    columns = [i for i, text in enumerate(head, start=1) if _HOURS.fullmatch(text)]
    if len(columns) != len(slots):
        why = f"there are {len(columns)} columns for {len(slots)} timeslots"
        wrong.append(row.wrong("name", why))
    return frozenset(
        index
        for index, column in enumerate(columns)
        if colours.get((row.line, column)) == _UNAVAILABLE
    )
