"""Rules that are seldom hard are explained as truly as those that always are."""

from collections.abc import Mapping
from typing import Any

import pytest

from chance import Chance, problem_of
from constraints.test_contract import settings_of
from explain.proofs import assert_minimal, named, possible
from timetabler.constraints.base import Constraint
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.constraints.settings import active
from timetabler.engine.conflict import Conflicts, explain_conflicts
from timetabler.engine.outcome import Options, Status
from timetabler.engine.search import search
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem
from timetabler.workflows.check import check
from timetabler.workflows.explaining import explain as explaining
from timetabler.workflows.explaining.counting import Certificate, certificates
from timetabler.workflows.explaining.explain import CountingError, explain
from timetabler.workflows.explaining.preference import taste
from timetabler.workflows.solve import DisagreementError

OPTIONS = Options(seconds=60, workers=1)


def small(
    constraints: Mapping[str, Any], talks: Mapping[str, Any], rooms: int = 2
) -> Problem:
    """Half an hour, and talks that take all of it."""
    talk = {"minutes": 30, "track": "red"}
    hours = "10:00-10:30"
    data = {
        "conference": {
            "title": "Small",
            "timezone": "Europe/Brussels",
            "grid": 30,
            "days": {"fri": {"date": "2026-05-01", "hours": hours}},
        },
        "rooms": {f"r{i}": {} for i in range(rooms)},
        "tracks": {"red": {}},
        "sessions": {"all": {"when": f"fri {hours}"}},
        "talks": {id: {"title": id, **talk, **own} for id, own in talks.items()},
        "constraints": dict(constraints),
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes, mistakes
    return problem


def truth(problem: Problem, constraints: tuple[Constraint, ...]) -> Status:
    """Whether there is a timetable, by a plain search for one."""
    hard = [constraint for constraint in constraints if constraint.is_hard]
    status = search(problem, hard, Options(seconds=None, workers=1)).status
    return Status.INFEASIBLE if status is Status.INFEASIBLE else Status.FEASIBLE


IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "fairness": {
        "groups": {"mine": ["a", "b"]},
        "windows": ["fri 10:10-10:30"],
        "measure": "worst",
    },
    "wishes": {"people": {"p": ["a", "b"]}},
    "session-staff": {"pool": []},
    "crowd": {"others": 2},
    "track-order": {"ranks": {"a": 2, "b": 3}, "count": "places"},
}
ANOTHER = {"c": {"optional": 1, "track": None}}


@pytest.mark.parametrize("key", IMPOSSIBLE)
@pytest.mark.parametrize("more", [{}, ANOTHER], ids=["alone", "with another talk"])
def test_what_it_makes_impossible_is_its_conflict(
    key: str, more: dict[str, Any]
) -> None:
    """With a talk that may be left out, the models are not of all talks."""
    setting = {key: {**IMPOSSIBLE[key], "level": "hard"}}
    problem = small(setting, {"a": {}, "b": {}, **more})
    constraints = active(problem)
    assert truth(problem, constraints) is Status.INFEASIBLE
    explanation = explain(problem, constraints, OPTIONS)
    assert explanation.status is Status.INFEASIBLE
    assert explanation.conflicts
    for conflict in explanation.conflicts:
        assert key in {name for name, _ in conflict.reasons}
        assert conflict.minimal
        assert_minimal(problem, named(problem, constraints, conflict.reasons))


COMPANY = {"crowd": {"level": "hard", "others": 1}}


def test_a_talk_that_may_be_left_out_can_be_what_is_needed() -> None:
    problem = small(COMPANY, {"a": {}, "b": {"optional": 1}})
    constraints = active(problem)
    explanation = explain(problem, constraints, OPTIONS)
    assert truth(problem, constraints) is Status.FEASIBLE
    assert explanation.status is Status.FEASIBLE
    assert explanation.complete
    assert not explanation.conflicts


def test_with_company_a_contradiction_is_still_found() -> None:
    talks = {"a": {}, "b": {"optional": 1}}
    problem = small(COMPANY, talks, rooms=1)
    constraints = active(problem)
    explanation = explain(problem, constraints, OPTIONS)
    assert explanation.status is Status.INFEASIBLE
    (conflict,) = explanation.conflicts
    assert {"crowd", "scheduled"} <= {name for name, _ in conflict.reasons}
    assert_minimal(problem, named(problem, constraints, conflict.reasons))


def test_what_was_not_proved_is_not_said() -> None:
    """Without time there is neither a conflict nor a timetable."""
    problem = small(COMPANY, {"a": {}, "b": {}})
    options = Options(seconds=0, workers=1)
    found = explain_conflicts(problem, active(problem), options, taste())
    assert found == Conflicts(Status.UNKNOWN, (), None, 0, complete=False)


def test_counting_that_a_timetable_refutes_is_a_disagreement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = small({}, {"a": {}, "b": {}})
    wrong = Certificate("place", ("a",), "a has no place")
    monkeypatch.setattr(explaining, "certificates", lambda *_: (wrong,))
    with pytest.raises(DisagreementError) as caught:
        explain(problem, active(problem), OPTIONS)
    assert isinstance(caught.value, CountingError)
    assert caught.value.reasons == ("by counting, a has no place",)
    assert check(problem, caught.value.timetable, active(problem)).feasible


SEEDS = range(80, 200)


def hardened(seed: int) -> tuple[Constraint, ...]:
    """All that is hard anyhow, and a few that seldom are, with settings of chance."""
    chance = Chance(f"hard {seed}", seed)
    found: list[Constraint] = []
    for kind in CONSTRAINTS:
        basic = kind.model_fields["level"].default == "hard"
        if chance.of(0.7 if basic else 0.08):
            own = settings_of(kind, seed)
            found.append(kind.model_validate({**own, "level": "hard"}))
    return tuple(found)


@pytest.mark.parametrize("number", [40, pytest.param(120, marks=pytest.mark.slow)])
def test_explain_and_solve_agree_whatever_is_hard(number: int) -> None:
    said: list[Status] = []
    for seed in SEEDS[:number]:
        problem, constraints = problem_of(seed), hardened(seed)
        found = explain_conflicts(problem, constraints, OPTIONS, taste(1))
        assert found.status is truth(problem, constraints), f"seed {seed}"
        said.append(found.status)
        if certificates(problem, constraints):
            assert found.status is Status.INFEASIBLE, f"seed {seed}"
        for conflict in found.conflicts:
            assert not possible(problem, conflict.reasons), f"seed {seed}"
        if found.timetable is not None:
            assert check(problem, found.timetable, constraints).feasible, f"seed {seed}"
    assert min(map(said.count, (Status.FEASIBLE, Status.INFEASIBLE))) > number // 5
