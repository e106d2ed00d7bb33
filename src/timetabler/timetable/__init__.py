"""The answer: placements, the score, and the file that holds them."""

from timetabler.timetable.score import About, ConstraintScore, Finding, Score
from timetabler.timetable.timetable import Identity, Placement, Timetable

__all__ = [
    "About",
    "ConstraintScore",
    "Finding",
    "Identity",
    "Placement",
    "Score",
    "Timetable",
]
