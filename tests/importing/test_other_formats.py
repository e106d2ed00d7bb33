import io
import json
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from importing.samples import BRUSSELS, imported, placed, whole
from timetabler.constraints.settings import active
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source, read_source
from timetabler.problem.mistakes import InvalidInputError
from timetabler.workflows.check import check
from timetabler.workflows.import_ import Imported, import_problem

FORMATS = Path(__file__).parents[2] / "../shared/formats"
HERE = Wanted(zone=BRUSSELS)


def several(format: str, wanted: Wanted, **files: str | bytes) -> Imported:
    sources = [
        Source(name.replace("_", "."), text.encode() if isinstance(text, str) else text)
        for name, text in files.items()
    ]
    return import_problem(format, sources, wanted)


SUBMISSIONS: list[dict[str, Any]] = [
    {
        "code": "AAAAAA",
        "title": "Oaks",
        "speakers": ["SP1"],
        "submission_type": 1,
        "track": 1,
        "state": "confirmed",
        "duration": 45,
        "slot_count": 2,
        "abstract": "Leaves.",
    },
    {"code": "BBBBBB", "title": "Elms", "speakers": [], "state": "rejected"},
]
SPEAKERS = [
    {
        "code": "SP1",
        "name": "Di",
        "availabilities": [
            {"start": "2026-11-20T09:00:00+01:00", "end": "2026-11-20T12:00:00+01:00"}
        ],
    }
]
PARTS = {
    "event": {
        "slug": "tiny",
        "name": {"en": "Tiny Days"},
        "date_from": "2026-11-20",
        "date_to": "2026-11-21",
        "timezone": "Europe/Berlin",
    },
    "rooms": [{"id": 1, "name": {"de": "Rot"}, "description": None, "capacity": 30}],
    "tracks": [{"id": 1, "name": {"en": "Trees"}, "color": "#00ff00"}],
    "slots": [
        {
            "room": 1,
            "start": "2026-11-20T09:30:00+01:00",
            "end": "2026-11-20T10:15:00+01:00",
            "submission": "AAAAAA",
        },
        {
            "room": 1,
            "start": "2026-11-20T12:00:00+01:00",
            "end": "2026-11-20T13:00:00+01:00",
            "submission": None,
            "description": {"en": "Lunch"},
        },
    ],
    "speakers": SPEAKERS,
    "submissions": {"count": 2, "next": None, "results": SUBMISSIONS},
}


def test_pretalx_api() -> None:
    files = {f"{k}_json": json.dumps(v) for k, v in PARTS.items()}
    found = several("pretalx", Wanted(), **files)
    problem, timetable = whole(found)
    assert problem.title == "Tiny Days"
    assert placed(problem, timetable) == {"AAAAAA": ("friday 09:30", "Rot")}
    assert timetable.left_out(problem) == ["AAAAAA-2"]
    assert problem.rooms["Rot"].seats == 30
    assert problem.breaks["lunch"].title == "Lunch"
    spans = [problem.span(w) for w in problem.speakers["di"].available or ()]
    assert spans == ["friday 09:00-12:00"]
    assert "1 submissions are rejected: left out" in found.notes
    assert found.lost == ("abstract of talks (1)",)


ALL = {
    "sessions": [
        {
            "id": "1",
            "title": "Oaks",
            "startsAt": None,
            "endsAt": None,
            "speakers": ["g1"],
            "categoryItems": [5, 6],
            "roomId": None,
        },
        {
            "id": "2",
            "title": "Elms",
            "startsAt": "2026-03-04T10:00:00",
            "endsAt": "2026-03-04T10:40:00",
            "speakers": [],
            "categoryItems": [],
            "roomId": 9,
        },
    ],
    "speakers": [{"id": "g1", "fullName": "Di"}],
    "rooms": [{"id": 9, "name": "Red room"}],
    "categories": [
        {"title": "Session format", "items": [{"id": 5, "name": "Short (25 min)"}]},
        {"title": "Track", "items": [{"id": 6, "name": "Trees"}]},
    ],
}
LUNCH = {
    "id": "x",
    "title": "Lunch",
    "startsAt": "2026-03-04T12:00:00",
    "endsAt": "2026-03-04T13:00:00",
    "isServiceSession": True,
    "isPlenumSession": True,
}
GRID = [
    {
        "date": "2026-03-04T00:00:00",
        "rooms": [{"id": 9, "name": "Red room", "sessions": [LUNCH]}],
    }
]


def test_sessionize() -> None:
    found = several(
        "sessionize", HERE, grid_json=json.dumps(GRID), all_json=json.dumps(ALL)
    )
    problem, timetable = whole(found)
    assert placed(problem, timetable) == {"elms": ("wednesday 10:00", "red-room")}
    oaks = problem.talks["oaks"]
    assert (oaks.minutes, oaks.track, oaks.speakers) == (25, "trees", ("di",))
    assert problem.breaks["lunch"].rooms == {"red-room"}


