"""The optimum of a small instance is the least that their evaluator charges."""

from collections.abc import Iterator
from itertools import product

import pytest

from cosplib.books import random_book
from cosplib.evaluator import Solution, Workbook, evaluate
from cosplib.samples import problem_from
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.formats.importing.source import Source
from timetabler.workflows.solve import solve

MOST = 4_000
SLOW = pytest.mark.slow
Start = tuple[str, str, int]


def starts(book: Workbook, talk: str) -> list[Start]:
    return [
        (session, room, slot)
        for session, facts in book.sessions.items()
        for room in book.rooms
        for slot in range(facts[1] - book.slots(talk) + 1)
    ]


def ways(book: Workbook) -> int:
    number = 1
    for talk in book.talks:
        number *= len(starts(book, talk))
    return number


def solutions(book: Workbook) -> Iterator[Solution]:
    """Every valid solution there is."""
    for chosen in product(*(starts(book, talk) for talk in book.talks)):
        solution: Solution = {}
        tracks: dict[tuple[str, str], str] = {}
        places = dict(zip(book.talks, chosen, strict=True))
        if all(_put(book, solution, tracks, t, at) for t, at in places.items()):
            yield solution


def _put(
    book: Workbook,
    solution: Solution,
    tracks: dict[tuple[str, str], str],
    talk: str,
    start: Start,
) -> bool:
    session, room, slot = start
    empty: list[str | None] = [None] * int(book.sessions[session][1])
    row = solution.setdefault((session, room), empty)
    own = tracks.setdefault((session, room), book.track(talk)) == book.track(talk)
    here = range(slot, slot + book.slots(talk))
    free = own and all(row[at] is None for at in here)
    for at in here:
        row[at] = talk
    return free


SMALL = (1, 2, 3, 4, 7, 10, 14, 15, 18, 19, 22, 26, 30, 31, 32, 33, 37, 39, 42, 46)
MORE = (48, 49, 51, 52, 54, 55, 56, 57, 58, 59, 66, 67, 69)
"""The seeds of workbooks with few solutions; to look for them takes long."""


@pytest.mark.parametrize(
    "seed", [*SMALL[:10], *(pytest.param(s, marks=SLOW) for s in SMALL[10:] + MORE)]
)
def test_nothing_is_better_by_their_evaluator(seed: int) -> None:
    data = random_book(seed)
    book, problem = Workbook(data), problem_from(Source("small.xlsx", data))
    assert ways(book) <= MOST
    least = min(sum(evaluate(book, s).values()) for s in solutions(book))
    solution = solve(problem, active(problem), Options(workers=1, seconds=60))
    assert solution.status is Status.OPTIMAL
    assert solution.score is not None
    assert solution.score.objective == least
