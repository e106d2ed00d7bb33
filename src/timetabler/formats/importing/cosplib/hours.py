"""Days, permitted starts, breaks and sessions of a problem file, off the clock."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from timetabler.formats.importing.cosplib.clock import Place
from timetabler.formats.importing.cosplib.zones import offset
from timetabler.formats.importing.plain_yaml import Tree


def conference(title: str, zone: str, clock: Sequence[Place]) -> Tree:
    """The conference: its days, permitted starts, and breaks between sessions."""
    days = _days(clock)
    return {
        "title": title,
        "timezone": _zone(zone),
        "grid": 1 if clock[0].slot % 5 or any(p.start % 5 for p in clock) else 5,
        "days": {id: _day(clock, day) for day, id in days.items()},
        "slots": [f"{days[p.day]} {_time(start)}" for p in clock for start in p.starts],
        **_breaks(clock, days),
    }


def _day(clock: Sequence[Place], day: date) -> Tree:
    here = [place for place in clock if place.day == day]
    first, last = min(p.start for p in here), max(p.end for p in here)
    return {"date": f"{day}", "hours": _span(first, last)}


def _zone(name: str) -> str:
    ahead = offset(name)
    if ahead is None or not name.startswith("GMT"):
        return name if ahead is not None else "Etc/UTC"
    hours = ahead // 60
    return f"Etc/GMT{-hours:+}" if hours else "Etc/UTC"


def _days(clock: Sequence[Place]) -> dict[date, str]:
    """The days, called by weekday where each comes once."""
    dates = list(dict.fromkeys(place.day for place in clock))
    weekdays = [f"{day:%A}".lower() for day in dates]
    if len(set(weekdays)) == len(dates):
        return dict(zip(dates, weekdays, strict=True))
    return {day: f"day-{number}" for number, day in enumerate(dates, start=1)}


def _breaks(clock: Sequence[Place], days: Mapping[date, str]) -> dict[str, Tree]:
    gaps = [(a, b) for a, b in pairwise(clock) if a.day == b.day]
    if not gaps:
        return {}
    windows = [f"{days[a.day]} {_span(a.end, b.start)}" for a, b in gaps]
    return {"breaks": {"break": {"title": "Break", "when": windows}}}


def sessions(clock: Sequence[Place], ids: Mapping[str, str]) -> Tree:
    """The sessions: their spans, from their first slot to their last."""
    days = _days(clock)
    return {
        ids[place.name]: {
            "when": f"{days[place.day]} {_span(place.start, place.end)}",
            **({"title": place.name} if ids[place.name] != place.name else {}),
        }
        for place in clock
    }


def _span(start: int, end: int) -> str:
    return f"{_time(start)}-{_time(end)}"


def _time(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
