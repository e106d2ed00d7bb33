"""Random problems: what is said to be impossible is, what is said to repair does."""

from explain.proofs import assert_minimal, assert_works, named
from strategies import problems
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.engine.search import search
from timetabler.problem.problem import Problem
from timetabler.workflows.explaining.counting import certificates
from timetabler.workflows.explaining.explain import explain
from tries import tries


def truth(problem: Problem) -> Status:
    """Whether there is a timetable, by a plain search for one."""
    hard = [constraint for constraint in active(problem) if constraint.is_hard]
    return search(problem, hard, Options(seconds=None, workers=1)).status


@tries(20, 60, problem=problems())
def test_what_is_counted_is_impossible(problem: Problem) -> None:
    if certificates(problem, active(problem)):
        assert truth(problem) is Status.INFEASIBLE


@tries(5, 12, problem=problems(max_talks=4))
def test_conflicts_and_repairs(problem: Problem) -> None:
    constraints = active(problem)
    explanation = explain(problem, constraints, Options(seconds=60, workers=1))
    impossible = truth(problem) is Status.INFEASIBLE
    assert (explanation.status is Status.INFEASIBLE) == impossible
    assert bool(explanation.conflicts) == impossible
    for conflict in explanation.conflicts:
        assert conflict.minimal
        assert conflict.laws
        assert_minimal(problem, named(problem, constraints, conflict.reasons))
    for repair in explanation.repairs:
        assert_works(repair)
