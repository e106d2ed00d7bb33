"""Bounds of goals made of pairs: no timetable costs less, and they are worth it."""

from itertools import product
from random import Random

import numpy as np
import pytest
from ortools.sat.python import cp_model

from timetabler.constraints.settings import active
from timetabler.constraints.sums import (
    Always,
    InOne,
    InTwo,
    Meet,
    NotOver,
    Pairs,
    Shared,
    StartApart,
    Sums,
    When,
    days_of,
    rooms_that,
)
from timetabler.engine.bounding import aside
from timetabler.engine.bounding import relaxed as building
from timetabler.engine.bounding.cliques import cliques
from timetabler.engine.bounding.relaxed import relaxed
from timetabler.engine.outcome import Options, Progress, Status
from timetabler.moves.space import Space
from timetabler.moves.tables import HARD, Tables, tables_of
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.workflows.solve import Solution, solve

CONFERENCE = """
conference:
  title: Pairs
  timezone: Europe/Brussels
  days:
    monday: {{date: 2026-05-04, hours: 9:00-10:00}}
    tuesday: {{date: 2026-05-05, hours: 9:00-10:00}}
  slots: [{slots}]
rooms: {{hall: {{seats: 90}}, lab: {{seats: 30}}}}
"""
ONE, TWO = '"9:00"', '"9:00", "9:30"'
SEED = 2012


def problem_of(chance: Random, number: int) -> Problem:
    """Talks of one slot or two, in two rooms on two days of one slot or two."""
    talks = [
        f"  t{n}: {{title: T{n}, minutes: {60 if chance.random() < 0.2 else 30}"
        + (", rooms: [hall]" if chance.random() < 0.2 else "")
        + (", optional: 2" if chance.random() < 0.1 else "")
        + "}"
        for n in range(number)
    ]
    slots = ONE if number < 5 and chance.random() < 0.5 else TWO
    off = "constraints: {room-idle: off, track-run: off}"
    text = "\n".join((CONFERENCE.format(slots=slots), "talks:", *talks, off, ""))
    return read_problem(text, "pairs.yaml")


def goals_of(chance: Random, problem: Problem) -> list[Sums]:
    """Sums over random pairs, of every kind."""
    days = days_of(problem)
    kinds: list[When] = [
        Always(),
        Meet(),
        Meet(15),
        Shared(),
        NotOver(),
        StartApart(),
        InOne(days),
        InTwo(days),
    ]
    wheres = [
        None,
        rooms_that(problem, lambda a, b: a.id == b.id),
        rooms_that(problem, lambda a, b: a.id != b.id),
        rooms_that(problem, lambda a, b: (a.seats or 0) > (b.seats or 0)),
        rooms_that(problem, lambda a, b: a.id == "hall" and b.id == "hall"),
    ]
    told: list[Sums] = []
    for _ in range(chance.randint(2, 6)):
        talks = list(problem.talks)
        density, most = chance.uniform(0.3, 1.5), chance.choice((1, 3))
        pairs = tuple(
            (one, other, chance.randint(1, most))
            for one, other in product(talks, talks)
            if one < other and chance.random() < density
        )
        told.append((Pairs(chance.choice(kinds), pairs, chance.choice(wheres)),))
    return told


def tables_with(problem: Problem, goals: list[Sums]) -> Tables:
    """The problem's hard constraints, and goals of one priority."""
    every = active(problem)
    hard = [(c, c.sums(problem) or ()) for c in every if c.is_hard]
    goal = next(c for c in every if not c.is_hard)
    told = [*hard, *((goal, each) for each in goals)]
    return tables_of(Space(problem), told, [int(goal.level)])


def least(tables: Tables) -> int | None:
    """What the best of all timetables costs; None if there is none."""
    space = tables.space
    choices = [
        np.flatnonzero(
            np.append(allowed[:-1], True) & (tables.singles[HARD][talk] == 0)
        ).tolist()
        for talk, allowed in enumerate(space.permitted)
    ]
    best: int | None = None
    for places in product(*choices):
        hard, cost = tables.amounts(np.array(places, dtype=np.int64))
        if hard == 0 and (best is None or cost < best):
            best = cost
    return best


def bound_of(tables: Tables) -> int | None:
    """The optimum of the relaxation; a bound above everything if it has none."""
    relaxation = relaxed(tables, 1)
    if relaxation is None:
        return None
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(relaxation.model)
    if status == cp_model.INFEASIBLE:
        return 10**9
    assert status == cp_model.OPTIMAL
    return round(solver.objective_value) + relaxation.constant


