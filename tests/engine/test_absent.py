"""Demands without the talks that are left out say the same of the others."""

from dataclasses import replace

import pytest

from chance import problem_of, timetable_of
from constraints.test_contract import EVERY, MANY_STARTS, feasible, settings_of
from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, NoMore
from timetabler.constraints.quantities import Largest, Unmet
from timetabler.engine.absent import without

SEEDS = range(400, 500)
TRIED = 10


def skipped(demand: Demand) -> bool:
    """Whether a demand is let go of as soon as any talk is left out."""
    return isinstance(demand, NoMore) and any(
        isinstance(quantity, Largest | Unmet) for _, quantity in demand.terms
    )


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.key)
def test_what_is_left_says_the_same(kind: type[Constraint]) -> None:
    tried = 0
    for seed in SEEDS:
        problem, timetable = problem_of(seed), timetable_of(seed)
        absent = frozenset(timetable.left_out(problem))
        if tried == TRIED or not absent or len(absent) == len(problem.talks):
            continue
        tried += 1
        constraint = kind.model_validate(settings_of(kind, seed))
        demands = list(constraint.encode(problem))
        rest = {t: talk for t, talk in problem.talks.items() if t not in absent}
        smaller = replace(problem, talks=rest)
        whole = feasible(problem, timetable, demands, MANY_STARTS)
        left = list(without(demands, absent))
        part = feasible(smaller, timetable, left, MANY_STARTS)
        assert part or not whole, f"{kind.key}, seed {seed}"
        if not any(map(skipped, demands)):
            assert part == whole, f"{kind.key}, seed {seed}"
    assert tried == TRIED


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.key)
def test_with_nobody_absent_nothing_changes(kind: type[Constraint]) -> None:
    demands = [
        demand
        for seed in SEEDS[:TRIED]
        for demand in kind.model_validate(settings_of(kind, seed)).encode(
            problem_of(seed)
        )
    ]
    assert list(without(demands, frozenset())) == demands
