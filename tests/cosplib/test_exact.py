"""Our score of any timetable is the library's, to the unit and term by term."""

from pathlib import Path
from random import Random

import pytest

from cosplib.books import random_book, random_solution
from cosplib.evaluator import Solution, Workbook, evaluate
from cosplib.samples import as_timetable, problem_from
from timetabler.constraints.settings import active
from timetabler.formats.importing.source import Source, read_source
from timetabler.problem.problem import Problem
from timetabler.workflows.check import check

DATA = Path(__file__).parents[2] / "../shared/data/cosplib"
SEEDS = range(40)


def agrees(book: Workbook, problem: Problem, solution: Solution) -> None:
    theirs = evaluate(book, solution)
    timetable = as_timetable(problem, solution)
    score = check(problem, timetable, active(problem))
    ours = {c.name: c.penalty for c in score.constraints if c.penalty}
    assert score.feasible
    assert ours == {term: amount for term, amount in theirs.items() if amount}
    assert score.objective == sum(theirs.values())


@pytest.mark.parametrize(
    "seed",
    [*SEEDS[:15], *(pytest.param(s, marks=pytest.mark.slow) for s in SEEDS[15:])],
)
def test_scores_agree_on_random_workbooks(seed: int) -> None:
    data = random_book(seed)
    book, problem = Workbook(data), problem_from(Source("random.xlsx", data))
    for number in range(5):
        agrees(book, problem, random_solution(book, Random(number)))


def test_every_term_is_charged_for_somewhere() -> None:
    charged: set[str] = set()
    terms: set[str] = set()
    for seed in SEEDS:
        book = Workbook(random_book(seed))
        theirs = evaluate(book, random_solution(book, Random(0)))
        terms.update(theirs)
        charged.update(term for term, amount in theirs.items() if amount)
    assert charged == terms
    assert len(terms) == 16


@pytest.mark.skipif(not DATA.is_dir(), reason="the instances are not there")
@pytest.mark.parametrize("path", sorted(DATA.glob("*.xlsx")), ids=lambda p: p.stem)
def test_scores_agree_on_the_instances(path: Path) -> None:
    book, problem = Workbook(path.read_bytes()), problem_from(read_source(path))
    agrees(book, problem, random_solution(book, Random(path.stem)))
