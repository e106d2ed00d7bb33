"""The first sheet of a workbook: the pause, and weights of three levels."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from timetabler.formats.importing.cells import Cell
from timetabler.formats.importing.optaplanner.book import Weight
from timetabler.formats.importing.workbook_cells import Lines
from timetabler.problem.mistakes import Located, shown

_SCORE = re.compile(r"(-?[0-9]{1,9})hard/(-?[0-9]{1,9})medium/(-?[0-9]{1,9})soft")
_LEVELS = ("hard", "medium", "soft")
_PAUSE = "Minimum consecutive talks pause in minutes"
_LONGEST = 24 * 60
_LARGEST = 1_000_000
HARD = (
    "Room unavailable timeslot",
    "Room conflict",
    "Speaker unavailable timeslot",
    "Speaker conflict",
    "Talk prerequisite talks",
    "Talk mutually-exclusive-talks tags",
    "Consecutive talks pause",
    "Crowd control",
    "Speaker required timeslot tags",
    "Speaker prohibited timeslot tags",
    "Talk required timeslot tags",
    "Talk prohibited timeslot tags",
    "Speaker required room tags",
    "Speaker prohibited room tags",
    "Talk required room tags",
    "Talk prohibited room tags",
)
REWARDS = (
    "Audience type diversity",
    "Audience level diversity",
    "Language diversity",
)
SOFT = (
    "Published timeslot",
    "Published room",
    "Theme track conflict",
    "Theme track room stability",
    "Sector conflict",
    "Audience type theme track conflict",
    "Content audience level flow violation",
    "Content conflict",
    "Same day talks",
    "Popular talks",
    "Speaker preferred timeslot tags",
    "Speaker undesired timeslot tags",
    "Talk preferred timeslot tags",
    "Talk undesired timeslot tags",
    "Speaker preferred room tags",
    "Speaker undesired room tags",
    "Talk preferred room tags",
    "Talk undesired room tags",
    *REWARDS,
)
NAMES = (*HARD, *SOFT)


@dataclass(frozen=True)
class Configuration:
    """The first sheet: title, pause in minutes, weights of the constraints known."""

    title: str
    pause: int
    weights: Mapping[str, Weight]


def configuration(file: str, lines: Lines, wrong: list[Located]) -> Configuration:
    """Read the first sheet; mistakes are added to ``wrong``."""
    title, pause = "", 0
    weights: dict[str, Weight] = {}
    for line, values in lines:
        name, value = (" ".join(text.split()) for text in (*values, "", "")[:2])
        cell = Cell(file, line, 2, "", "Configuration")
        if name == "Conference name":
            title = value
        elif name == _PAUSE:
            pause = _pause(value, cell, wrong)
        elif name in NAMES:
            weight = _weight(name, value, cell, wrong)
            if weight is not None:
                weights[name] = weight
    return Configuration(title, pause, weights)


def _pause(text: str, cell: Cell, wrong: list[Located]) -> int:
    if text.isascii() and text.isdigit() and int(text[:6]) <= _LONGEST:
        return int(text)
    why = f"expected minutes from 0 to {_LONGEST}, got {shown(text)}"
    wrong.append(_at(cell, why))
    return 0


def _weight(name: str, text: str, cell: Cell, wrong: list[Located]) -> Weight | None:
    match = _SCORE.fullmatch(text)
    if match is None:
        why = f"expected a weight as 0hard/0medium/10soft, got {shown(text)}"
        wrong.append(_at(cell, why))
        return None
    numbers = dict(zip(_LEVELS, map(int, match.groups()), strict=True))
    used = [level for level, number in numbers.items() if number]
    if not used:
        return None
    why = _refused(name, used, numbers[used[0]])
    if why:
        wrong.append(_at(cell, why))
        return None
    level = cast("Literal['hard', 'medium', 'soft']", used[0])
    return Weight(level, numbers[level])


def _refused(name: str, used: list[str], number: int) -> str:
    """Say why a weight has no counterpart here; "" if it has one."""
    if len(used) > 1:
        return "a weight at two levels can not be kept; use one"
    if not 0 < number <= _LARGEST:
        return f"expected a weight up to {_LARGEST:,}, got {number}"
    if name in HARD and used != ["hard"]:
        return f"{name} can only be hard here"
    if name in REWARDS and used == ["hard"]:
        return f"{name} is a reward, and can not be hard"
    return ""


def _at(cell: Cell, why: str) -> Cell:
    return Cell(cell.file, cell.line, cell.column, why, cell.sheet)
