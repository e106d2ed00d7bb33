"""One search held against another: nothing in the engine changes what is proven."""

from functools import cache

import pytest

from chance import built
from features import FEATURES, turned
from fuzz.problems import file_of
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.workflows.solve import Solution, solve

SEEDS = range(800, 806)
MANY = range(2000, 2300)
OPTIONS = Options(seconds=None, workers=1)


@cache
def plainly(seed: int) -> Solution:
    """The search as it is."""
    return solved(seed)


def solved(seed: int) -> Solution:
    problem = built(file_of(seed))
    return solve(problem, active(problem), OPTIONS)


def agree(seed: int, name: str) -> Status:
    """Solve with a feature and without it: the same is proven."""
    plain = plainly(seed)
    with turned([name]):
        other = solved(seed)
    assert other.status == plain.status
    assert other.bounds == plain.bounds
    assert (other.score is None) == (plain.score is None)
    if other.score is not None and plain.score is not None:
        assert other.score.priorities == plain.score.priorities
    return plain.status


@pytest.mark.parametrize("name", FEATURES)
def test_with_and_without(name: str) -> None:
    found = {agree(seed, name) for seed in SEEDS}
    assert found == {Status.OPTIMAL, Status.INFEASIBLE}


@pytest.mark.slow
@pytest.mark.parametrize("name", FEATURES)
def test_with_and_without_on_many_problems(name: str) -> None:
    for seed in MANY:
        agree(seed, name)


@pytest.mark.slow
def test_with_and_without_several() -> None:
    names = list(FEATURES)
    for seed in MANY:
        plain = plainly(seed)
        with turned([names[seed % len(names)], names[seed * 7 % len(names)]]):
            assert solved(seed).bounds == plain.bounds
