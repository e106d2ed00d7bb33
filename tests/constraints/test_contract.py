"""The contract every constraint keeps: solver, reader and words tell the same story."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from chance import Chance, problem_of, timetable_of
from constraints.own_settings import OWN, none
from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand
from timetabler.constraints.differ_from import DifferFrom
from timetabler.constraints.elsewhere import Elsewhere
from timetabler.constraints.published import PUBLISHED
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.engine.hard import Hard
from timetabler.engine.literals import contrary
from timetabler.engine.plan import Plan
from timetabler.engine.possible import Possible
from timetabler.engine.soft import Soft
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

EVERY: tuple[type[Constraint], ...] = (*CONSTRAINTS, DifferFrom, Elsewhere, *PUBLISHED)
SEEDS = 80
FEW = 30
MANY_STARTS, ANY_STARTS = 0, 1000


def settings_of(kind: type[Constraint], seed: int) -> dict[str, Any]:
    """Random settings of a constraint's own; sometimes for some talks only."""
    chance = Chance(f"{kind.key} {seed}", seed)
    own = OWN.get(kind.key, none)(chance, problem_of(seed))
    if kind in CONSTRAINTS and kind.selective and chance.of(0.2):
        ids = chance.some(list(problem_of(seed).talks), 3)
        own["talks"] = chance.one(({"track": "red"}, ids))
    return own


def fixed(plan: Plan, timetable: Timetable) -> None:
    """Fix every decision to a timetable; impossible if it is not possible at all."""
    model = plan.model
    for talk, variables in plan.talks.items():
        if talk not in timetable:
            model.add_bool_and([contrary(variables.scheduled)])
            continue
        placement = timetable[talk]
        model.add_bool_and([variables.scheduled])
        model.add_bool_and([variables.rooms.get(placement.room, False)])
        model.add(variables.start == placement.start)


def solved(model: cp_model.CpModel) -> tuple[int, cp_model.CpSolver]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return int(solver.solve(model)), solver


def feasible(
    problem: Problem, timetable: Timetable, demands: list[Demand], few: int
) -> bool:
    """Whether the solver lets the timetable pass under hard demands."""
    possible = Possible(problem)
    rest = possible.narrow(demands)
    model = cp_model.CpModel()
    plan = Plan(problem, model, possible, few)
    if possible.nothing:
        model.add_bool_or([])
    Hard(plan).post(rest)
    fixed(plan, timetable)
    status, _ = solved(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return status == cp_model.OPTIMAL


def charged(
    problem: Problem, timetable: Timetable, demands: list[Demand], few: int
) -> int:
    """What the solver charges for a timetable under soft demands."""
    model = cp_model.CpModel()
    plan = Plan(problem, model, Possible(problem), few)
    soft = Soft(plan)
    soft.post(demands)
    fixed(plan, timetable)
    terms = [amount for _, amount in soft.cost]
    model.minimize(cp_model.LinearExpr.weighted_sum(terms, [c for c, _ in soft.cost]))
    status, solver = solved(model)
    assert status == cp_model.OPTIMAL
    return round(solver.objective_value) + soft.constant


def keeps_the_contract(kind: type[Constraint], few: int, seed: int) -> None:
    """Hold what a constraint tells the solver, the reader and people together."""
    problem, timetable = problem_of(seed), timetable_of(seed)
    constraint = kind.model_validate(settings_of(kind, seed))
    assert not list(constraint.all_mistakes(problem))
    demands = list(constraint.encode(problem))
    findings = list(constraint.check(problem, timetable))
    amount = sum(finding.amount for finding in findings)

    assert all(finding.amount > 0 and finding.text for finding in findings)
    assert feasible(problem, timetable, demands, few) == (not findings)
    assert charged(problem, timetable, demands, few) == amount

    broken = {finding.about for finding in findings}
    abouts = {demand.about for demand in demands}
    assert broken <= abouts
    for number, about in enumerate(sorted(abouts)):
        assert constraint.law(problem, about)
        alone = [demand for demand in demands if demand.about == about]
        if about in broken or (number + seed) % 10 == 0:
            passes = feasible(problem, timetable, alone, few)
            assert passes == (about not in broken)


@pytest.mark.parametrize(
    "seeds",
    [range(FEW), pytest.param(range(FEW, SEEDS), marks=pytest.mark.slow)],
    ids=("few", "more"),
)
@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.key)
def test_solver_reader_and_words_agree(kind: type[Constraint], seeds: range) -> None:
    for seed in seeds:
        # Starts as integers or as literals: the two encodings take turns.
        few = MANY_STARTS if seed % 2 else ANY_STARTS
        try:
            keeps_the_contract(kind, few, seed)
        except AssertionError as error:
            raise AssertionError(f"{kind.key}, seed {seed}: {error}") from error


@pytest.mark.slow
@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.key)
@settings(deadline=None, max_examples=200)
@given(seed=st.integers(0, 2**32), few=st.sampled_from((MANY_STARTS, ANY_STARTS)))
def test_they_agree_on_any_problem(kind: type[Constraint], seed: int, few: int) -> None:
    keeps_the_contract(kind, few, seed)


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.key)
def test_random_timetables_break_it_and_keep_it(kind: type[Constraint]) -> None:
    """The contract would be empty if no timetable ever broke the constraint."""
    broken = kept = 0
    for seed in range(SEEDS):
        constraint = kind.model_validate(settings_of(kind, seed))
        found = list(constraint.check(problem_of(seed), timetable_of(seed)))
        broken, kept = broken + bool(found), kept + (not found)
    assert broken or kind.key in NEVER_BROKEN
    assert kept


NEVER_BROKEN = {"permitted-start"}  # random timetables keep to permitted starts
