"""Names of all kinds come back from XML, JSON and CSV, with identities and ids."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importing.samples import whole
from timetabler.formats.csv_sheet import write_csv
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.words import clean
from timetabler.formats.programme import Programme
from timetabler.formats.schedule_json import write_json
from timetabler.formats.schedule_xml import write_xml
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem
from timetabler.timetable.identity import with_identities
from timetabler.timetable.timetable import Identity, Placement, Timetable
from timetabler.workflows.import_ import import_problem

ODD = (
    *("& < ]]>", "<b>'\"</b>", "=1+1", "'quoted", "-5", "a; b", "Smith, Jo"),
    *("\U0001f469\u200d\U0001f680", "\u05e9\u05dc\u05d5\u05dd \u202eabc", "\u0645"),
    *("a\x0bb", "a\x1cb\x85c", "a\u2028b", "\ufeffx", "two\nlines", "e\u0301"),
)
ANY = st.text(st.characters(codec="utf-8"), max_size=20)
NAMES = (st.sampled_from(ODD) | ANY).map(lambda text: f"n{text}")
PLACES = [
    (room, start) for start in (600, 630, 660, 1500, 2040) for room in ("r1", "r2")
]


@st.composite
def timetables(draw: st.DrawFn) -> tuple[Problem, Timetable]:
    count = draw(st.integers(1, 4))
    people = {f"p.{n}": {"name": draw(NAMES)} for n in range(3)}
    talk = st.fixed_dictionaries(
        {
            "title": NAMES,
            "minutes": st.integers(1, 30),
            "track": st.sampled_from(("t1", "t2")),
            "speakers": st.lists(st.sampled_from([*people]), unique=True),
        }
    )
    data: dict[str, Any] = {
        "conference": {
            "title": "Odd days",
            "timezone": "Europe/Brussels",
            "days": {
                "sat": {"date": "2026-10-24", "hours": "10:00-26:00"},
                "sun": {"date": "2026-10-25", "hours": "10:00-18:00"},
            },
        },
        "rooms": {room: {"title": draw(NAMES)} for room in ("r1", "r2")},
        "tracks": {track: {"title": draw(NAMES)} for track in ("t1", "t2")},
        "speakers": people,
        "talks": {f"{n}-Talk_{n}": draw(talk) for n in range(count)},
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes
    places = draw(st.permutations(PLACES))
    origin = problem.days["sat"].hours.start - 600
    placed = Timetable.of(
        Placement(origin + start, room, id)
        for id, (room, start) in zip(problem.talks, places, strict=False)
    )
    known = with_identities(problem, placed).identities
    changed = {
        id: Identity(i.guid, i.number, draw(st.integers(0, 9)))
        for id, i in known.items()
    }
    return problem, Timetable(placed.placements, changed)


def blanked(text: str) -> str:
    """Separators among the control characters stand for blanks in sheets."""
    return clean(" ".join(text.split()))


def facts(problem: Problem, timetable: Timetable, format: str) -> list[Any]:
    """What every format holds; control characters go, blanks become one."""
    sheets = format == "sheets"
    found = []
    for place in sorted(timetable, key=lambda p: timetable.identities[p.talk].guid):
        talk, identity = problem.talks[place.talk], timetable.identities[place.talk]
        told = Programme(problem, timetable)
        names, title, track = told.names(talk), told.named(talk), told.track(talk)
        room = problem.rooms[place.room].title
        if sheets:
            names = [problem.speakers[speaker].name for speaker in talk.speakers]
            title, track = talk.title, problem.tracks[talk.track or ""].title
        tidied = blanked if sheets else clean
        names = [tidied(name) for name in names]
        title, track, room = tidied(title), tidied(track), tidied(room)
        when = problem.clock.wall(place.start).isoformat()
        known = (identity.guid, identity.number)
        found.append((title, names, room, track, when, talk.minutes, known))
    return found


def ids(problem: Problem, timetable: Timetable) -> set[Any]:
    return {
        (p.talk, p.room, problem.talks[p.talk].track, problem.talks[p.talk].speakers)
        for p in timetable
    }


def back(format: str, name: str, data: bytes) -> tuple[Problem, Timetable]:
    wanted = Wanted(zone=ZoneInfo("Europe/Brussels"))
    return whole(import_problem(format, [Source(name, data)], wanted))


def distinct(problem: Problem) -> bool:
    """Whether rooms are told apart by their names alone."""
    return len({clean(room.title) for room in problem.rooms.values()}) > 1


@pytest.mark.parametrize("format", ["schedule.xml", "schedule.json", "sheets"])
@settings(max_examples=60, deadline=None)
@given(given=timetables())
def test_nothing_is_lost(format: str, given: tuple[Problem, Timetable]) -> None:
    problem, timetable = given
    programme = Programme(problem, timetable)
    if format == "schedule.xml":
        found = back(format, "a.xml", write_xml(programme))
    elif format == "schedule.json":
        found = back(format, "a.json", write_json(programme).encode())
    else:
        found = back(format, "talks.csv", write_csv(programme).encode())
    if distinct(problem):
        assert facts(*found, format) == facts(problem, timetable, format)
    assert len(list(found[1])) == len(list(timetable))
    if format != "schedule.xml":
        assert ids(*found) == ids(problem, timetable)
        assert found[1].identities == timetable.identities
