"""The contract every constraint keeps: solver, reader and words tell the same story."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from strategies import problems, timetables
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
from timetabler.timetable.distance import KINDS
from timetabler.timetable.timetable import Timetable

EXAMPLES = 60
OF_WORKFLOWS: tuple[type[Constraint], ...] = (DifferFrom, Elsewhere)
MANY_STARTS, ANY_STARTS = 0, 1000


def settings_of(kind: type[Constraint], draw: Any, problem: Problem) -> dict[str, Any]:
    """Random settings of a constraint's own."""
    if kind.key == "not-parallel":
        talks = st.lists(st.sampled_from(list(problem.talks)), max_size=3)
        return {"groups": {"mine": draw(talks)}}
    if kind in OF_WORKFLOWS:
        known = draw(st.lists(timetables(problem), max_size=3))
        kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, unique=True))
        least = draw(st.integers(0, len(problem.talks) + 1))
        if kind is DifferFrom:
            return {"earlier": known, "least": least, "kinds": kinds}
        talks = st.lists(st.sampled_from(list(problem.talks)), unique=True)
        return {"seen": known, "talks": draw(talks), "least": least, "kinds": kinds}
    return published_settings(kind, draw, problem)


def published_settings(
    kind: type[Constraint], draw: Any, problem: Problem
) -> dict[str, Any]:
    """Random data of the constraints that hold a published timetable."""
    found: dict[str, Any] = {}
    fields = kind.model_fields
    before = draw(timetables(problem)) if "published" in fields else Timetable({})
    if "published" in fields:
        found["published"] = {p.talk: (p.start, p.room) for p in before}
        found["people"] = {p.talk: draw(st.integers(1, 9)) for p in before}
    if kind.key == "few-moves":
        found["limit"] = draw(st.integers(0, 2))
    if kind.key == "not-before":
        found["minute"] = draw(st.integers(600, 680 + 24 * 60))
    if kind.key in ("absent", "not-before"):
        talks = st.frozensets(st.sampled_from(list(problem.talks)), max_size=2)
        found["talks" if kind.key == "absent" else "begun"] = draw(talks)
    if kind.key == "closed-up":
        places = st.tuples(
            st.sampled_from(list(problem.rooms)), st.sampled_from(list(problem.days))
        )
        found["holes"] = draw(st.frozensets(places, max_size=2))
    return found


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


@pytest.mark.parametrize("few", [MANY_STARTS, ANY_STARTS], ids=["integer", "literals"])
@pytest.mark.parametrize(
    "kind", [*CONSTRAINTS, *OF_WORKFLOWS, *PUBLISHED], ids=lambda kind: kind.key
)
@settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_solver_reader_and_words_agree(
    kind: type[Constraint], few: int, data: st.DataObject
) -> None:
    problem = data.draw(problems())
    timetable = data.draw(timetables(problem))
    constraint = kind.model_validate(settings_of(kind, data.draw, problem))
    demands = list(constraint.encode(problem))
    findings = list(constraint.check(problem, timetable))
    amount = sum(finding.amount for finding in findings)

    assert all(finding.amount > 0 and finding.text for finding in findings)
    assert feasible(problem, timetable, demands, few) == (not findings)
    assert charged(problem, timetable, demands, few) == amount

    broken = {finding.about for finding in findings}
    abouts = {demand.about for demand in demands}
    assert broken <= abouts
    for about in abouts:
        assert constraint.law(problem, about)
        alone = [demand for demand in demands if demand.about == about]
        if about in broken or data.draw(st.integers(0, 9)) == 0:
            passes = feasible(problem, timetable, alone, few)
            assert passes == (about not in broken)