@pytest.mark.parametrize(
    ("part", "numbers"),
    [
        (0, 20),
        (3, 1),
        *(pytest.param(part, 40, marks=pytest.mark.slow) for part in range(3)),
        pytest.param(3, 5, marks=pytest.mark.slow),
    ],
)
def test_no_timetable_costs_less(
    part: int, numbers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All timetables of tiny problems, against the relaxation.

    Whether pairs have a literal each or are counted, its optimum is the same.
    """
    told = tight = 0
    for number in range(numbers):
        chance = Random(f"{SEED}/{part}/{number}")
        problem = problem_of(chance, 4 if part < 3 else 5)
        tables = tables_with(problem, goals_of(chance, problem))
        best, bound = least(tables), bound_of(tables)
        if bound is None:
            continue
        assert best is None or bound <= best, (part, number)
        with monkeypatch.context() as counted:
            counted.setattr(building, "_FEW_TOGETHER", 0)
            assert bound_of(tables) == bound, (part, number)
        told += bound > 0
        tight += bound == best and bound > 0
    assert told >= tight
    assert part == 3 or tight > 0


def test_talks_that_may_overlap_in_a_room_are_not_counted() -> None:
    chance = Random(SEED)
    problem = problem_of(chance, 4)
    goal = next(c for c in active(problem) if not c.is_hard)
    kept = [c for c in active(problem) if c.is_hard and c.label != "room-clash"]
    told = [(c, c.sums(problem) or ()) for c in kept]
    goals = [(goal, each) for each in goals_of(chance, problem)]
    assert relaxed(tables_of(Space(problem), [*told, *goals], [1]), 1) is None


def test_where_nothing_forbids_overlaps_nothing_is_said() -> None:
    problem = problem_of(Random(SEED), 4)
    goal = next(c for c in active(problem) if not c.is_hard)
    kept = [c for c in active(problem) if c.is_hard and c.label == "scheduled"]
    bigger = rooms_that(problem, lambda a, b: (a.seats or 0) > (b.seats or 0))
    pairs: Sums = (Pairs(Always(), (("t0", "t1", 1),), bigger),)
    told = [*((c, c.sums(problem) or ()) for c in kept), (goal, pairs)]
    assert relaxed(tables_of(Space(problem), told, [1]), 1) is None


@pytest.mark.parametrize("number", [2, 3])
def test_one_room_and_hardly_any_talks(number: int) -> None:
    talks = "".join(f"\n  t{n}: {{title: T{n}, minutes: 30}}" for n in range(number))
    one = CONFERENCE.format(slots=TWO).replace(", lab: {seats: 30}", "")
    problem = read_problem(f"{one}talks:{talks}\n", "few.yaml")
    pairs = tuple((a, b, 5) for a in problem.talks for b in problem.talks if a < b)
    goals: list[Sums] = [(Pairs(InTwo(days_of(problem)), pairs),)]
    tables = tables_with(problem, goals)
    assert bound_of(tables) == least(tables) == (0 if number == 2 else 10)


@pytest.mark.parametrize("few", [0, 100])
def test_talks_that_belong_together_but_do_not_fit_are_counted(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six talks that belong in one room on one day; four rooms and days hold two each.

    Two each in three of them are together: 3 of 15 pairs, so that 12 pay.
    """
    monkeypatch.setattr(building, "_FEW_TOGETHER", few)
    talks = "".join(f"\n  t{n}: {{title: T{n}, minutes: 30}}" for n in range(6))
    text = CONFERENCE.format(slots=TWO) + f"talks:{talks}\n"
    problem = read_problem(text, "six.yaml")
    names = list(problem.talks)
    pairs = tuple((a, b, 1) for a in names for b in names if a < b)
    days = days_of(problem)
    elsewhere = rooms_that(problem, lambda a, b: a.id != b.id)
    goals: list[Sums] = [
        (Pairs(InTwo(days), pairs), Pairs(InOne(days), pairs, elsewhere))
    ]
    assert bound_of(tables_with(problem, goals)) == 12


@pytest.mark.parametrize("seed", range(20))
def test_cliques_add_up_to_the_weights(seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights = np.triu(rng.integers(0, 4, (9, 9)), 1).astype(np.float64)
    weights += weights.T
    left = weights.copy()
    for weight, talks in cliques(weights):
        assert weight > 0
        assert len(set(talks)) == len(talks) >= 2
        left[np.ix_(talks, talks)] -= weight
    np.fill_diagonal(left, 0)
    assert not left.any()


SLOTS = """
conference:
  title: Slots
  timezone: Europe/Brussels
  days:
    monday: {date: 2026-05-04, hours: 9:00-11:00}
    tuesday: {date: 2026-05-05, hours: 9:00-11:00}
  slots: ["9:00", "9:30", "10:00", "10:30"]
rooms: {hall: {seats: 90}, lab: {seats: 30}}
"""


def full(**options: object) -> Solution:
    """Solve a full conference whose talks of one level belong together."""
    talks = [
        f"  t{n}: {{title: T{n}, minutes: 30, level: l{n % 5}, audience: {9 * n}}}"
        for n in range(16)
    ]
    constraints = (
        "constraints: {track-run: off, theme-run: off, track-room: off, room-idle: off,"
        " preferred: off, unwanted: off, track-day: off, track-parallel: off,"
        " seats: off,"
        " same-day: {level: 1, weight: 3, by: level, count: pairs},"
        " popular-rooms: {level: 1, weight: 1}}"
    )
    problem = read_problem("\n".join((SLOTS, "talks:", *talks, constraints, "")), "x")
    given = Options(**{"seconds": 20, **options})  # type: ignore[arg-type]
    return solve(problem, active(problem), given)


@pytest.mark.parametrize("small", [0, 3_000])
def test_it_is_proven_beside_the_search(
    small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moves find the best timetable; that it is one is proven without the solver.

    Both from below and, where the relaxation is small, to the end.
    """
    monkeypatch.setattr(aside, "_SMALL", small)
    found = full()
    assert found.status is Status.OPTIMAL
    assert found.score is not None
    assert found.score.priorities == {1: 6}
    assert found.outcome.variables == 0


def test_deterministic_runs_prove_the_same_again() -> None:
    one, other = (full(seconds=3, deterministic=True) for _ in range(2))
    assert one.outcome.priorities == other.outcome.priorities
    assert one.outcome.priorities[0].bound > 0


def test_what_is_proven_aside_is_told() -> None:
    """Also when no better timetable is found any more."""
    heard: list[Progress] = []
    assert full(report=heard.append).status is Status.OPTIMAL
    bounds = [p.bound for p in heard if p.priority == 1 and p.bound is not None]
    assert bounds == sorted(bounds)
    assert max(bounds) == 6
    assert {p.best for p in heard if p.bound == 6} >= {6}
