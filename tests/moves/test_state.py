"""Every change that a state foretells is the one that comes."""

from random import Random

import numpy as np
import pytest

from chance import problem_of
from constraints.test_contract import settings_of
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.moves.pricing import FORBIDDEN, Pricing
from timetabler.moves.space import Space
from timetabler.moves.state import State
from timetabler.moves.tables import Tables, tables_of

LEVELS = (1, 2, 3)


def all_told(seed: int) -> Tables:
    """The tables of all constraints that are sums, on random levels."""
    problem, random = problem_of(seed), Random(seed)
    told = []
    for kind in CONSTRAINTS:
        level = random.choice(("hard", *LEVELS))
        given = {"level": level, "weight": random.randint(1, 5)}
        constraint = kind.model_validate({**settings_of(kind, seed), **given})
        sums = constraint.sums(problem)
        if sums is not None:
            told.append((constraint, sums))
    return tables_of(Space(problem), told, LEVELS)


@pytest.mark.parametrize("seed", range(40))
def test_changes_are_foretold(seed: int) -> None:
    tables, random = all_told(seed), Random(seed)
    space = tables.space
    pricing = Pricing(tables, (1000.0, 100.0, 10.0, 1.0))
    able = [[*np.flatnonzero(row), space.nowhere] for row in space.permitted]
    state = State(pricing, np.array([random.choice(places) for places in able]))

    def cost() -> float:
        return pricing.of(tables.amounts(state.places))

    for _ in range(30):
        talk = random.randrange(space.size)
        assert state.cost == cost()
        swaps, shifts = state.swaps(talk), state.shifts(talk)
        other, to = random.randrange(space.size), random.randrange(len(state.free))
        if random.random() < 0.5 and swaps[other] < FORBIDDEN / 2:
            state.swap(talk, other, swaps[other])
        elif shifts[to] < FORBIDDEN / 2:
            state.shift(talk, int(state.free[to]), shifts[to])
