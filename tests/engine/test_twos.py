"""Pairs of talks: the quick answers and what is added for them change no optimum."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest
from ortools.sat.python import cp_model

from chance import problem_of
from importing.optaplanner.books import made
from timetabler.constraints.base import Constraint
from timetabler.constraints.settings import active
from timetabler.engine import model as model_module
from timetabler.engine.model import Model
from timetabler.engine.twos import Twos
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem
from timetabler.workflows.check import check
from timetabler.workflows.import_ import import_problem

SETTINGS = {
    "room-clash": "hard",
    "speaker-clash": "hard",
    "track-room": {"count": "pairs", "each": "minutes"},
    "same-day": {"level": 2, "by": "track", "count": "pairs", "each": "minutes"},
    "start-together": {"level": 2, "differ": "language", "weight": 7},
    "popular-rooms": {"level": 2, "anytime": True, "each": "minutes"},
    "not-parallel": {"level": 2, "by": "tag", "count": "minutes"},
    "crowd": {"level": 2, "others": 1, "at": "start"},
}
"""Everything that asks about pairs, beside what keeps talks apart."""


def best(problem: Problem, constraints: Sequence[Constraint]) -> int | None:
    """The least penalty of all priorities together; None if there is no timetable."""
    built = Model(problem, constraints)
    costs = built.costs(problem)
    each = [cost.expression for cost in costs.values()]
    built.model.minimize(cp_model.LinearExpr.sum(each))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(built.model)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL
    found = built.plan.read(solver.response_proto.solution)
    penalty = round(solver.objective_value)
    assert check(problem, found, constraints).objective == penalty
    return penalty


def spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer every question about two talks by other questions, and add nothing."""

    def literal(self: Twos, question: object) -> object:
        return self._plan.literal(question.spelled())  # type: ignore[attr-defined]

    monkeypatch.setattr(Twos, "literal", literal)
    monkeypatch.setattr(Twos, "close", lambda *_: None)
    monkeypatch.setattr(Twos, "overlap", lambda *_: None)
    monkeypatch.setattr(model_module, "add_crowding", lambda _: None)


def workbook(seed: int) -> Problem:
    """A problem that asks about pairs of talks in all the ways there are."""
    imported = import_problem("optaplanner", [Source("x", made(seed))], Wanted())
    assert imported.problem is not None
    return imported.problem


def crowded(seed: int) -> Problem:
    """A problem of every kind, in which pairs are all that costs."""
    return replace(problem_of(seed), constraints=SETTINGS)


def full(seed: int) -> Problem:
    """As many talks as there are places: all that follows from that is tight."""
    chance = Random(seed)
    days = {f"d{i}": {"date": f"2026-05-0{i}", "hours": "9:00-10:00"} for i in (1, 2)}
    rooms = {f"r{i}": {"seats": chance.choice((5, 6, 9))} for i in range(2)}
    talks = {
        f"t{i}": {
            "title": f"T{i}",
            "minutes": 30,
            "slots": ["d1 9:00", "d1 9:30", "d2 9:00"],
            "audience": chance.randint(0, 3),
            "track": chance.choice(("red", "blue")),
            "language": chance.choice(("en", "de")),
            "tags": chance.choice((["new"], [])),
        }
        for i in range(6)
    }
    data = {
        "conference": {"title": "Full", "timezone": "Etc/UTC", "days": days},
        "rooms": rooms,
        "tracks": {"red": {}, "blue": {}},
        "talks": talks,
        "constraints": SETTINGS,
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes
    return problem


def lenient(problem: Problem) -> list[Constraint]:
    """The constraints without those that leave small problems with no timetable."""
    narrow = {"costs", "crowd", "speaker-available", "order", "room-open", "talk-time"}
    return [c for c in active(problem) if not (c.is_hard and c.key in narrow)]


def compare(problems: Sequence[Problem], monkeypatch: pytest.MonkeyPatch) -> int:
    """Compare the optima; tell how many there are that cost something."""
    every = [(problem, lenient(problem)) for problem in problems]
    ours = [best(*each) for each in every]
    spelled_out(monkeypatch)
    assert [best(*each) for each in every] == ours
    return sum(bool(value) for value in ours)


def test_optima_of_workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert compare([workbook(seed) for seed in range(12)], monkeypatch) > 7


def test_optima_of_other_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    assert compare([crowded(seed) for seed in range(40)], monkeypatch) > 7


@pytest.mark.parametrize("number", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_optima_of_full_problems(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compare([full(seed) for seed in range(number)], monkeypatch) == number


@pytest.mark.slow
@pytest.mark.parametrize("make", [workbook, crowded, full])
def test_many_optima(
    make: Callable[[int], Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compare([make(seed) for seed in range(100, 600)], monkeypatch) > 100
