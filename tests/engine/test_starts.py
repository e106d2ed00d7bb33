"""Plans that choose starts: no bound is too high, and nothing better is overlooked."""

from collections.abc import Sequence

import pytest

from engine.sessions_made import made
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Outcome, Status
from timetabler.engine.run import Runner
from timetabler.engine.search import search
from timetabler.engine.sessions.coarse import Level
from timetabler.engine.sessions.finder import sessions_first, stages_of
from timetabler.engine.sessions.handing import Handing
from timetabler.engine.sessions.stages import Stages
from timetabler.engine.sessions.timed import Timed
from timetabler.problem.problem import Problem
from timetabler.workflows.check import check

SEEDS = range(110)
MANY = range(2000, 2500)


def plain(problem: Problem) -> Outcome:
    options = Options(seconds=None, workers=1, without=frozenset({"sessions"}))
    return search(problem, active(problem), options)


def bounded(seed: int, above: int) -> int | None:
    """Look for something cheaper than ``above`` more than the optimum.

    Returns:
        How much the bound is higher than that of plans without starts; None if nothing
        depends on starts, or there is no timetable.
    """
    problem = made(seed, heard=True)
    runner = Runner(Options(seconds=None, workers=1))
    stages, best = stages_of(problem, active(problem), runner), plain(problem)
    if stages is None or best.status != Status.OPTIMAL or not stages.at_risk:
        return None
    stages.search()
    optimum = {result.priority: result.penalty for result in best.priorities}
    levels = stages.result.levels
    last = max(levels)
    earlier = {p: optimum[p] for p in levels if p < last}
    least = levels[last].bound
    if any(levels[p].penalty != optimum[p] for p in earlier):
        least = 0
    timed = Timed(stages, stages.classes, earlier, runner)
    known = Level(optimum[last] + above, least)
    values, bound = timed.cheaper(last, known, stages.result.values or {})
    assert bound <= optimum[last]
    assert bound >= least
    if above:
        # What is as good as the best timetable is cheaper than this, and a plan.
        assert values is not None
    return bound - least


@pytest.mark.parametrize(
    ("above", "number"),
    [
        (0, 35),
        (1, 17),
        pytest.param(0, len(SEEDS), marks=pytest.mark.slow),
        pytest.param(1, 50, marks=pytest.mark.slow),
    ],
)
def test_no_bound_is_too_high(above: int, number: int) -> None:
    gains = [bounded(seed, above) for seed in SEEDS[:number]]
    found = [gain for gain in gains if gain is not None]
    assert len(found) > number / 4
    assert sum(gain > 0 for gain in found) >= number / 50


@pytest.mark.slow
@pytest.mark.parametrize("above", [0, 1, 5])
def test_no_bound_of_many_is_too_high(above: int) -> None:
    for seed in MANY:
        bounded(seed, above)


@pytest.mark.parametrize(
    "seeds",
    [
        (20, 26, 28, 33),  # something depends on starts in these
        pytest.param(SEEDS[:50], marks=pytest.mark.slow),
    ],
    ids=("few", "many"),
)
def test_the_same_is_proven_with_starts(
    seeds: Sequence[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    timed = Handing._timed

    def noted(handing: Handing, stages: Stages) -> object:
        before = handing.best
        found = timed(handing, stages)
        looked.append(found.timetable is not None or handing.best != before)
        return found

    monkeypatch.setattr(Handing, "_timed", noted)
    for seed in seeds:
        problem = made(seed, heard=True)
        constraints, options = active(problem), Options(seconds=None, workers=1)
        found = sessions_first(problem, constraints, Runner(options), lambda *_: None)
        best = plain(problem)
        assert found is not None
        assert not found.impossible or best.status == Status.INFEASIBLE
        if found.timetable is None:
            continue
        score = check(problem, found.timetable, constraints)
        assert score.feasible
        assert score.priorities == found.penalties
        for result in best.priorities:
            assert found.bounds[result.priority] <= result.penalty
            if found.penalties[result.priority] != result.penalty:
                break
    assert sum(looked) > 1
