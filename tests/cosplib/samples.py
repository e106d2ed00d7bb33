"""Instances as problems, and solutions as timetables of them."""

from cosplib.evaluator import Solution
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.import_ import import_problem


def problem_from(source: Source) -> Problem:
    imported = import_problem("cosplib", [source], Wanted())
    assert imported.problem is not None, imported.mistakes
    return imported.problem


def as_timetable(problem: Problem, solution: Solution) -> Timetable:
    """The same solution on our clock; things are known by their titles."""
    rooms = {room.title: room.id for room in problem.rooms.values()}
    talks = {talk.title: talk.id for talk in problem.talks.values()}
    windows = {s.title: s.window for s in problem.sessions.values()}
    placements = []
    for (session, room), row in solution.items():
        window = windows[session]
        starts = [s for s in problem.slots or () if window.start <= s < window.end]
        assert len(starts) == len(row)
        for talk in dict.fromkeys(filter(None, row)):
            start = starts[row.index(talk)]
            placements.append(Placement(start, rooms[room], talks[talk]))
    return Timetable.of(placements)
