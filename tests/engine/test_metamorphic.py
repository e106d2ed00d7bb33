"""Problems that are the same in other words have the same best timetable."""

from collections import Counter
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from chance import built
from engine.transformations import TRANSFORMATIONS
from fuzz.problems import file_of, timetables_in
from fuzz.truth import every_timetable
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.solve import Solution, solve

Data = dict[str, Any]
SEEDS = range(700, 705)
LATER = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(705, 710)]
MANY = (*range(705, 710), *range(1000, 1300))


def solved(data: Data) -> tuple[Problem, Solution]:
    problem = built(data)
    solution = solve(problem, active(problem), Options(seconds=None, workers=1))
    return problem, solution


def rank(problem: Problem, timetable: Timetable) -> tuple[int, ...]:
    score = check(problem, timetable, active(problem))
    assert score.feasible
    return tuple(score.priorities.values())


def the_best(problem: Problem) -> list[Timetable]:
    """Every best timetable of a problem that has few timetables; none of others."""
    if timetables_in(problem) is None:
        return []
    constraints = active(problem)
    scored = [(check(problem, t, constraints), t) for t in every_timetable(problem)]
    ranks = [(tuple(s.priorities.values()), t) for s, t in scored if s.feasible]
    least = min((rank for rank, _ in ranks), default=())
    return [timetable for rank, timetable in ranks if rank == least]


def holds(name: str, seed: int) -> str:
    """Hold a changed problem to the one it was made from; tell how far they agree."""
    ready, change = TRANSFORMATIONS[name]
    data = ready(file_of(seed))
    changed = change(deepcopy(data), Random(seed))
    problem, before = solved(data)
    other, after = solved(changed.data)
    assert after.status == before.status
    if before.timetable is None or after.timetable is None:
        return "infeasible"
    assert before.status is Status.OPTIMAL
    least = rank(problem, before.timetable)
    assert rank(other, after.timetable) == tuple(changed.factor * n for n in least)
    back = changed.back(after.timetable)
    assert rank(problem, back) == least
    bare = Timetable(before.timetable.placements)
    best = the_best(problem)
    if changed.same or len(best) == 1:
        assert back == bare
        return "the same timetable"
    return "the same penalties"


@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_the_same_in_other_words(name: str) -> None:
    told = Counter(holds(name, seed) for seed in SEEDS)
    # It would say little if no problem had a timetable.
    assert told["the same timetable"] > 0
    assert told["the same timetable"] + told["the same penalties"] > len(SEEDS) / 3


@pytest.mark.slow
@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_many_problems_in_other_words(name: str) -> None:
    for seed in MANY:
        holds(name, seed)


@pytest.mark.parametrize("seed", [*SEEDS, *LATER])
def test_fewer_demands_never_cost_more(seed: int) -> None:
    """Without one of its hard constraints a problem has every timetable it had."""
    data = file_of(seed)
    problem, before = solved(data)
    hard = [c.key for c in active(problem) if c.is_hard and c.key != "permitted-start"]
    data["constraints"][Random(seed).choice(hard)] = {"level": "off"}
    _, after = solved(data)
    if before.status is Status.OPTIMAL:
        assert after.status is Status.OPTIMAL
        assert before.score is not None
        assert after.score is not None
        one, other = before.score.priorities, after.score.priorities
        assert tuple(other.values()) <= tuple(one.values())


@pytest.mark.parametrize("seed", [*SEEDS, *LATER])
def test_pinned_where_it_is_best_nothing_changes(seed: int) -> None:
    data = file_of(seed)
    data["constraints"]["pinned"] = {"level": "hard"}
    problem, before = solved(data)
    if before.timetable is None:
        return
    for place in before.timetable:
        day, start = problem.at(place.start).split()
        pin = {"day": day, "start": start, "room": place.room}
        data["talks"][place.talk]["pin"] = pin
    pinned, after = solved(data)
    assert after.timetable is not None
    assert before.timetable.placements == {
        talk: after.timetable.placements[talk] for talk in before.timetable.placements
    }
    assert rank(pinned, after.timetable) == rank(problem, before.timetable)
