"""Our score of any timetable is the library's, to the unit and term by term."""

from pathlib import Path
from random import Random

import pytest

from cosplib.books import random_book, random_solution
from cosplib.evaluator import Solution, Workbook, evaluate
from timetabler.constraints.settings import active
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source, read_source
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.import_ import import_problem

DATA = Path(__file__).parents[2] / "../shared/data/cosplib"


def problem_from(source: Source) -> Problem:
    imported = import_problem("cosplib", [source], Wanted())
    assert imported.problem is not None, imported.mistakes
    return imported.problem


def as_timetable(problem: Problem, solution: Solution) -> Timetable:
    """The same solution on our clock; things are known by their titles."""
    rooms = {room.title: room.id for room in problem.rooms.values()}
    talks = {talk.title: talk.id for talk in problem.talks.values()}
    windows = {s.title: s.window for s in problem.sessions.values()}
    slots = problem.slots or ()
    placements = []
    for (session, room), row in solution.items():
        starts = [
            s for s in slots if windows[session].start <= s < windows[session].end
        ]
        assert len(starts) == len(row)
        for talk in dict.fromkeys(filter(None, row)):
            start = starts[row.index(talk)]
            placements.append(Placement(start, rooms[room], talks[talk]))
    return Timetable.of(placements)


def agrees(book: Workbook, problem: Problem, solution: Solution) -> None:
    theirs = evaluate(book, solution)
    timetable = as_timetable(problem, solution)
    score = check(problem, timetable, active(problem))
    ours = {c.name: c.penalty for c in score.constraints if c.penalty}
    assert score.feasible
    assert ours == {term: amount for term, amount in theirs.items() if amount}
    assert score.objective == sum(theirs.values())


@pytest.mark.parametrize("seed", range(60))
def test_scores_agree_on_random_workbooks(seed: int) -> None:
    data = random_book(seed)
    book, problem = Workbook(data), problem_from(Source("random.xlsx", data))
    for number in range(6):
        agrees(book, problem, random_solution(book, Random(number)))


@pytest.mark.skipif(not DATA.is_dir(), reason="the instances are not there")
@pytest.mark.parametrize("path", sorted(DATA.glob("*.xlsx")), ids=lambda p: p.stem)
def test_scores_agree_on_the_instances(path: Path) -> None:
    book, problem = Workbook(path.read_bytes()), problem_from(read_source(path))
    agrees(book, problem, random_solution(book, Random(path.stem)))
