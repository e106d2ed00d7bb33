"""Timetable files: read as they were written, written the same every time."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timetabler.problem import InvalidInputError, Problem
from timetabler.problem.reading import read_problem
from timetabler.timetable import Identity, Placement, Timetable
from timetabler.timetable.file import read_timetable, write_timetable

TALKS = [
    "a",
    "no",
    "1e5",
    "007",
    "true",
    "null",
    "é:😀",
    "-",
    "[x]",
    "a#b",
    "#",
    "y",
    "=",
    "'",
]
ROOMS = ["H.1301", "1301", "1.10", "off", "{", "&x", "*", "ü", "a\\b", '"']


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def problem_of(zone: str, dates: tuple[str, str]) -> Problem:
    talks = "".join(f"  {quoted(t)}: {{title: T, minutes: 10}}\n" for t in TALKS)
    rooms = "".join(f"  {quoted(room)}: {{}}\n" for room in ROOMS)
    return read_problem(
        f"""\
conference:
  title: "Title: no \\u2028 \\x85 \\x7f # 'end'"
  timezone: {zone}
  days:
    "on": {{date: {dates[0]}, hours: "20:00-28:00"}}
    2: {{date: {dates[1]}, hours: "4:00-30:00"}}
rooms:
{rooms}talks:
{talks}""",
        "p",
    )


PROBLEMS = [
    problem_of("Europe/Brussels", ("2026-03-28", "2026-03-29")),
    problem_of("Europe/Brussels", ("2026-10-24", "2026-10-25")),
    problem_of("America/New_York", ("2026-10-31", "2026-11-01")),
    problem_of("Australia/Lord_Howe", ("2026-04-04", "2026-07-01")),
    problem_of("Africa/Cairo", ("2026-04-23", "2026-04-24")),
]

identities = st.builds(
    Identity,
    guid=st.uuids(version=5).map(str) | st.from_regex(r"[!-~]{1,9}", fullmatch=True),
    number=st.integers(1, 0x7FFFFFFF),
    sequence=st.integers(0, 9),
    cancelled=st.booleans(),
)


@st.composite
def timetables(draw: st.DrawFn, problem: Problem) -> Timetable:
    placements = []
    for talk in draw(st.sets(st.sampled_from(TALKS))):
        hours = draw(st.sampled_from([day.hours for day in problem.days.values()]))
        start = draw(st.integers(hours.start, hours.end - 1))
        placements.append(Placement(start, draw(st.sampled_from(ROOMS)), talk))
    drawn = draw(
        st.lists(
            identities, max_size=5, unique_by=(lambda i: i.guid, lambda i: i.number)
        )
    )
    owners = draw(st.permutations([*TALKS, "gone"]))
    known = dict(zip(owners, drawn, strict=False))
    return replace(Timetable.of(placements), identities=known)


@given(st.data(), st.sampled_from(PROBLEMS))
def test_what_is_written_is_read_again(data: st.DataObject, problem: Problem) -> None:
    timetable = data.draw(timetables(problem))
    text = write_timetable(problem, timetable)
    again = read_timetable(text, "t", problem)
    assert again == timetable
    assert write_timetable(problem, again) == text
    assert text.isprintable() or set(text) - {"\n"} == {
        c for c in text if c.isprintable()
    }


@given(st.data(), st.sampled_from(PROBLEMS))
def test_the_same_timetable_is_the_same_bytes(
    data: st.DataObject, problem: Problem
) -> None:
    timetable = data.draw(timetables(problem))
    shuffled = Timetable(
        dict(sorted(timetable.placements.items(), reverse=True)),
        dict(sorted(timetable.identities.items(), reverse=True)),
    )
    assert write_timetable(problem, shuffled) == write_timetable(problem, timetable)


@given(st.data(), st.sampled_from(PROBLEMS))
def test_other_readers_of_yaml_see_text_where_text_is_meant(
    data: st.DataObject, problem: Problem
) -> None:
    timetable = data.draw(timetables(problem))
    read = yaml.safe_load(write_timetable(problem, timetable))
    assert set(read["talks"]) == set(timetable.placements)
    for talk, entry in read["talks"].items():
        assert entry["room"] == timetable[talk].room
        assert entry["day"] in problem.days
        assert isinstance(entry["start"], str)
    for talk, entry in read.get("identities", {}).items():
        assert entry["guid"] == timetable.identities[talk].guid


def test_one_line_a_talk_sorted_by_talk() -> None:
    problem = PROBLEMS[1]
    timetable = Timetable(
        {
            "no": Placement(
                problem.clock.read(problem.days["2"].date, "9:05"), "1301", "no"
            ),
            "a": Placement(26 * 60 + 30 + 60, "H.1301", "a"),
        },
        {"a": Identity("abc", 7, 2, True), "y": Identity("0-1", 8)},
    )
    assert write_timetable(problem, timetable).splitlines()[2:] == [
        "talks:",
        '  a: {day: "on", start: "26:30+01:00", room: H.1301}',
        '  "no": {day: "2", start: "09:05", room: "1301"}',
        "identities:",
        "  a: {guid: abc, number: 7, sequence: 2, cancelled: true}",
        '  "y": {guid: "0-1", number: 8}',
    ]
    assert write_timetable(problem, Timetable({})).endswith("talks: {}\n")


def told(text: str) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        read_timetable(text, "t", PROBLEMS[0])
    return [f"{m.line}:{m.column}: {m.message}" for m in caught.value.mistakes]


def test_every_reference_is_checked_and_told_at_once() -> None:
    assert told(
        """\
talks:
  a: {day: of, start: 21:00, room: H.1301}
  b: {day: on, start: 21:00, room: H1301}
  y: {day: on, start: 26:30, room: ü}
  "no": {day: 2, start: 570, room: 1301}
identities:
  a: {guid: x, number: 5}
  gone: {guid: x, number: 5}
"""
    ) == [
        "2:12: unknown day 'of'; known: on, 2",
        f"3:3: unknown talk 'b'; known: {', '.join(TALKS[:12])}, ...",
        "3:36: unknown room 'H1301'; did you mean 'H.1301'?",
        "4:23: 02:30 does not exist on 2026-03-29 in Europe/Brussels:"
        " the clocks go forward then",
        "5:25: '570' is not a time of day; did you mean 9:30,"
        " which some YAML readers take for 570?",
        "8:16: a has the same guid; every talk needs its own",
        "8:27: a has the same number; every talk needs its own",
    ]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["1:1: the file is empty"]),
        ("talks: []", ["1:8: expected a map of keys, got a list"]),
        ("talk: {}", ["1:1: unknown key 'talk'; did you mean 'talks'?"]),
        (
            "format: 2\ntalks: {}",
            [
                "1:9: this file has format 2, made for a newer timetabler;"
                " this one reads format 1"
            ],
        ),
        (
            "talks: {a: {day: on}}",
            ["1:9: 'room' is missing here", "1:9: 'start' is missing here"],
        ),
        (
            "talks: {}\nidentities: {a: {guid: x, number: 9999999999}}",
            ["2:35: expected at most 2147483647, got 9999999999"],
        ),
    ],
)
def test_the_shape_of_the_file(text: str, messages: list[str]) -> None:
    assert told(text) == messages
