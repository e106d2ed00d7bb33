"""What time zones cost: talks in sessions at bad hours of their presenters' day."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from timetabler.formats.importing.cosplib.book import Book, Hours, SessionFacts
from timetabler.problem.clock import DAY

_GMT = re.compile(r"GMT([+-][0-9]{1,2})")
_MOMENT = datetime(2021, 7, 21)  # the day for which CoSPLib asks for offsets


def offset(zone: str) -> int | None:
    """Minutes that a zone (``GMT+2``, or an IANA name) is before UTC, if it is one."""
    match = _GMT.fullmatch(zone)
    if match:
        return int(match[1]) * 60
    try:
        ahead = _MOMENT.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError):
        return None
    return round(ahead.total_seconds() / 60) if ahead is not None else None


def zone_costs(book: Book) -> dict[str, dict[str, int]]:
    """What each slot of a talk costs in a session, by talk and session, if anything."""
    here = offset(book.hours.zone) or 0
    shifts = {t.zone: (offset(t.zone) or 0) - here for t in book.submissions.values()}
    costs = {
        zone: {
            session.name: cost
            for session in book.sessions.values()
            if (cost := _cost(book.hours, session, shift))
        }
        for zone, shift in shifts.items()
    }
    found = {talk.name: costs[talk.zone] for talk in book.submissions.values()}
    return {talk: its for talk, its in found.items() if its}


def _cost(hours: Hours, session: SessionFacts, shift: int) -> int:
    start, end = (session.start + shift) % DAY, (session.end + shift) % DAY
    first, last = hours.bearable
    if start < first or end > last or end < first:
        return hours.unsuitable
    if start < hours.suitable[0] or end > hours.suitable[1]:
        return hours.less
    return 0
