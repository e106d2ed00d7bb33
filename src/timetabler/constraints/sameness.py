"""Questions whether a talk is where another timetable has it."""

from collections.abc import Collection

from timetabler.constraints.questions import (
    All,
    Question,
    Scheduled,
    StartsIn,
    in_room,
    starting,
)
from timetabler.problem.problem import Problem
from timetabler.timetable.distance import Kind
from timetabler.timetable.timetable import Timetable


def same_place(
    problem: Problem, timetable: Timetable, talk: str, kinds: Collection[Kind]
) -> Question:
    """Is the talk where the timetable has it, as far as the chosen kinds go?"""
    if talk not in timetable:
        return ~Scheduled(talk)
    placement = timetable[talk]
    parts: list[Question] = []
    if "start" in kinds:
        parts.append(StartsIn(talk, ((placement.start, placement.start),)))
    elif "day" in kinds:
        day = problem.day_at(placement.start).id
        parts.append(starting(talk, problem.day_window(day)))
    if "room" in kinds:
        parts.append(in_room(talk, placement.room))
    return parts[0] if len(parts) == 1 else All(tuple(parts))
