"""The nights in which the clocks change, and midnight, in every format with times."""

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from timetabler.formats.calendar import write_calendar
from timetabler.formats.check_json import check_json
from timetabler.formats.check_xml import check_xml
from timetabler.formats.programme import Programme
from timetabler.formats.schedule_json import write_json
from timetabler.formats.schedule_xml import write_xml
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.views.page.linked import linked_data


def programme_of(zone: str, date: str, start: str, minutes: int) -> Programme:
    data: dict[str, Any] = {
        "conference": {
            "title": "Night",
            "timezone": zone,
            "days": {"night": {"date": date, "hours": "20:00-30:00"}},
        },
        "rooms": {"r": {}},
        "talks": {"t": {"title": "Owls", "minutes": minutes}},
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes
    minute = problem.clock.read(problem.days["night"].date, start)
    return Programme(problem, Timetable.of([Placement(minute, "r", "t")]))


@pytest.mark.parametrize(
    ("zone", "placed", "minutes", "start", "end"),
    [
        # Clocks go from 2:00 to 3:00.
        (
            "Europe/Brussels",
            ("2026-03-28", "25:30"),
            60,
            "2026-03-29T01:30:00+01:00",
            "2026-03-29T03:30:00+02:00",
        ),
        # Clocks go from 3:00 back to 2:00.
        (
            "Europe/Brussels",
            ("2026-10-24", "26:30"),
            45,
            "2026-10-25T02:30:00+02:00",
            "2026-10-25T02:15:00+01:00",
        ),
        (
            "Europe/Brussels",
            ("2026-10-24", "26:30+01:00"),
            45,
            "2026-10-25T02:30:00+01:00",
            "2026-10-25T03:15:00+01:00",
        ),
        (
            "Europe/Brussels",
            ("2026-10-24", "25:30"),
            120,
            "2026-10-25T01:30:00+02:00",
            "2026-10-25T02:30:00+01:00",
        ),
        (
            "America/New_York",
            ("2026-03-07", "25:45"),
            30,
            "2026-03-08T01:45:00-05:00",
            "2026-03-08T03:15:00-04:00",
        ),
        # Midnight, in a zone of half hours, and one without changes.
        (
            "Asia/Kolkata",
            ("2026-12-31", "23:45"),
            30,
            "2026-12-31T23:45:00+05:30",
            "2027-01-01T00:15:00+05:30",
        ),
        (
            "Etc/UTC",
            ("2026-02-28", "24:00"),
            30,
            "2026-03-01T00:00:00+00:00",
            "2026-03-01T00:30:00+00:00",
        ),
    ],
)
def test_moments_and_lengths(
    zone: str, placed: tuple[str, str], minutes: int, start: str, end: str
) -> None:
    date, at = placed
    programme = programme_of(zone, date, at, minutes)
    length = f"{minutes // 60:02}:{minutes % 60:02}"

    xml = write_xml(programme)
    assert check_xml(xml) == []
    (day,) = ET.fromstring(xml).findall("day")
    (event,) = day.findall("room/event")
    assert day.get("date") == date
    assert event.findtext("date") == start
    assert event.findtext("start") == start[11:16]
    assert event.findtext("duration") == length

    told = write_json(programme)
    assert check_json(told.encode()) == []
    (listed,) = json.loads(told)["schedule"]["conference"]["days"]
    assert listed["date"] == date
    ((same,),) = listed["rooms"].values()
    assert (same["date"], same["end"], same["duration"]) == (start, end, length)

    calendar = Calendar.from_ical(write_calendar(programme))
    entry: Any = calendar.walk("VEVENT")[0]
    (expected,) = programme.events
    # Subtracting moments of the same zone would be blind to the change of clocks.
    assert entry["dtstart"].dt.timestamp() == expected.start.timestamp()
    assert entry["dtend"].dt.timestamp() == expected.end.timestamp()
    assert expected.end.timestamp() - expected.start.timestamp() == minutes * 60

    (linked,) = json.loads(linked_data(programme.problem, programme.timetable))[
        "subEvent"
    ]
    assert (linked["startDate"], linked["endDate"]) == (start, end)
