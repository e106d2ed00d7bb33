"""Selectors: whom they choose, and what they say of what nobody has."""

from pathlib import Path
from typing import Any

import pytest

from timetabler.constraints.selectors import (
    RoomFilter,
    SpeakerFilter,
    TalkFilter,
    TrackFilter,
    rooms_in,
    speakers_in,
    talks_in,
    tracks_in,
)
from timetabler.constraints.settings import active, anchored, settings_mistakes
from timetabler.problem.mistakes import InvalidInputError
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem

FILE = """
conference:
  title: Small
  timezone: Europe/Brussels
  days: {sat: {date: 2026-05-02, hours: 9:00-18:00}}
rooms:
  hall: {seats: 300, building: A, equipment: [screen]}
  lab: {seats: 20, building: B}
  den: {}
tracks: {cloud: {chairs: ann}, web: {}}
speakers: {ann: {tags: first-time}, bob: {}}
talks:
  a: {title: A, minutes: 20, track: cloud, level: advanced, speakers: ann}
  b: {title: B, minutes: 20, track: cloud, level: beginner, tags: [content:java]}
  c: {title: C, minutes: 50, track: web, level: advanced, speakers: bob}
  d: {title: D, minutes: 50, language: no}
"""


def problem(constraints: str = "") -> Problem:
    text = FILE + (f"constraints:\n{constraints}" if constraints else "")
    return read_problem(text, "small.yaml", [settings_mistakes])


def mistakes(constraints: str) -> list[tuple[str, str]]:
    """What is wrong, each with the text that its place points at."""
    text = f"{FILE}constraints:\n{constraints}"
    with pytest.raises(InvalidInputError) as caught:
        read_problem(text, "small.yaml", [settings_mistakes])
    lines = text.splitlines()
    return [
        (lines[m.line - 1][m.column - 1 :], m.message) for m in caught.value.mistakes
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([{"ids": ["d", "a"]}], "ad"),
        ([{"track": ["cloud"]}], "ab"),
        ([{"track": ["cloud"], "level": ["advanced"]}], "a"),
        ([{"track": ["web"]}, {"ids": ["b"]}], "bc"),
        ([{"level": ["advanced", "beginner"]}], "abc"),
        ([{"speaker": ["bob"]}], "c"),
        ([{"speaker_tag": ["first-time"]}], "a"),
        ([{"tag": ["content:java"]}], "b"),
        ([{"language": ["no"]}], "d"),
        ([{"minutes": ["50"]}], "cd"),
        ([{}], "abcd"),
        ([], ""),
        (None, "abcd"),
    ],
)
def test_talks_are_chosen(wanted: list[dict[str, Any]] | None, found: str) -> None:
    filters = wanted if wanted is None else [TalkFilter(**item) for item in wanted]
    assert "".join(talks_in(problem(), filters)) == found


def test_rooms_tracks_and_speakers_are_chosen() -> None:
    small = problem()
    assert rooms_in(small, [RoomFilter(seats_from=20, seats_to=299)]) == ["lab"]
    assert rooms_in(small, [RoomFilter(equipment=["screen"])]) == ["hall"]
    assert rooms_in(small, [RoomFilter(building=["A", "B"])]) == ["hall", "lab"]
    assert rooms_in(small, None) == ["hall", "lab", "den"]
    assert tracks_in(small, [TrackFilter(chair=["ann"])]) == ["cloud"]
    assert speakers_in(small, [SpeakerFilter(track=["web"])]) == ["bob"]
    assert speakers_in(small, [SpeakerFilter(tag=["first-time"])]) == ["ann"]


@pytest.mark.parametrize(
    "written",
    [
        "a",
        "[a, c]",
        "{level: advanced}",
        "{level: [advanced]}",
        "[{level: advanced, track: cloud}, c]",
    ],
)
def test_shorthands_are_read(written: str) -> None:
    small = problem(f"  not-parallel: {{groups: {{mine: {written}}}, talks: [a, c]}}")
    (constraint,) = (c for c in active(small) if c.key == "not-parallel")
    assert not list(constraint.all_mistakes(small))
    assert talks_in(small, constraint.talks) == ["a", "c"]


