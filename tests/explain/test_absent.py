"""Leaving talks out of demands is leaving them out of the timetable."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constraints.test_contract import feasible
from strategies import problems, timetables
from timetabler.constraints.base import Constraint
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.engine.absent import simple, without
from timetabler.timetable.timetable import Timetable


@pytest.mark.parametrize("kind", CONSTRAINTS, ids=lambda kind: kind.key)
@settings(
    deadline=None,
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_without_some_talks(kind: type[Constraint], data: Any) -> None:
    problem = data.draw(problems())
    constraint = kind.model_validate({})
    absent = data.draw(st.sets(st.sampled_from(list(problem.talks))))
    timetable = data.draw(timetables(problem))
    present = {t: p for t, p in timetable.placements.items() if t not in absent}
    smaller = Timetable(present)
    demands = list(constraint.encode(problem))
    rest = list(without(demands, absent)) if all(map(simple, demands)) else demands
    whole = feasible(problem, smaller, demands, 0)
    assert feasible(problem, smaller, rest, 0) == whole
    assert whole == (not list(constraint.check(problem, smaller)))
