"""Fresh proofs of what explanations claim, by other ways than they were found."""

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.engine.model import Model
from timetabler.engine.reasons import (
    PERMITTED,
    Chosen,
    Reason,
    at_any_time,
    reasons_of,
)
from timetabler.problem.problem import Problem
from timetabler.workflows.check import check
from timetabler.workflows.explaining.repair import Repair


def possible(problem: Problem, reasons: Sequence[Reason]) -> bool:
    """Whether demands have a timetable, with every talk free to be left out."""
    permitted = any(reason.about == PERMITTED for reason in reasons)
    demands = [d for r in reasons if r.about != PERMITTED for d in r.demands]
    base = problem if permitted else at_any_time(problem)
    model = Model(base, [Chosen(demands=tuple(demands))])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return bool(status != cp_model.INFEASIBLE)


def named(
    problem: Problem,
    constraints: Iterable[Constraint],
    names: Iterable[tuple[str, tuple[str, ...]]],
) -> list[Reason]:
    """Look reasons up by what a conflict calls them."""
    known = {(r.constraint.label, r.about): r for r in reasons_of(problem, constraints)}
    return [known[name] for name in names]


def assert_minimal(problem: Problem, reasons: Sequence[Reason]) -> None:
    """Hold that a conflict is one, and that none of its demands is idle."""
    assert not possible(problem, reasons)
    for reason in reasons:
        rest = [other for other in reasons if other is not reason]
        assert possible(problem, rest), (reason.constraint.key, reason.about)


def assert_works(repair: Repair) -> None:
    """Hold that a repair leads to a timetable that breaks nothing, with its score."""
    problem, constraints = repair.case.problem, repair.case.constraints
    assert repair.solution.timetable is not None
    score = check(problem, repair.solution.timetable, constraints)
    assert score.feasible
    assert score == repair.solution.score
