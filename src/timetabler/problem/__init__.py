"""The problem file: what people write, what is wrong with it, what it means."""

from timetabler.problem.mistakes import InvalidInputError, Located, Mistake, unknown
from timetabler.problem.problem import (
    Break,
    Day,
    Problem,
    Room,
    Session,
    Speaker,
    Talk,
    Theme,
    Track,
    Window,
)

__all__ = [
    "Break",
    "Day",
    "InvalidInputError",
    "Located",
    "Mistake",
    "Problem",
    "Room",
    "Session",
    "Speaker",
    "Talk",
    "Theme",
    "Track",
    "Window",
    "unknown",
]
