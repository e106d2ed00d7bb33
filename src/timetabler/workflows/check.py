"""Score a timetable by the independent checkers; no solver takes part."""

from collections.abc import Sequence

from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.timetable.score import ConstraintScore, Score
from timetabler.timetable.timetable import Timetable


def check(
    problem: Problem, timetable: Timetable, constraints: Sequence[Constraint]
) -> Score:
    """Let every constraint read the timetable, and list what they find."""
    return Score(
        tuple(
            ConstraintScore(
                name=constraint.label,
                level=constraint.score_level,
                weight=constraint.weight,
                unit=constraint.counted,
                findings=tuple(constraint.check(problem, timetable)),
            )
            for constraint in constraints
        )
    )
