"""All constraints at once: what the solver says is what the checkers find."""

import pytest

from chance import problem_of
from constraints.test_contract import settings_of
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.engine.outcome import Options, Status
from timetabler.workflows.solve import solve

HARD = ("permitted-start", "room-clash")


@pytest.mark.parametrize("seed", range(600, 610))
def test_a_proven_optimum_is_what_the_checkers_find(seed: int) -> None:
    problem = problem_of(seed)
    constraints = []
    for number, kind in enumerate(CONSTRAINTS):
        level = "hard" if kind.key in HARD else 1 + (number + seed) % 3
        given = {"level": level, "weight": 1 + number % 4}
        constraints.append(kind.model_validate({**settings_of(kind, seed), **given}))
    # Solving raises DisagreementError where the two differ.
    solution = solve(problem, constraints, Options(workers=1, seconds=60))
    assert solution.status is Status.OPTIMAL
    assert solution.score is not None
    assert len(solution.score.priorities) == 3
