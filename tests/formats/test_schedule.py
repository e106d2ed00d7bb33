"""schedule.xml and schedule.json: valid, read the same again, and checked as said."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.examples import (
    FORMATS,
    PROBLEMS,
    PUBLISHED,
    json_schema,
    needs_schemas,
    night,
    problem_of,
    published,
    xml_schema,
)
from strategies import problems, timetables
from timetabler.formats.check_json import check_json
from timetabler.formats.check_xml import check_xml
from timetabler.formats.event import ExportError
from timetabler.formats.programme import Programme
from timetabler.formats.schedule_json import write_json
from timetabler.formats.schedule_xml import write_xml
from timetabler.formats.text import clean
from timetabler.timetable.timetable import Placement, Timetable
from tries import tries

ODD = st.text(
    st.one_of(
        st.sampled_from(
            "&<>'\"]=+-@;|*_[\\ \t\n\r\x00\x0b\x1b\x85\u2028\u202e\ufffe🕜שa"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=12,
) | st.sampled_from(["]]>", "<!DOCTYPE x>", "&amp;", "BEGIN:VEVENT\r\nUID:x", "=1+1"])


@st.composite
def odd_programmes(draw: st.DrawFn) -> Programme:
    """Random problems and timetables, everything in them called something odd."""
    problem = draw(problems())
    talks = {
        id: replace(
            talk, title=draw(ODD), kind=draw(ODD), url=draw(ODD), level=draw(ODD)
        )
        for id, talk in problem.talks.items()
    }
    speakers = {
        id: replace(speaker, name=draw(ODD)) for id, speaker in problem.speakers.items()
    }
    rooms = {id: replace(room, title=draw(ODD)) for id, room in problem.rooms.items()}
    tracks = {id: replace(t, title=draw(ODD)) for id, t in problem.tracks.items()}
    odd = replace(
        problem,
        title=draw(ODD),
        url=draw(
            ODD | st.sampled_from(["https://x.org/#a#b", "http://[", "HTTP://É/"])
        ),
        talks=talks,
        speakers=speakers,
        rooms=rooms,
        tracks=tracks,
    )
    return Programme(odd, draw(timetables(odd)))


def tutorial() -> Programme:
    """The tutorial with its talks one after the other, which is all this needs."""
    problem = problem_of(PROBLEMS / "tutorial.yaml")
    room, placements = next(iter(problem.rooms)), []
    minute = next(iter(problem.days.values())).hours.start
    for talk in problem.talks.values():
        placements.append(Placement(minute, room, talk.id))
        minute += talk.minutes
    return Programme(problem, Timetable.of(placements))


def valid_xml(data: bytes) -> bool:
    return xml_schema().is_valid(ET.fromstring(data))


def valid_json(document: object) -> bool:
    return jsonschema.Draft6Validator(json_schema()).is_valid(document)


@pytest.mark.parametrize("name", ["tutorial", *PUBLISHED])
def test_shipped_problems_keep_to_the_rules_of_readers(name: str) -> None:
    programme = tutorial() if name == "tutorial" else published(name)
    xml, told = write_xml(programme), write_json(programme)
    assert check_xml(xml) == []
    assert check_json(told.encode()) == []
    events = ET.fromstring(xml).findall("day/room/event")
    assert len(events) == len(programme.timetable.placements)


@needs_schemas
@pytest.mark.parametrize("name", ["tutorial", *PUBLISHED])
def test_shipped_problems_are_valid(name: str) -> None:
    programme = tutorial() if name == "tutorial" else published(name)
    assert valid_xml(write_xml(programme))
    jsonschema.validate(json.loads(write_json(programme)), json_schema())


@pytest.mark.parametrize("title", [" ", "\u00a0", "\x0b"])
def test_a_conference_without_a_title_to_read_has_one(title: str) -> None:
    programme = tutorial()
    nameless = replace(programme, problem=replace(programme.problem, title=title))
    assert check_xml(write_xml(nameless)) == []
    assert check_json(write_json(nameless).encode()) == []
    assert nameless.title == "Conference"


@tries(10, 40, odd_programmes())
def test_odd_titles_come_back(programme: Programme) -> None:
    xml = write_xml(programme)
    told = json.loads(write_json(programme))
    assert check_xml(xml) == []
    assert check_json(write_json(programme).encode()) == []
    expected = {e.identity.guid: e for e in programme.events}
    found = {e.get("guid", ""): e for e in ET.fromstring(xml).findall("day/room/event")}
    days = told["schedule"]["conference"]["days"]
    listed = [e for day in days for room in day["rooms"].values() for e in room]
    twins = {event["guid"]: event for event in listed}
    assert found.keys() == twins.keys() == expected.keys()
    for guid, event in expected.items():
        told_xml, told_json = found[guid], twins[guid]
        for told_as in (told_xml.findtext, told_json.get):
            assert told_as("title") == programme.named(event.talk)
            assert told_as("room") == programme.rooms[event.room.id]
            assert told_as("date") == event.start.isoformat()
        assert told_json["end"] == event.end.isoformat()
        people = [person.text for person in told_xml.findall("persons/person")]
        assert people == [person["name"] for person in told_json["persons"]]
        assert people == programme.names(event.talk)
        back = told["schedule"]["conference"]["meta"]["timetabler"]["talks"][guid]
        assert back["id"] == event.talk.id


@needs_schemas
@tries(8, 25, odd_programmes())
def test_odd_titles_are_valid(programme: Programme) -> None:
    assert valid_xml(write_xml(programme))
    jsonschema.validate(json.loads(write_json(programme)), json_schema())


@given(ODD)
def test_only_what_xml_forbids_is_dropped(text: str) -> None:
    element = ET.Element("x")
    element.text = clean(text)
    assert (ET.fromstring(ET.tostring(element)).text or "") == clean(text)
    if text.isprintable():
        assert clean(text) == text


@settings(max_examples=10, deadline=None)
@given(st.permutations(list(night().timetable.placements)))
def test_bytes_do_not_depend_on_the_order_of_placements(order: list[str]) -> None:
    shuffled = Timetable(
        {talk: night().timetable[talk] for talk in order}, night().timetable.identities
    )
    other = replace(night(), timetable=shuffled)
    assert write_xml(other) == write_xml(night())
    assert write_json(other) == write_json(night())


def test_a_talk_of_a_whole_day_is_refused() -> None:
    problem = night().problem
    talks = {**problem.talks}
    talks["brunch"] = replace(talks["brunch"], minutes=24 * 60)
    long = replace(night(), problem=replace(problem, talks=talks))
    for write in (write_xml, write_json):
        with pytest.raises(ExportError, match="brunch takes 1440 minutes"):
            write(long)


def test_rooms_of_the_same_name_stay_apart() -> None:
    problem = night().problem
    rooms = {id: replace(room, title="Hall") for id, room in problem.rooms.items()}
    twins = replace(night(), problem=replace(problem, rooms=rooms))
    assert twins.rooms == {"hall": "Hall (hall)", "attic": "Hall (attic)"}
    assert check_json(write_json(twins).encode()) == []


def test_renaming_and_moving_change_no_guid() -> None:
    programme = night()
    problem = programme.problem
    talks = {id: replace(t, title=f"New {id}") for id, t in problem.talks.items()}
    moved = {**programme.timetable.placements}
    moved["brunch"] = replace(moved["brunch"], room="hall")
    other = Programme(
        replace(problem, talks=talks),
        replace(programme.timetable, placements=moved),
    )
    before = [(e.talk.id, e.identity) for e in programme.events]
    assert [(e.talk.id, e.identity) for e in other.events] == before


Mutation = Callable[[ET.Element], None]


def _set(path: str, text: str) -> Mutation:
    def mutate(root: ET.Element) -> None:
        element = root.find(path)
        assert element is not None
        element.text = text

    return mutate


def _attribute(path: str, name: str, value: str | None) -> Mutation:
    def mutate(root: ET.Element) -> None:
        element = root.find(path)
        assert element is not None
        if value is None:
            del element.attrib[name]
        else:
            element.set(name, value)

    return mutate


def _drop(path: str) -> Mutation:
    def mutate(root: ET.Element) -> None:
        parent = root.find(path.rpartition("/")[0] or ".")
        element = root.find(path)
        assert parent is not None
        assert element is not None
        parent.remove(element)

    return mutate


EVENT = "day/room/event"


@pytest.mark.parametrize(
    ("mutate", "said"),
    [
        (_set(f"{EVENT}/duration", "9:30"), "duration '9:30' is not HH:MM"),
        (_set(f"{EVENT}/duration", "24:00"), "not HH:MM below 24:00"),
        (_set(f"{EVENT}/start", "19:00"), "start '19:00' is not that of"),
        (_set(f"{EVENT}/date", "2026-10-31T18:00:00"), "no moment with an offset"),
        (_set(f"{EVENT}/date", "2026-10-31T18:00:00+01:00"), "has not the offset"),
        (_set(f"{EVENT}/room", "Elsewhere"), "says 'Elsewhere'"),
        (_set(f"{EVENT}/persons/person", " "), "person without a name"),
        (_set(f"{EVENT}/title", " "), "has no title"),
        (_set("conference/acronym", "kvm"), "acronym: can not be 'kvm'"),
        (_set("conference/acronym", "demo-2026"), "acronym 'demo-2026'"),
        (_set("conference/days", "3"), "speaks of 3 days"),
        (_set("conference/time_zone_name", "Mars/Base"), "'Mars/Base' is no time zone"),
        (_drop("conference/base_url"), "needs one <base_url>"),
        (_drop(f"{EVENT}/subtitle"), "needs a <subtitle>"),
        (_drop("day[2]/room"), "not the rooms of the first day"),
        (_attribute(EVENT, "id", "x7"), "no positive 31-bit integer"),
        (_attribute(EVENT, "id", "4294967296"), "no positive 31-bit integer"),
        (_attribute(f"{EVENT}/persons/person", "id", None), "is no integer"),
        (_attribute("day", "date", None), "'' is no date"),
        (
            _attribute("day", "end", "2026-11-01T12:00:00-05:00"),
            "before the day before",
        ),
        (_attribute("day", "index", "4"), "the index is '4', not 1"),
        (_attribute("day/room", "guid", None), "needs a name and a guid"),
    ],
)
def test_what_breaks_readers_is_found(mutate: Mutation, said: str) -> None:
    root = ET.fromstring(write_xml(night()))
    mutate(root)
    findings = check_xml(b'<?xml version="1.0"?>' + ET.tostring(root))
    assert any(said in finding for finding in findings), findings


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE schedule []><schedule/>", "DOCTYPE"),
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><schedule/>',
            "DOCTYPE",
        ),
        (write_xml(night()).decode().encode("utf-16"), "is not UTF-8"),
        (b"<schedule", "is no XML"),
        (b"<html/>", "is a <html>"),
        (
            write_xml(night()).replace(
                b"<generator", b"<!--" + b" " * 999 + b"--><generator"
            ),
            "<conference> does not begin in the first 1024 bytes",
        ),
    ],
)
def test_hostile_and_foreign_files_are_told(data: bytes, said: str) -> None:
    assert any(said in finding for finding in check_xml(data))


@st.composite
def broken_xml(draw: st.DrawFn) -> bytes:
    """The night with one element or attribute changed, moved, doubled or gone."""
    root = ET.fromstring(write_xml(night()))
    parents = [e for e in root.iter() if len(e)]
    parent = draw(st.sampled_from(parents))
    index = draw(st.integers(0, len(parent) - 1))
    child = parent[index]
    junk = st.sampled_from(
        ["", "x", "9:30", "-1", "http://", "2026-01-01", "#FFF", "A B"]
    )
    kind = draw(
        st.sampled_from(["drop", "double", "text", "tag", "set", "unset", "last"])
    )
    if kind == "drop":
        parent.remove(child)
    elif kind == "double":
        parent.insert(index, child)
    elif kind == "text":
        child.text = draw(junk)
    elif kind == "tag":
        child.tag = draw(st.sampled_from(["url", "day", "oops", "event", "color"]))
    elif kind == "last":
        parent.remove(child)
        parent.append(child)
    else:
        name = draw(st.sampled_from([*child.keys(), "oops"]))
        child.attrib.pop(name, None)
        if kind == "set":
            child.set(name, draw(junk))
    return b'<?xml version="1.0"?>' + ET.tostring(root)


@needs_schemas
@tries(40, 150, broken_xml())
def test_finds_whatever_the_schema_finds(data: bytes) -> None:
    assert check_xml(data) or valid_xml(data)


def _places(value: Any) -> list[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[tuple[Any, Any]] = []
    for key, inner in pairs:
        found.append((value, key))
        if isinstance(inner, dict | list):
            found += _places(inner)
    return found


@st.composite
def broken_json(draw: st.DrawFn) -> Any:
    """The night with one value changed, one key gone or one too many."""
    document = json.loads(write_json(night()))
    del document["schedule"]["conference"]["meta"]
    holder, key = draw(st.sampled_from(_places(document)))
    kind = draw(st.sampled_from(["drop", "set", "add"]))
    if kind == "drop":
        del holder[key]
    elif kind == "add" and isinstance(holder, dict):
        holder["oops"] = []
    else:
        junk: list[Any] = [
            None,
            "",
            "x",
            0,
            -1,
            True,
            [],
            {},
            "2026-01-01",
            "9:30",
            1.5,
            "A B",
        ]
        holder[key] = draw(st.sampled_from(junk))
    return document


@needs_schemas
@tries(80, 300, broken_json())
def test_finds_whatever_the_json_schema_finds(document: Any) -> None:
    assert check_json(json.dumps(document).encode()) or valid_json(document)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": 1, "a": 2}', "the key 'a' is there 2 times"),
        (b"[" * 100_000, "is no JSON"),
        (b"\xff", "is not UTF-8"),
        (b"[]", "is no object"),
    ],
)
def test_hostile_json_is_told(data: bytes, said: str) -> None:
    assert any(said in finding for finding in check_json(data))


@needs_schemas
def test_real_exports_are_judged_as_their_schemas_judge_them() -> None:
    xml = (FORMATS / "pretalx" / "pretalx-2026.2.1-schedule.xml").read_bytes()
    assert not valid_xml(xml)
    assert {f.rpartition(" can not be")[0] for f in check_xml(xml)} == {
        "schedule, conference, track: slug"
    }
    told = (FORMATS / "pretalx" / "pretalx-2026.2.1-schedule.json").read_bytes()
    assert valid_json(json.loads(told))
    assert check_json(told) == []
