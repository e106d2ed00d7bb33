"""The search part by part against the search of the whole, and what it promises."""

from dataclasses import replace
from typing import Any

import pytest
from ortools.sat.python import cp_model

from parts.conferences import ALONE, RUNS, conference, constraints_of
from timetabler.engine.outcome import Interrupt, Options, Outcome, Status
from timetabler.engine.parts import first, improving, size
from timetabler.engine.parts.counting import Counting
from timetabler.engine.parts.ground import Ground
from timetabler.engine.parts.whole import Whole
from timetabler.engine.run import Runner
from timetabler.engine.search import search
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check


def _parts(problem: Problem, settings: dict[str, Any], options: Options) -> Outcome:
    constraints = constraints_of(problem, settings)
    outcome = Whole(problem, constraints, options, Runner(options)).outcome()
    assert outcome is not None
    return outcome


def _penalties(outcome: Outcome) -> list[int]:
    return [result.penalty for result in outcome.priorities]


@pytest.mark.parametrize(
    ("settings", "seeds", "seconds"),
    [
        (RUNS, (1,), 1),
        pytest.param(RUNS, (1, 2), 4, marks=pytest.mark.slow),
        pytest.param(ALONE, (1, 2), 4, marks=pytest.mark.slow),
    ],
    ids=("runs", "more runs", "alone"),
)
def test_what_is_found_is_kept_counted_and_bounded(
    settings: dict[str, Any], seeds: tuple[int, ...], seconds: int
) -> None:
    found = proven = 0
    for seed in seeds:
        problem = conference(seed)
        constraints = constraints_of(problem, settings)
        one = search(problem, constraints, Options(seconds=None, workers=2, last=1))
        options = Options(seconds=seconds, seed=seed, deterministic=True)
        several = Whole(problem, constraints, options, Runner(options)).outcome()
        if one.timetable is None or several is None or several.timetable is None:
            continue
        found += 1
        score = check(problem, several.timetable, constraints)
        assert score.feasible
        assert list(score.priorities.values()) == _penalties(several)
        best, got = one.priorities[0], several.priorities[0]
        assert one.status is Status.OPTIMAL
        assert got.bound <= best.penalty <= got.penalty
        proven += got.penalty == best.penalty
    assert found == len(seeds)
    assert proven


def test_counting_never_claims_too_much() -> None:
    refuted = 0
    for seed in range(12):
        problem = conference(seed, talks=12, tracks=3)
        constraints = constraints_of(problem, RUNS)
        options = Options(seconds=10, workers=1, last=1)
        best = search(problem, constraints, options)
        if best.status is not Status.OPTIMAL:
            continue
        counting = Counting(Ground(problem, constraints), 1)
        least = best.priorities[0].penalty
        assert counting.bound <= least
        decided = counting.decide(Runner(options), 5)
        if decided.status == cp_model.INFEASIBLE:
            refuted += 1
            assert counting.bound + counting.step <= least
    assert refuted


@pytest.mark.parametrize("seconds", [0.3, pytest.param(1, marks=pytest.mark.slow)])
def test_deterministic_runs_give_the_same_timetable(seconds: float) -> None:
    problem = conference(2)
    options = Options(seconds=seconds, workers=2, deterministic=True, seed=7)
    one, other = (_parts(problem, RUNS, options) for _ in range(2))
    assert one.timetable == other.timetable
    assert one.priorities == other.priorities


def test_without_a_limit_it_ends_when_nothing_gets_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(improving, "_PATIENCE", 5)
    problem = conference(1, talks=8, tracks=2)
    outcome = _parts(problem, RUNS, Options(seconds=None, workers=1))
    assert outcome.timetable is not None


def test_a_good_start_is_kept_or_bettered_and_an_interrupt_heeded() -> None:
    problem = conference(1)
    constraints = constraints_of(problem, RUNS)
    start = search(problem, constraints, Options(seconds=5, workers=1)).timetable
    assert start is not None
    stop = Interrupt()
    stop.set()
    options = Options(seconds=30, workers=1, start=start, interrupt=stop)
    outcome = _parts(problem, RUNS, options)
    assert outcome.interrupted
    assert outcome.timetable == start


def test_talks_left_out_at_first_find_room_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if the greedy choice of rooms and days had no times that go with it."""
    problem = conference(1)
    timed = first.First.timed

    def only_loose(self: first.First, places: Any, loose: Any = frozenset()) -> Any:
        if not loose:
            return None
        found = timed(self, places, loose)
        assert found is not None
        kept = [p for p in found if p.talk not in sorted(loose)[:3]]
        return Timetable.of(kept)

    monkeypatch.setattr(first.First, "timed", only_loose)
    outcome = _parts(problem, RUNS, Options(seconds=2, workers=1))
    assert outcome.timetable is not None
    assert check(problem, outcome.timetable, constraints_of(problem, RUNS)).feasible


def test_a_talk_that_can_be_nowhere_is_told_at_once() -> None:
    problem = conference(1)
    nowhere = replace(problem.talks["t0"], days=())
    problem = replace(problem, talks={**problem.talks, "t0": nowhere})
    outcome = _parts(problem, RUNS, Options(seconds=5, workers=1))
    assert outcome.status is Status.INFEASIBLE
    assert outcome.timetable is None


def test_the_search_chooses_it_for_large_problems(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = conference(1)
    monkeypatch.setattr(size, "MANY_CHOICES", 10)
    constraints = constraints_of(problem, RUNS)
    outcome = search(problem, constraints, Options(seconds=1, workers=1))
    assert outcome.timetable is not None
    assert check(problem, outcome.timetable, constraints).feasible