@pytest.mark.parametrize(
    ("constraints", "at", "why"),
    [
        ("  seats: {talks: clod}", "clod", "unknown talk 'clod'"),
        ("  seats: {talks: [a, {track: clod}]}", "clod", "did you mean 'cloud'?"),
        ("  seats: {talks: {levl: advanced}}", "levl", "did you mean 'level'?"),
        ("  seats: {talks: {level: advancd}}", "advancd", "did you mean 'advanced'?"),
        ("  seats: {talks: {level: [x, advanced]}}", "x", "unknown level"),
        ("  repeats: {groups: {g: {tag: content:jav}}}", "content:jav", "did you mean"),
        ("  fairness: {rooms: hal}", "hal", "did you mean 'hall'?"),
        ("  track-rooms: {tracks: {chair: anna}}", "anna", "did you mean 'ann'?"),
        ("  not-parallel: {by: conten}", "conten", "did you mean 'content'?"),
        ("  room-idle: {talks: a}", "talks", "is about all talks"),
        ("  same-day: {by: [track, sector]}", "sector", "unknown property"),
        ("  similar-tracks: {pairs: {cloud wob: 2}}", "cloud wob", "'web'"),
        ("  co-interest: {pairs: {a: 2}}", "a", "does not name two talks"),
        ("  local-hours: {zones: {ann: Asia/Tokio}}", "Asia/Tokio", "Asia/Tokyo"),
        ("  speaker-ends: {early: 9.30}", "9.30", "did you mean 9:30?"),
        ("  costs: {rows: [{days: sun, penalty: 1}]}", "sun", "unknown day"),
        ("  costs: {rows: [{days: sat}]}", "days", "'penalty' is missing"),
        ("  wishes: {people: {p: [a, e]}}", "p", "unknown talk 'e'"),
        ("  wishes: {people: {p: {a: 0}}}", "0", "at least 1"),
        ("  wishes: {rooms: {p: [hal]}}", "hal", "unknown room 'hal'"),
        ("  wishes: {people: none.csv}", "none.csv", "can not be read"),
        ("  slack: {per: slot}", "slot", "no `slots`"),
    ],
)
def test_mistakes_are_told_where_they_are(constraints: str, at: str, why: str) -> None:
    ((place, message), *more) = mistakes(constraints)
    assert not more
    assert why in message
    assert place.startswith(at) or (at == "days" and place.startswith("{days"))


def test_instances_have_names_of_their_own() -> None:
    small = problem(
        "  seats:\n"
        "    - {level: hard, talks: {track: cloud}}\n"
        "    - {level: 2, talks: {track: web}}\n"
        "    - {level: 3, name: seats of the rest, talks: d}\n"
    )
    labels = [c.label for c in active(small) if c.key == "seats"]
    assert labels == ["seats", "seats #2", "seats of the rest"]


def test_two_constraints_can_not_have_one_name() -> None:
    found = mistakes("  seats: [{name: mine}, {name: mine, talks: a}]")
    assert [(place[:4], message) for place, message in found] == [
        ("mine", "'mine' is the name of another constraint")
    ]
    assert mistakes("  seats: {name: track-day}")


def test_a_selector_narrows_what_a_constraint_sees() -> None:
    small = problem(
        "  track-parallel: {level: 1, talks: {level: advanced}}\n  not-parallel: 'off'"
    )
    (constraint,) = (c for c in active(small) if c.key == "track-parallel")
    assert not list(constraint.encode(small))  # one talk of a track can not clash
    whole = constraint.model_copy(update={"talks": None})
    assert len(list(whole.encode(small))) == 1


def test_tables_are_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "stars.csv").write_text(
        "\ufeffperson;talk;weight\np1;a;\np1;b;3\np2;a;1\n", encoding="utf-8"
    )
    (tmp_path / "costs.csv").write_text(
        "talk,track,room,session,day,window,penalty,each\n"
        "a,,hall,,,,4,\n,cloud,,,sat,,2,minute\n"
    )
    text = f"{FILE}constraints:\n  wishes: {{level: 1, people: stars.csv}}\n"
    text += "  costs: {level: 1, file: costs.csv}"
    small = read_problem(text, "small.yaml", [lambda p: settings_mistakes(p, tmp_path)])
    found = {c.key: c for c in active(anchored(small, tmp_path))}
    wishes, costs = found["wishes"].model_dump(), found["costs"].model_dump()
    assert wishes["people"] == {"p1": {"a": 1, "b": 3}, "p2": {"a": 1}}
    assert [row["penalty"] for row in costs["file"]] == [4, 2]
    assert len(list(found["costs"].encode(small))) == 3


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("person,tlak\n", "stars.csv needs the column 'talk'"),
        ("person,talk,colour\n", "does not know the column 'colour'"),
        ("person,talk\np1,a,1\n", "stars.csv:2: too many cells"),
        ("person,talk\np1,a\n,b\n", "stars.csv:3: a person and a talk are needed"),
        ("person,talk,weight\np1,a,many\n", "stars.csv:2: 'many' is not a weight"),
        ("person,talk\np1,aa\n", "unknown talk 'aa'"),
    ],
)
def test_mistakes_in_tables_are_told(tmp_path: Path, table: str, why: str) -> None:
    (tmp_path / "stars.csv").write_text(table)
    text = f"{FILE}constraints:\n  wishes: {{level: 1, people: stars.csv}}\n"
    with pytest.raises(InvalidInputError, match=r"small.yaml:\d+:\d+: ") as caught:
        read_problem(text, "small.yaml", [lambda p: settings_mistakes(p, tmp_path)])
    assert why in str(caught.value)
