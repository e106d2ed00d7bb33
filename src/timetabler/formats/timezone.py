"""A time zone's rules over a few years, as iCalendar wants them (VTIMEZONE)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
_MINUTES = 24 * 60
_MINUTE = timedelta(minutes=1)


def vtimezone(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """Describe a zone in the years of two moments, and a month around.

    Every change of the clocks is told by the local time before it, as RFC 5545 (3.6.5)
    has it; nothing is said about the time before or after.
    """
    component = Timezone()
    component.add("tzid", zone.key)
    begin = datetime(first.year - 1, 12, 1, tzinfo=UTC)
    end = datetime(last.year + 1, 2, 1, tzinfo=UTC)
    component.add_component(_observance(zone, begin, _offset(zone, begin)))
    for moment in _changes(zone, begin, end):
        before = _offset(zone, moment - _MINUTE)
        component.add_component(_observance(zone, moment, before))
    return component


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    while begin < end:
        # No zone has changed its clocks twice within a day and back.
        if _rules(zone, begin) != _rules(zone, begin + _DAY):
            yield _exactly(zone, begin)
        begin += _DAY


def _exactly(zone: ZoneInfo, day: datetime) -> datetime:
    before, after = 0, _MINUTES
    while after - before > 1:
        middle = (before + after) // 2
        same = _rules(zone, day + middle * _MINUTE) == _rules(zone, day)
        before, after = (middle, after) if same else (before, middle)
    return day + after * _MINUTE


def _rules(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, str | None, bool]:
    local = moment.astimezone(zone)
    return _offset(zone, moment), local.tzname(), bool(local.dst())


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _observance(
    zone: ZoneInfo, moment: datetime, before: timedelta
) -> TimezoneStandard | TimezoneDaylight:
    local = moment.astimezone(zone)
    summer = bool(local.dst())
    observance = TimezoneDaylight() if summer else TimezoneStandard()
    observance.add("dtstart", (moment + before).replace(tzinfo=None))
    observance.add("tzoffsetfrom", before)
    observance.add("tzoffsetto", _offset(zone, moment))
    observance.add("tzname", local.tzname() or zone.key)
    return observance
