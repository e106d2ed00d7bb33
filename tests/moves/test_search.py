"""Walks find the best of all timetables, the same again, and only what is possible."""

from itertools import product

import numpy as np
import pytest

from moves.tellings import all_told
from timetabler.moves.budget import Budget
from timetabler.moves.search import FastSearch, Incumbent
from timetabler.moves.space import Ints, Space
from timetabler.moves.tables import Tables

SLOW = pytest.mark.slow
FEW = 4_000
"""Timetables that are compared one by one."""


def by_work(seconds: float) -> Budget:
    return Budget(seconds, by_work=True, stopped=lambda: False)


def searched(tables: Tables, seconds: float, start: Ints | None = None) -> FastSearch:
    search = FastSearch(tables, tables.amounts, lambda _: None, seed=1)
    search.run(seconds, by_work, start)
    return search


def places_of(space: Space) -> list[list[int]]:
    return [[*map(int, np.flatnonzero(r)), space.nowhere] for r in space.permitted]


def few(space: Space) -> bool:
    return 1 < int(np.prod([len(places) for places in places_of(space)])) < FEW


SMALL = (2, 7, 10, 15, 18, 19, 22, 29, 32, 33, 36, 42, 43, 47, 52, 55, 56, 58, 59, 61)
MORE = (62, 64, 67, 69, 73)
"""The seeds of problems with few timetables; to look for them takes long."""


@pytest.mark.parametrize(
    "seed", [*SMALL[:10], *(pytest.param(s, marks=SLOW) for s in SMALL[10:] + MORE)]
)
def test_walks_find_the_best_of_all(seed: int) -> None:
    tables = all_told(seed)
    assert few(tables.space)
    every = product(*places_of(tables.space))
    best = min(tables.amounts(np.array(places)) for places in every)
    search = searched(tables, 0.05)
    assert search.best is not None
    assert search.best.amounts == best
    assert search.best.amounts == tables.amounts(search.best.places)


@pytest.mark.parametrize("seed", range(5))
def test_talks_only_start_when_they_may(seed: int) -> None:
    tables = all_told(seed)
    best = searched(tables, 0.02).best
    assert best is not None
    allowed = tables.space.permitted | (
        np.arange(tables.space.places) == tables.space.nowhere
    )
    assert allowed[np.arange(tables.space.size), best.places].all()


def test_the_same_seed_and_work_walk_the_same_way() -> None:
    tables = all_told(7)
    one, other = searched(tables, 0.02).best, searched(tables, 0.02).best
    assert one is not None
    assert other is not None
    assert (one.places == other.places).all()


def test_where_one_starts_from_is_never_lost() -> None:
    tables = all_told(7)
    best = searched(tables, 0.05).best
    assert best is not None
    again = searched(tables, 0.01, best.places).best
    assert again is not None
    assert again.amounts <= best.amounts


def test_only_what_the_judge_finds_better_is_kept() -> None:
    tables, kept = all_told(7), list[Incumbent]()

    def judge(places: Ints) -> tuple[int, ...]:
        return (len(set(places.tolist())), *tables.amounts(places))

    search = FastSearch(tables, judge, kept.append, seed=1)
    search.run(0.02, by_work, None)
    amounts = [incumbent.amounts for incumbent in kept]
    assert amounts == sorted(amounts, reverse=True)
    assert len(set(amounts)) == len(amounts)


def test_who_wants_it_to_end_waits_for_nothing() -> None:
    tables = all_told(7)
    search = FastSearch(tables, tables.amounts, lambda _: None, seed=1)

    def stopped(seconds: float) -> Budget:
        return Budget(seconds, by_work=True, stopped=lambda: True)

    assert search.run(1e9, stopped, None) == 0
