"""The search against every possible timetable of tiny problems."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from hypothesis import strategies as st

from strategies import problems
from timetabler.constraints.base import Constraint
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.engine.outcome import Options, Status
from timetabler.engine.search import search
from timetabler.problem.problem import Problem
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from tries import tries

STARTS = (600, 620, 640, 2040)


@st.composite
def tiny_problems(draw: st.DrawFn) -> Problem:
    """Two rooms, four starts, up to three talks."""
    problem = draw(problems(max_talks=3))
    talks = {id: replace(talk, slots=None) for id, talk in problem.talks.items()}
    rooms = dict(islice(problem.rooms.items(), 2))
    return replace(problem, slots=STARTS, talks=talks, rooms=rooms)


@st.composite
def levels(draw: st.DrawFn) -> list[Constraint]:
    """Every constraint, most at the level it has by default, some at another."""
    found = []
    for kind in CONSTRAINTS:
        level = draw(st.sampled_from((None, None, None, "hard", "off", 1, 2, 3)))
        weight = draw(st.sampled_from((1, 1, 3)))
        given_level = {} if level is None else {"level": level}
        found.append(kind.model_validate({"weight": weight, **given_level}))
    return [constraint for constraint in found if constraint.level != "off"]


def every_timetable(problem: Problem) -> Iterator[Timetable]:
    places: list[list[Placement | None]] = []
    for talk in problem.talks.values():
        starts = product(problem.starts_of(talk), problem.rooms)
        placed = [Placement(start, room, talk.id) for start, room in starts]
        places.append([None, *placed])
    for chosen in product(*places):
        yield Timetable.of(placement for placement in chosen if placement)


def rank(score: Score) -> tuple[int, ...]:
    return tuple(score.priorities.values())


@tries(7, 25, problem=tiny_problems(), constraints=levels())
def test_search_finds_the_best_of_all_timetables(
    problem: Problem, constraints: list[Constraint]
) -> None:
    scores = (check(problem, t, constraints) for t in every_timetable(problem))
    ranks = [rank(score) for score in scores if score.feasible]
    outcome = search(problem, constraints, Options(seconds=None, workers=1))
    if not ranks:
        assert outcome.status == Status.INFEASIBLE
        assert outcome.timetable is None
        return
    assert outcome.status == Status.OPTIMAL
    assert outcome.timetable is not None
    found = check(problem, outcome.timetable, constraints)
    assert found.feasible
    assert rank(found) == min(ranks)
    assert tuple(r.penalty for r in outcome.priorities) == min(ranks)
    assert all(result.optimal for result in outcome.priorities)


@tries(5, 15, problem=tiny_problems(), constraints=levels(), data=st.data())
def test_a_timetable_to_start_from_changes_nothing_that_is_proven(
    problem: Problem, constraints: list[Constraint], data: st.DataObject
) -> None:
    plain = search(problem, constraints, Options(seconds=None, workers=1))
    some = list(islice(every_timetable(problem), 500))
    start = data.draw(st.sampled_from(some))
    begun = search(problem, constraints, Options(seconds=None, workers=1, start=start))
    assert begun.status == plain.status
    assert begun.priorities == plain.priorities