def test_indico() -> None:
    def when(time: str) -> dict[str, str]:
        return {"date": "2026-03-04", "time": time, "tz": "Europe/Zurich"}

    talk = {
        "entryType": "Contribution",
        "id": "7",
        "title": "Oaks",
        "startDate": when("10:00:00"),
        "duration": 30,
        "presenters": [{"firstName": "Di", "familyName": "Fi"}],
    }
    pause = {
        "entryType": "Break",
        "title": "Tea",
        "startDate": when("10:30:00"),
        "endDate": when("11:00:00"),
    }
    session = {
        "entryType": "Session",
        "title": "Trees",
        "room": "R1",
        "startDate": when("10:00:00"),
        "entries": {"c7": talk},
    }
    text = json.dumps({"results": {"1": {"20260304": {"s1": session, "b4": pause}}}})
    problem, timetable = whole(imported(text, "indico"))
    assert problem.clock.zone == ZoneInfo("Europe/Zurich")
    assert placed(problem, timetable) == {"oaks": ("wednesday 10:00", "R1")}
    assert problem.talks["oaks"].speakers == ("di-fi",)
    assert list(problem.breaks) == ["tea"]


ICS = """BEGIN:VCALENDAR
X-WR-TIMEZONE:Europe/Brussels
NAME:Tiny
BEGIN:VEVENT
UID:d2276601-20fd-5223-b8b6-34b09d62d66b@tiny
SUMMARY:Oaks
DTSTART:20260304T090000Z
DTEND:20260304T093000Z
LOCATION:Red
SEQUENCE:2
END:VEVENT
BEGIN:VEVENT
UID:e0ed81ae-324b-5d02-a685-83631dc73ff8@tiny
SUMMARY:CANCELLED: Elms
STATUS:CANCELLED
DTSTART:20260304T100000Z
DURATION:PT20M
LOCATION:Red
END:VEVENT
END:VCALENDAR
"""


def test_calendar() -> None:
    problem, timetable = whole(imported(ICS, "ics"))
    assert placed(problem, timetable) == {"oaks": ("wednesday 10:00", "Red")}
    oaks, elms = timetable.identities["oaks"], timetable.identities["elms"]
    assert (oaks.guid[:8], oaks.sequence, oaks.cancelled) == ("d2276601", 2, False)
    assert elms.cancelled


TALKS = "Title;Duration;Speakers;Track;Date;Start;Room\r\n"
TALKS += "Oaks;30;Di, Ed;Trees;2026-03-04;10:00;Red\r\n"
TALKS += "'=Elms;0:45;Ed;Trees;;;\r\n"


def test_sheets_of_csv() -> None:
    found = several(
        "sheets",
        HERE,
        talks_csv=f"\ufeff{TALKS}",
        rooms_csv="room,capacity\nRed,40\nBlue,20\n",
        availability_csv="speaker,date,from,to,status\nEd,2026-03-04,10:00,10:30,busy\n",
        wishes_csv="who,wish,room\nOaks,prefer,Blue\n",
    )
    problem, timetable = whole(found)
    assert placed(problem, timetable) == {"oaks": ("wednesday 10:00", "Red")}
    assert problem.talks["elms"].title == "=Elms"
    assert problem.talks["elms"].minutes == 45
    assert [problem.span(w) for w in problem.speakers["ed"].busy]
    assert problem.talks["oaks"].prefer.rooms == {"Blue"}
    assert problem.rooms["Red"].seats == 40


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.create_sheet("Talks")
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_mistakes_in_a_workbook_name_the_cell() -> None:
    data = workbook([["Title", "Minutes"], ["Oaks", "soon"], ["Elms", 30]])
    with pytest.raises(InvalidInputError) as raised:
        several("sheets", HERE, plan_xlsx=data)
    assert str(raised.value).startswith("plan.xlsx:Talks!B2: 'soon' is not a length")


def test_mistakes_in_csv_have_line_and_column() -> None:
    with pytest.raises(InvalidInputError) as raised:
        several("sheets", HERE, talks_csv="title,minutes,audience\nOaks,30,many\n")
    assert str(raised.value).startswith("talks.csv:2:3: expected a whole number")


def test_a_zip_bomb_is_not_unpacked() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for index in range(3):
            archive.writestr(f"xl/{index}.xml", b"\0" * 40_000_000)
    with pytest.raises(InvalidInputError, match="unpacks to more than"):
        several("sheets", HERE, bomb_xlsx=data.getvalue())


def test_days_and_lengths_are_asked_for() -> None:
    with pytest.raises(InvalidInputError, match="--minutes"):
        several("sheets", HERE, talks_csv="title\nOaks\n")
    with pytest.raises(InvalidInputError, match="--days"):
        several("sheets", HERE, talks_csv="title,minutes\nOaks,30\n")


@pytest.mark.parametrize(
    ("name", "format", "zone"),
    [
        ("sessionize-gridsmart-sample.json", "sessionize", "America/Chicago"),
        ("pretalx/pretalx-2026.2.1-widget.json", "pretalx", ""),
        ("pretalx-api-pyconfr-2025.json", "pretalx", "Europe/Paris"),
        ("pretalx/pretalx-2026.2.1-schedule.json", "schedule.json", ""),
        ("voc/frab-camp2019.json", "schedule.json", ""),
    ],
)
def test_real_exports_are_without_clashes(name: str, format: str, zone: str) -> None:
    path = FORMATS / name
    if not path.exists():
        pytest.skip("real exports are not here")
    wanted = Wanted(zone=ZoneInfo(zone) if zone else None)
    problem, timetable = whole(import_problem(format, [read_source(path)], wanted))
    assert timetable.placements
    score = check(problem, timetable, active(problem))
    clashes = {c.name: c.amount for c in score.constraints if c.name.endswith("-clash")}
    assert clashes == {"room-clash": 0, "speaker-clash": 0}
