"""How searches end: every status, limits, interrupts, encodings, the same again."""

import pytest
from hypothesis import strategies as st

from strategies import problems
from timetabler.constraints.settings import active
from timetabler.engine.features import FEATURES
from timetabler.engine.outcome import Interrupt, Options, Outcome, Progress, Status
from timetabler.engine.run import Found, Runner
from timetabler.engine.search import search
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from tries import tries

DAY = """
conference:
  title: One day
  timezone: Europe/Brussels
  days: {monday: {date: 2026-05-04, hours: 9:00-12:00}}
rooms: {hall: {seats: 50}, lab: {seats: 10}}
tracks: {red: {}}
"""
TALKS = "talks:\n" + "\n".join(
    f"  t{i}: {{title: T{i}, minutes: 45, track: red, audience: {10 * i}}}"
    for i in range(6)
)


def problem_of(text: str) -> Problem:
    return read_problem(DAY + text, "day.yaml")


def solved(problem: Problem, options: Options) -> Outcome:
    return search(problem, active(problem), options)


def test_two_talks_pinned_to_one_place_are_proven_infeasible() -> None:
    pin = "pin: {start: 9:00, room: hall}"
    talks = (
        f"  a: {{title: A, minutes: 60, {pin}}}\n  b: {{title: B, minutes: 60, {pin}}}"
    )
    outcome = solved(problem_of(f"talks:\n{talks}"), Options(seconds=10, workers=1))
    assert outcome.status == Status.INFEASIBLE
    assert outcome.timetable is None


def test_no_talks_have_an_empty_timetable() -> None:
    outcome = solved(problem_of("talks: {}"), Options(seconds=10, workers=1))
    assert outcome.status == Status.OPTIMAL
    assert outcome.timetable is not None
    assert not list(outcome.timetable)


def test_who_is_interrupted_before_a_timetable_knows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Presolve alone would settle so small a problem before anybody can interrupt it.
    monkeypatch.setattr(Runner, "run", lambda *_, **__: Found(0, None, 0, 0))
    stop = Interrupt()
    stop.set()
    options = Options(seconds=10, workers=1, interrupt=stop)
    outcome = solved(problem_of(TALKS), options)
    assert outcome.status == Status.UNKNOWN
    assert outcome.timetable is None
    assert outcome.interrupted


def test_an_interrupt_keeps_the_best_timetable_yet() -> None:
    stop = Interrupt()

    def report(progress: Progress) -> None:
        if progress.priority is not None:
            stop.set()

    options = Options(seconds=30, workers=1, interrupt=stop, report=report)
    outcome = solved(problem_of(TALKS), options)
    assert outcome.interrupted
    assert outcome.timetable is not None
    assert set(outcome.timetable.placements) == {f"t{i}" for i in range(6)}


def test_penalty_and_bound_meet_in_the_end() -> None:
    seen: list[Progress] = []
    outcome = solved(problem_of(TALKS), Options(workers=1, report=seen.append))
    assert outcome.status == Status.OPTIMAL
    assert [r.priority for r in outcome.priorities] == [1, 2, 3]
    assert all(result.penalty == result.bound for result in outcome.priorities)
    assert seen[0].priority is None
    told = [(p.priority or 0, p.seconds) for p in seen]
    assert told == sorted(told)
    for progress in seen:
        if progress.best is not None and progress.bound is not None:
            assert progress.bound <= progress.best


def test_deterministic_searches_find_the_same_again() -> None:
    options = Options(seconds=20, deterministic=True)
    first, second = (solved(problem_of(TALKS), options) for _ in range(2))
    assert first == second
    assert first.timetable is not None


def test_seconds_of_deterministic_searches_count_work() -> None:
    outcome = solved(problem_of(TALKS), Options(seconds=20, deterministic=True))
    assert outcome.first is not None
    assert 0 <= outcome.first <= outcome.seconds <= 20


@tries(5, 15, problem=problems(max_talks=4), feature=st.sampled_from([*FEATURES]))
def test_every_feature_only_saves_time(problem: Problem, feature: str) -> None:
    def penalties(*without: str) -> tuple[Status, list[int]]:
        options = Options(seconds=None, workers=1, without=frozenset(without))
        outcome = search(problem, active(problem), options)
        return outcome.status, [result.penalty for result in outcome.priorities]

    assert penalties(feature) == penalties()


def test_features_are_known_by_name() -> None:
    with pytest.raises(ValueError, match="did you mean 'literals'"):
        Options(without=frozenset({"literal"}))
