"""Fast moves within a search: the same answers, sooner, and never a worse one."""

from dataclasses import replace

import pytest

from timetabler.constraints.settings import active
from timetabler.engine.outcome import Interrupt, Options, Status
from timetabler.engine.run import Runner
from timetabler.engine.swaps import Hearers, Swapped, swaps_first
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.workflows.check import check
from timetabler.workflows.solve import Solution, solve

WITHOUT = frozenset({"swaps"})
CONFERENCE = """
conference:
  title: Slots
  timezone: Europe/Brussels
  days: {monday: {date: 2026-05-04, hours: 9:00-12:00}}
  slots: ["9:00", "9:30", "10:00", "10:30", "11:00", "11:30"]
rooms: {hall: {seats: 90}, lab: {seats: 30}, attic: {seats: 20}}
tracks: {red: {}, blue: {}}
speakers: {ann: {}, bob: {}}
"""
OFF = (
    "track-run: off, theme-run: off, track-room: off, room-idle: off, "
    "preferred: off, unwanted: off, track-day: off, track-parallel: off"
)


POPULAR = ", popular-rooms: {level: 2, weight: 2}"


def problem_of(extra: str = POPULAR, number: int = 13) -> Problem:
    """A conference that is not full, of talks that take one slot or two."""
    talks = [
        f"  t{i}: {{title: T{i}, minutes: {60 if i % 6 == 0 else 30}, "
        f"track: {('red', 'blue')[i % 2]}, audience: {7 * i}, level: l{i % 3}"
        + (f", speakers: [{('ann', 'bob')[i % 2]}]" if i % 4 < 2 else "")
        + (", optional: 2" if i == 3 else "")
        + "}"
        for i in range(number)
    ]
    constraints = (
        f"constraints: {{seats: 1, diversity: {{level: 2, by: level}}, {OFF}{extra}}}"
    )
    text = "\n".join((CONFERENCE, "talks:", *talks, constraints, ""))
    return read_problem(text, "slots.yaml")


def solved(problem: Problem, **options: object) -> Solution:
    given = Options(seconds=60, workers=1)
    return solve(problem, active(problem), replace(given, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [12, pytest.param(13, marks=pytest.mark.slow)])
def test_with_and_without_swaps_the_same_is_proven(number: int) -> None:
    problem = problem_of("", number=number)
    one, other = solved(problem), solved(problem, without=WITHOUT)
    assert one.status is Status.OPTIMAL
    assert other.status is Status.OPTIMAL
    assert one.score is not None
    assert other.score is not None
    assert one.score.priorities == other.score.priorities


def swapped(problem: Problem, options: Options) -> Swapped | None:
    runner = Runner(options)
    hearers = Hearers(lambda _: None, lambda _: None, lambda *_: None)
    return swaps_first(problem, active(problem), options, runner, hearers)


def found(problem: Problem, options: Options) -> Swapped:
    timetable = swapped(problem, options)
    assert timetable is not None
    return timetable


def options_of(**given: object) -> Options:
    return replace(Options(seconds=0.05, deterministic=True), **given)  # type: ignore[arg-type]


def test_what_swaps_find_keeps_all_and_costs_what_they_say() -> None:
    problem = problem_of()
    best = found(problem, options_of())
    score = check(problem, best.timetable, active(problem))
    assert score.feasible
    assert {r.priority: r.penalty for r in best.results} == score.priorities


def test_what_tables_do_not_tell_is_judged_all_the_same() -> None:
    """Crowds are no sum over pairs: they are checked before a timetable is kept."""
    extra = ", crowd: {level: 1, weight: 50, talks: [t1, t2, t4], others: 1}"
    problem = problem_of(extra)
    best = found(problem, options_of())
    score = check(problem, best.timetable, active(problem))
    assert {r.priority: r.penalty for r in best.results} == score.priorities


@pytest.mark.parametrize("seconds", [0.2, pytest.param(1, marks=pytest.mark.slow)])
def test_a_timetable_to_start_from_is_never_made_worse(seconds: float) -> None:
    problem = problem_of()
    best = found(problem, options_of(seconds=seconds))
    again = found(problem, options_of(seconds=0.01, start=best.timetable))
    assert [r.penalty for r in again.results] <= [r.penalty for r in best.results]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("seconds", [0.05, pytest.param(0.2, marks=pytest.mark.slow)])
def test_they_walk_the_same_way_again(seconds: float, seed: int) -> None:
    problem, options = problem_of(), options_of(seconds=seconds, seed=seed)
    assert swapped(problem, options) == swapped(problem, options)


def test_an_interrupt_ends_them() -> None:
    stop = Interrupt()
    stop.set()
    outcome = swapped(problem_of(number=24), options_of(seconds=1e6, interrupt=stop))
    assert outcome is None or outcome


@pytest.mark.parametrize(
    "problem",
    [
        problem_of(number=11),
        read_problem(CONFERENCE + "talks: {}", "none.yaml"),
        read_problem(
            CONFERENCE
            + "talks:\n"
            + "\n".join(f"  t{i}: {{title: T, minutes: 30}}" for i in range(14)),
            "plain.yaml",
        ),
    ],
    ids=("few talks", "no talks", "no pairs"),
)
def test_where_they_do_not_pay_there_are_none(problem: Problem) -> None:
    assert swapped(problem, options_of()) is None


def test_talks_that_share_a_speaker_may_share_a_day() -> None:
    """They never start at once, which says nothing of longer spans."""
    problem = problem_of(", same-day: {level: 1, by: [track], count: pairs}")
    solution = solved(problem, without=WITHOUT)
    assert solution.score is not None
    assert solution.score.priorities[1] == solution.bounds[1]
    assert not any(
        score.findings
        for score in solution.score.constraints
        if score.name == "same-day"
    )
    charged = sum(result.penalty for result in solution.outcome.priorities)
    assert charged == solution.score.objective
