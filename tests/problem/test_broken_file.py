"""Mistakes of many kinds in one file are told at once; nothing follows from them."""

import pickle
from pathlib import Path

import pytest

from timetabler.problem import InvalidInputError, Located, Mistake, Problem
from timetabler.problem.reading import read_problem, read_text

HERE = Path(__file__).parent


def test_every_mistake_of_a_broken_file_is_told_at_its_place() -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_problem(read_text(HERE / "broken.yaml"), "broken.yaml")
    golden = (HERE / "broken.txt").read_text(encoding="utf-8")
    assert f"{caught.value}\n" == golden
    assert len(golden.splitlines()) > 20


def test_mistakes_survive_the_way_from_another_process() -> None:
    error = InvalidInputError([Located("f", 2, 1, "b"), Located("f", 1, 1, "a")])
    again = pickle.loads(pickle.dumps(error))
    assert again.mistakes == error.mistakes
    assert str(again) == "f:1:1: a\nf:2:1: b"


def test_a_section_that_is_lost_does_not_make_its_ids_unknown() -> None:
    text = """\
conference: {title: T, timezone: UTC, days: {d: {date: 2026-01-01, hours: 9:00-10:00}}}
rooms: [R]
tracks: {t: {rooms: R, prefer: {rooms: [S]}}}
talks: {a: {title: A, minutes: 5, pin: {room: R, start: 9:00}, after: b}, b: 5}
"""
    with pytest.raises(InvalidInputError) as caught:
        read_problem(text, "f")
    assert str(caught.value).splitlines() == [
        "f:2:8: expected a map of keys, got a list",
        "f:4:78: expected a map of keys, got 5",
    ]


def test_a_misspelt_limit_rules_nothing_out() -> None:
    text = """\
conference:
  title: T
  timezone: UTC
  grid: five
  days:
    d: {date: 2026-01-01, hours: 9:00-10:00}
    e: {date: second, hours: 9:00-12:00}
    f: {date: 2026-01-03, hours: 9:00-12:00}
rooms: {R: {open: d 9:00-9:30}, Hall: {}}
talks:
  a: {title: A, minutes: 60, rooms: [R, Hal], pin: {room: Hall}}
  b: {title: B, minutes: 5, pin: {start: d 9:01}}
  c: {title: C, minutes: 5, slots: [nine], pin: {start: d 9:01}}
  e: {title: E, minutes: 60, windows: [d 9:00-9:30, g 9:00-10:00]}
"""
    with pytest.raises(InvalidInputError) as caught:
        read_problem(text, "f")
    assert str(caught.value).splitlines() == [
        "f:4:9: expected a whole number, got 'five'",
        "f:7:15: 'second' is not a date; write it as 2012-02-04",
        "f:11:41: unknown room 'Hal'; did you mean 'Hall'?",
        "f:13:37: 'nine' is not a time of day; write it as 9:30 or 14:05",
        "f:14:53: 'g 9:00-10:00': unknown day 'g'; known: d, e, f",
    ]


def test_settings_are_asked_for_their_mistakes_too() -> None:
    def further(problem: Problem) -> list[Mistake]:
        return [
            Mistake(("constraints", key), f"no {key}") for key in problem.constraints
        ]

    text = """\
conference: {title: T, timezone: UTC, days: {d: {date: 2026-01-01, hours: 9:00-10:00}}}
rooms: {R: {}}
talks: {a: {title: A, minutes: x}}
constraints:
  magic: 3
"""
    with pytest.raises(InvalidInputError) as caught:
        read_problem(text, "f", [further])
    assert [m.line for m in caught.value.mistakes] == [3, 5]


def test_the_bytes_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("\ufeffa: é\r\n".encode())
    assert read_text(path) == "a: é\r\n"
    path.write_bytes("a: é\nbé: x".encode("latin-1"))
    with pytest.raises(
        InvalidInputError, match=r"x.yaml:1:4: the byte 0xe9 is not UTF-8"
    ):
        read_text(path)
    with pytest.raises(InvalidInputError, match=r"1:1: No such file"):
        read_text(tmp_path / "missing.yaml")
    with pytest.raises(InvalidInputError, match=r"1:1: Is a directory"):
        read_text(tmp_path)
