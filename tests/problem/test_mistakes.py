"""Every kind of mistake singly: one message, in the right place, nothing else."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from timetabler.problem import InvalidInputError
from timetabler.problem.reading import read_problem

VALID = """\
conference:
  title: Small Days
  timezone: Europe/Brussels
  days:
    saturday: {date: 2026-03-28, hours: 9:00-17:00}
    sunday: {date: 2026-03-29, hours: 9:00-12:00}
rooms:
  H: {seats: 100, equipment: projector, building: H}
  K: {open: saturday 10:00-12:00, building: K}
tracks:
  cloud: {days: saturday, rooms: [H, K]}
speakers:
  ann: {}
  bob: {}
talks:
  one: {title: One, minutes: 30}
  two: {title: Two, minutes: 60, track: cloud, speakers: [ann]}
"""

_FILE = Path(__file__).with_name("mistakes.yaml")
CASES: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))

SOFTENED = [
    ("talk-time", "minutes: 30, windows: 9:00-9:10"),
    ("talk-room", "minutes: 30, track: cloud, rooms: H, pin: {room: K}"),
    ("room-open", "minutes: 30, pin: {day: saturday, start: 9:30, room: K}"),
    ("permitted-start", "minutes: 30, pin: {start: 9:32}"),
    ("pinned", "minutes: 30, days: sunday, pin: {day: saturday}"),
    ("equipment", "minutes: 30, equipment: piano"),
]

FINE = [
    ("  days:", "  breaks: {all: {when: saturday 0:00-24:00}}\n  days:"),
    ("speakers:\n  ann: {}\n  bob: {}", "speakers:\n  ann:\n  bob: ~\nthemes:"),
    ("seats: 100", "seats: ~"),
    ("  H: {", "  1301: {building: J}\n  H: {"),
    ("minutes: 30}", "minutes: 30, pin: {start: 10:00, room: K}}"),
    ("minutes: 30}", "minutes: 30, after: two}"),
    ("minutes: 30}", "minutes: 30, windows: [9:00–9:30, saturday 14:00 - 14:50]}"),
    ("open: saturday 10:00-12:00", "open: [saturday 10:00-12:00, 1:00-30:00]"),
    ("hours: 9:00-12:00", "hours: 1:30-4:00"),
    ("hours: 9:00-17:00", "hours: 20:00-26:00"),
    ("minutes: 30}", "minutes: 30, slots: [9:07], pin: {start: 9:07}}"),
]


def told(text: str) -> list[str]:
    try:
        read_problem(text, "f")
    except InvalidInputError as error:
        return [f"{m.line}:{m.column}: {m.message}" for m in error.mistakes]
    return []


def test_without_a_mistake_nothing_is_told() -> None:
    assert told(VALID) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["by"])
def test_a_mistake_is_told_where_it_is(case: dict[str, Any]) -> None:
    assert case["replace"] in VALID
    assert told(VALID.replace(case["replace"], case["by"], 1)) == case["told"]


@pytest.mark.parametrize(("old", "new"), FINE)
def test_what_is_no_mistake(old: str, new: str) -> None:
    assert old in VALID
    assert told(VALID.replace(old, new, 1)) == []


@pytest.mark.parametrize(("constraint", "entry"), SOFTENED)
def test_what_is_not_hard_is_no_contradiction(constraint: str, entry: str) -> None:
    broken = VALID.replace("minutes: 30", entry, 1)
    assert len(told(broken)) == 1
    for level in ("2", "off", "{level: 3, weight: 7}", "[{level: 1}, off]"):
        assert told(f"{broken}constraints: {{{constraint}: {level}}}\n") == []
    for level in ("hard", "{weight: 2}", "[off, hard]"):
        assert len(told(f"{broken}constraints: {{{constraint}: {level}}}\n")) == 1


def test_windows_line_ends_tabs_and_marks_do_not_move_places() -> None:
    wrong = VALID.replace("seats: 100", "seat: 100")
    expected = ["8:7: unknown key 'seat'; did you mean 'seats'?"]
    assert told(wrong.replace("\n", "\r\n")) == expected
    assert told("\ufeff" + wrong) == expected
    assert told(wrong.replace("H: {", "H:\t{")) == expected
    assert told(VALID.replace("  H:", "\tH:"))[0].startswith("8:1: ")


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\ufeff", "~"])
def test_an_empty_file(text: str) -> None:
    assert told(text) == ["1:1: the file is empty"]


@pytest.mark.parametrize("text", ["[]", "5", "word", '""'])
def test_a_file_that_is_no_map(text: str) -> None:
    assert told(text) == ["1:1: the file is not a map of keys"]


def test_many_unknown_names_are_told_in_good_time() -> None:
    talks = "".join(
        f"  t{i}: {{title: T, minutes: 5, speakers: [Nobody {i}]}}\n"
        for i in range(600)
    )
    people = "".join(f"  nobody-{i}: {{}}\n" for i in range(600))
    text = VALID.replace("speakers:\n", f"speakers:\n{people}") + talks
    found = told(text)
    assert len(found) == 600
    assert all("did you mean 'nobody-" in message for message in found)
