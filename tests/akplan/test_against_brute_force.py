"""What is imported asks the same as AK-plan, on any plan and for the best one."""

from fractions import Fraction
from random import Random

import pytest

from akplan.instances import imported, instance, told
from akplan.oracle import Instance, Plan
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.import_ import Imported
from timetabler.workflows.solve import solve


def as_timetable(case: Instance, problem: Problem, plan: Plan) -> Timetable:
    """A plan as a timetable: everything is in the order of the input."""
    talks = dict(zip(case.aks, problem.talks, strict=True))
    rooms = dict(zip(case.rooms, problem.rooms, strict=True))
    assert problem.slots is not None
    return Timetable.of(
        Placement(problem.slots[slot], rooms[room], talks[ak])
        for ak, (room, slot) in plan.items()
    )


def value(found: Imported, penalty: int) -> Fraction:
    constant, scale = told(found)
    return Fraction(constant - penalty, scale)


@pytest.mark.parametrize("timed", [True, False], ids=["own times", "made up"])
def test_any_plan_is_as_right_and_as_good_as_there(timed: bool) -> None:
    right = crowded = 0
    for seed in range(60):
        case = Instance(instance(seed, timed=timed))
        found = imported(case.data)
        plans = list(case.plans())
        if found.problem is None:
            # Where something can be nowhere, the file says so before any search.
            assert found.mistakes
            assert not any(map(case.right, plans))
            continue
        constraints = active(found.problem)
        for plan in Random(seed).sample(plans, min(12, len(plans))):
            timetable = as_timetable(case, found.problem, plan)
            score = check(found.problem, timetable, constraints)
            assert score.feasible == case.right(plan)
            if score.feasible:
                right += 1
                assert value(found, score.objective) == case.worth(plan)
                crowded += score.objective > 0
    assert right > 40
    assert crowded > 10


def test_the_best_plan_is_found() -> None:
    possible = 0
    for seed in range(25):
        case = Instance(instance(seed))
        found = imported(case.data)
        if found.problem is None:
            continue
        worths = [case.worth(plan) for plan in case.plans() if case.right(plan)]
        solution = solve(found.problem, active(found.problem), Options(workers=1))
        if not worths:
            assert solution.status is Status.INFEASIBLE
            continue
        possible += 1
        assert solution.status is Status.OPTIMAL
        assert solution.timetable is not None
        score = check(found.problem, solution.timetable, active(found.problem))
        assert value(found, score.objective) == max(worths)
    assert possible > 10
