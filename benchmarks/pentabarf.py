"""Read as much of published Pentabarf XML as the measurements here need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable


@dataclass(frozen=True)
class Event:
    """One event as it was published; ``start`` is in minutes since midnight."""

    id: str
    title: str
    track: str
    date: str
    start: int
    minutes: int
    room: str
    people: tuple[str, ...]

    @property
    def place(self) -> tuple[str, int, str]:
        """Day, start and room."""
        return self.date, self.start, self.room


def read(path: Path) -> dict[str, Event]:
    """Read the events of a file, by id."""
    found = {}
    # The files are those that their publishers put out; nobody else's are read.
    for day in ElementTree.parse(path).getroot().iter("day"):
        for entry in day.iter("event"):
            event = _event(entry, day.get("date", ""))
            found[event.id] = event
    return found


def _event(entry: ElementTree.Element, date: str) -> Event:
    def text(name: str) -> str:
        return (entry.findtext(name) or "").strip()

    people = (person.text or "" for person in entry.iter("person"))
    return Event(
        id=f"e{entry.get('id')}",
        title=text("title"),
        track=text("track") or "none",
        date=date,
        start=_minutes(text("start")),
        minutes=max(5, _minutes(text("duration"))),
        room=text("room"),
        people=tuple(dict.fromkeys(" ".join(name.split()) for name in people)),
    )


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def problem_of(
    title: str,
    events: Mapping[str, Event],
    seen: Iterable[Event],
    anywhere: Iterable[str] = (),
) -> Problem:
    """Make a problem of events: each track keeps the rooms and hours it is seen in.

    Args:
        title: The conference.
        events: The talks.
        seen: What tells the rooms and hours of tracks; all published versions.
        anywhere: Tracks that may be in any room at any time.
    """
    free = set(anywhere)
    every = list(seen)
    dates = sorted({event.date for event in every})
    days = {date: f"day{number}" for number, date in enumerate(dates, 1)}
    data: dict[str, Any] = {
        "conference": {
            "title": title,
            "timezone": "Europe/Brussels",
            "days": {
                days[date]: {"date": date, "hours": _hours(every, date)}
                for date in dates
            },
        },
        "rooms": {_id(room): {"title": room} for room in _names(every, "room")},
        "tracks": {
            _id(track): {} if track in free else _track(track, every, days)
            for track in _names(every, "track")
        },
        "speakers": {
            _id(name): {"name": name} for e in events.values() for name in e.people
        },
        "talks": {
            event.id: {
                "title": event.title,
                "minutes": event.minutes,
                "track": _id(event.track),
                "speakers": [_id(name) for name in event.people],
            }
            for event in events.values()
        },
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    if mistakes:
        raise ValueError(mistakes)
    return problem


def timetable_of(problem: Problem, events: Iterable[Event]) -> Timetable:
    """Make a timetable of where events were published."""
    midnights = {str(d.date): problem.clock.midnight(d.date) for d in _days(problem)}
    return Timetable.of(
        Placement(midnights[event.date] + event.start, _id(event.room), event.id)
        for event in events
    )


def _days(problem: Problem) -> Iterable[Any]:
    return problem.days.values()


def _names(events: Iterable[Event], what: str) -> list[str]:
    return sorted({str(getattr(event, what)) for event in events})


def _id(name: str) -> str:
    return "-".join(name.split()) or "-"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _hours(events: Iterable[Event], date: str) -> str:
    there = [event for event in events if event.date == date]
    first = min(event.start for event in there)
    last = max(event.start + event.minutes for event in there)
    return f"{_clock(first)}-{_clock(last)}"


def _track(
    track: str, events: Iterable[Event], days: Mapping[str, str]
) -> dict[str, Any]:
    mine = [event for event in events if event.track == track]
    windows = []
    for date in sorted({event.date for event in mine}):
        there = [event for event in mine if event.date == date]
        windows.append(f"{days[date]} {_hours(there, date)}")
    rooms = sorted({_id(event.room) for event in mine})
    return {"title": track, "rooms": rooms, "windows": windows}
