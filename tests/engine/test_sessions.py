"""Sessions first: the same is proven as without, and its bounds are true."""

import pytest

from engine.sessions_made import made
from timetabler.constraints.settings import active
from timetabler.engine.model import narrowed
from timetabler.engine.outcome import Options, Status
from timetabler.engine.run import Runner
from timetabler.engine.search import search
from timetabler.engine.sessions import step
from timetabler.engine.sessions.alike import rooms_alike
from timetabler.engine.sessions.finder import sessions_first
from timetabler.engine.sessions.interchangeable import talks_alike
from timetabler.engine.sessions.shape import shape_of
from timetabler.engine.sessions.stages import Stages
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check

SEEDS = range(30)
MANY = range(1000, 1600)
NUMBERS = [10, pytest.param(len(SEEDS), marks=pytest.mark.slow)]


def agrees(seed: int, seconds: float | None = None) -> tuple[Status, bool]:
    """Search with sessions first and without; True if sessions alone proved it."""
    problem = made(seed)
    constraints = active(problem)
    plain = search(
        problem,
        constraints,
        Options(seconds=None, workers=1, without=frozenset({"sessions"})),
    )
    options = Options(seconds=seconds, workers=1)
    found = sessions_first(problem, constraints, Runner(options), lambda *_: None)
    assert found is not None
    whole = search(problem, constraints, options)
    assert whole.status == plain.status
    assert whole.priorities == plain.priorities
    if found.impossible:
        assert plain.status == Status.INFEASIBLE
    if found.timetable is None:
        return plain.status, found.impossible
    score = check(problem, found.timetable, constraints)
    assert score.feasible
    assert score.priorities == found.penalties
    best = {result.priority: result.penalty for result in plain.priorities}
    for priority, penalty in found.penalties.items():
        # Bounds hold for as long as the priorities before are the best there are.
        assert found.bounds[priority] <= best[priority]
        if penalty != best[priority]:
            break
    return plain.status, found.proven


@pytest.mark.parametrize("number", NUMBERS)
def test_the_same_is_proven(number: int) -> None:
    ends = [agrees(seed) for seed in SEEDS[:number]]
    assert {status for status, _ in ends} == {Status.OPTIMAL, Status.INFEASIBLE}
    assert sum(alone for _, alone in ends) > len(ends) / 2


@pytest.mark.parametrize("number", NUMBERS)
def test_so_it_is_from_coarse_to_fine(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "_LITTLE", 0)
    monkeypatch.setattr(step, "_LARGE", 0)  # not everything at once
    for seed in SEEDS[:number]:
        agrees(seed)


def test_time_that_is_left_goes_into_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not proven of a plan at first is proven afterwards."""
    minimise, further = Stages._minimise, Stages.further
    went: list[bool] = []

    def forgetting(stages: Stages, priority: int, seconds: float | None) -> None:
        minimise(stages, priority, seconds)
        if (
            priority == list(stages.kinds.costs)[-1]
            and priority in stages.result.levels
        ):
            stages.result.levels[priority].bound = 0

    def noted(stages: Stages, number: int) -> bool:
        went.append(further(stages, number))
        return went[-1]

    monkeypatch.setattr(Stages, "_minimise", forgetting)
    monkeypatch.setattr(Stages, "further", noted)
    proven = [agrees(seed, seconds=30)[1] for seed in SEEDS[:12]]
    assert sum(went) > 2
    assert sum(proven) > len(proven) / 2


@pytest.mark.slow
@pytest.mark.parametrize("large", [step._LARGE, 0])
def test_the_same_is_proven_of_many(
    large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "_LITTLE", large)
    monkeypatch.setattr(step, "_LARGE", large)
    for seed in MANY:
        agrees(seed)


def alike(problem: Problem) -> list[list[str]]:
    constraints = active(problem)
    possible, hard = narrowed(problem, constraints)
    shape = shape_of(problem, possible, hard)
    assert shape is not None
    soft = [c for c in constraints if not c.is_hard]
    told = [(n, d) for n, c in enumerate(soft) for d in c.encode(problem)]
    return talks_alike(shape, possible, [*((-1, d) for d in hard), *told])


def test_talks_that_cost_the_same_are_alike() -> None:
    problems = [made(seed) for seed in range(100)]
    classes = [talks for problem in problems for talks in alike(problem)]
    assert sum(len(talks) > 1 for talks in classes) > 10
    for problem in problems:
        for first, *others in alike(problem):
            one = problem.talks[first]
            for other in others:
                told = problem.talks[other]
                assert (one.track, one.minutes) == (told.track, told.minutes)


def rooms_of(problem: Problem) -> list[list[str]]:
    constraints = active(problem)
    possible, hard = narrowed(problem, constraints)
    soft = [c for c in constraints if not c.is_hard]
    told = [(n, d) for n, c in enumerate(soft) for d in c.encode(problem)]
    return rooms_alike(problem.rooms, possible, [*((-1, d) for d in hard), *told])


def test_rooms_that_cost_the_same_are_alike() -> None:
    kinds = {len(rooms_of(problem)) for problem in map(made, SEEDS)}
    assert kinds == {1, 2, 3}


def test_problems_without_such_sessions_are_left_alone() -> None:
    problem = next(p for p in map(made, SEEDS) if len(p.tracks) > 1)
    constraints = [c for c in active(problem) if c.key != "session-track"]
    possible, hard = narrowed(problem, constraints)
    assert shape_of(problem, possible, hard) is None


def test_deterministic_runs_find_the_same() -> None:
    for seed in range(4):
        problem = made(seed)
        constraints = active(problem)
        one, other = (
            search(problem, constraints, Options(seconds=20, deterministic=True))
            for _ in range(2)
        )
        assert one == other


def test_plans_on_the_way_are_timetables_each_better_than_before() -> None:
    problem = made(5)
    constraints = active(problem)
    kept: list[list[int]] = []

    def have(timetable: Timetable) -> None:
        score = check(problem, timetable, constraints)
        assert score.feasible
        kept.append(list(score.priorities.values()))

    runner = Runner(Options(seconds=None, workers=1))
    found = sessions_first(problem, constraints, runner, lambda *_: None, have)
    assert found is not None and found.timetable is not None
    assert kept
    assert kept == sorted(kept, reverse=True)
    assert found.cost <= kept[-1]


def told_on_the_way(seed: int) -> int:
    """How often a penalty is told; each is that of the latest timetable."""
    problem = made(seed, heard=True)
    constraints = active(problem)
    had: list[dict[int, int]] = [{}]
    told: list[int] = []

    def have(timetable: Timetable) -> None:
        had.append(dict(check(problem, timetable, constraints).priorities))

    def tell(priority: int, best: int | None, _: int | None) -> None:
        assert best == had[-1].get(priority)
        if best is not None:
            told.append(best)

    runner = Runner(Options(seconds=None, workers=1))
    found = sessions_first(problem, constraints, runner, tell, have)
    assert found is not None
    assert found.penalties == had[-1]
    return len(told)


def test_penalties_told_on_the_way_are_of_timetables() -> None:
    assert sum(told_on_the_way(seed) for seed in SEEDS[:15]) > 15
