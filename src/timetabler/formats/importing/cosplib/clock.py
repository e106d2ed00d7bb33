"""A clock for sessions of slots: the file's own where it can be, else one made up.

CoSPLib counts slots; that sessions have dates and times matters to it only for time
zones, and they may overlap. Here a slot is so many minutes for all sessions, which
come one after another as the sheet has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from timetabler.formats.importing.cosplib.book import SessionFacts
from timetabler.problem.clock import DAY

_FIRST = date(2021, 7, 28)
_STEPS = (20, 15, 10, 5, 2, 1)
_LEAST = 5
_MORNING = 9 * 60


@dataclass(frozen=True)
class Place:
    """A session on the clock: its date, and minutes since midnight."""

    name: str
    day: date
    start: int
    slots: int
    slot: int

    @property
    def end(self) -> int:
        """When its last slot ends."""
        return self.start + self.slots * self.slot

    @property
    def starts(self) -> Iterator[int]:
        """When its slots begin."""
        return iter(range(self.start, self.end, self.slot))


def places(sessions: Sequence[SessionFacts]) -> list[Place]:
    """Put sessions on a clock, in their order."""
    return _own(sessions) or _made_up(sessions)


def _own(sessions: Sequence[SessionFacts]) -> list[Place] | None:
    """The file's dates and times, if no session touches the next one."""
    slot = min((s.end - s.start) // max(1, s.slots) for s in sessions)
    slot -= slot % _LEAST
    days = [_date(s.date) for s in sessions]
    if slot < _LEAST or None in days:
        return None
    found = [
        Place(s.name, day, s.start, s.slots, slot)
        for s, day in zip(sessions, days, strict=True)
        if day
    ]
    apart = all((a.day, a.end) < (b.day, b.start) for a, b in pairwise(found))
    return found if apart else None


def _made_up(sessions: Sequence[SessionFacts]) -> list[Place]:
    """A day for every session."""
    most = max(s.slots for s in sessions)
    slot = next(step for step in _STEPS if step == 1 or most * step + _MORNING <= DAY)
    first = _date(sessions[0].date) or _FIRST
    return [
        Place(s.name, first + timedelta(days=index), _MORNING, s.slots, slot)
        for index, s in enumerate(sessions)
    ]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
