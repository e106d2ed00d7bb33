"""Where no other talk helps to keep a demand, it is kept without them as well."""

from dataclasses import replace

import pytest

from chance import problem_of, timetable_of
from constraints.test_contract import EVERY, MANY_STARTS, feasible, settings_of
from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import AtMost, Demand, Disjoint, Never, NoMore, Use
from timetabler.constraints.quantities import Overlap, Spread, Start
from timetabler.constraints.questions import All, Before, Scheduled
from timetabler.engine.others import none_helps
from timetabler.problem.problem import Window

SEEDS = range(700, 725)
HERE, AWAY = Scheduled("here"), Scheduled("away")
OTHERS = frozenset({"away"})


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.key)
def test_what_is_kept_is_kept_without_them(kind: type[Constraint]) -> None:
    for seed in SEEDS:
        problem, timetable = problem_of(seed), timetable_of(seed)
        others = frozenset(sorted(timetable.placements)[::2])
        constraint = kind.model_validate(settings_of(kind, seed))
        every = constraint.encode(problem)
        demands = [demand for demand in every if none_helps(demand, others)]
        rest = timetable.placements.items()
        fewer = {talk: place for talk, place in rest if talk not in others}
        without = replace(timetable, placements=fewer)
        if feasible(problem, timetable, demands, MANY_STARTS):
            assert feasible(problem, without, demands, MANY_STARTS), f"seed {seed}"


@pytest.mark.parametrize(
    ("demand", "certain"),
    [
        (Never((HERE, AWAY), ()), True),
        (Never((HERE, ~AWAY), ()), False),
        (Never((AWAY, ~AWAY), ()), True),
        (Never((HERE, ~All((HERE, AWAY))), ()), False),
        (AtMost(1, (HERE, ~HERE, AWAY), ()), True),
        (AtMost(1, (HERE, ~AWAY), ()), False),
        (Disjoint((Use("here", AWAY), Use("away")), ()), True),
        (NoMore(((1, HERE), (1, AWAY)), (), -1), True),
        (NoMore(((1, HERE), (-1, AWAY)), ()), False),
        (NoMore(((-1, HERE), (1, Before("here", "away"))), ()), True),
        (NoMore(((1, Overlap("here", "away")), (-1, HERE)), ()), True),
        (NoMore(((-1, Overlap("here", "away")), (1, HERE)), ()), False),
        (NoMore(((1, Start("here")), (-1, Start("away"))), ()), False),
        (
            NoMore(((1, Spread(frozenset(("here", "away")), "r", Window(0, 9))),), ()),
            True,
        ),
    ],
)
def test_by_hand(demand: Demand, certain: bool) -> None:
    assert none_helps(demand, OTHERS) is certain
