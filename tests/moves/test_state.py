"""Every change that a state foretells is the one that comes."""

from random import Random

import numpy as np
import pytest

from moves.tellings import all_told
from timetabler.moves.pricing import FORBIDDEN, Pricing
from timetabler.moves.state import State


@pytest.mark.parametrize("seed", range(25))
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
