"""Gaps and integrals, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.integrals import (
    gap,
    gap_integral,
    mean_gap,
    primal_integral,
    references,
)
from benchmarks.watch import Watch, thinned
from measuring.runs import run
from timetabler.engine.outcome import Progress


@pytest.mark.parametrize(
    ("value", "reference", "expected"),
    [
        (None, 5, 1.0),
        (0, 0, 0.0),
        (5, 5, 0.0),
        (5, -5, 1.0),
        (10, 5, 0.5),
        (5, 10, 0.5),
        (5, 0, 1.0),
        (-20, -10, 0.5),
    ],
)
def test_gaps(value: int | None, reference: int, expected: float) -> None:
    assert gap(value, reference) == expected


def test_the_area_below_the_gap() -> None:
    # Nothing for 2 s (gap 1), then 20 beside 10 for 3 s (a half), then 10 (none).
    found = run(steps=[(2.0, 20, 0), (5.0, 10, 5)])
    assert primal_integral(found, (10,)) == pytest.approx(2 + 1.5)
    # The bound: 1 for 5 s, then a half until the limit at 10 s.
    assert gap_integral(found) == pytest.approx(5 + 2.5)


def test_what_comes_after_the_limit_counts_nothing() -> None:
    found = run(limit=4.0, steps=[(2.0, 20, 20), (6.0, 10, 10)])
    assert primal_integral(found, (10,)) == pytest.approx(2 + 1)
    assert gap_integral(found) == pytest.approx(2)


@given(
    st.lists(
        st.tuples(st.floats(0, 10), st.integers(-9, 9), st.integers(-9, 9)), max_size=6
    )
)
def test_an_integral_is_between_nothing_and_the_limit(
    steps: list[tuple[float, int, int]],
) -> None:
    found = run(steps=sorted(steps))
    for area in (primal_integral(found, (3,)), gap_integral(found)):
        assert -1e-9 <= area <= 10 + 1e-9


def test_several_priorities_count_alike() -> None:
    assert mean_gap((10, None, 3), (5, 0, 3)) == pytest.approx(0.5)
    assert mean_gap((), ()) == 0


def test_the_reference_is_the_best_of_all() -> None:
    runs = [run(steps=[(1.0, 7, 0)]), run(steps=[(9.0, 4, 0)]), run(), run("two")]
    assert references(runs) == {"one": (4,)}


def test_a_better_earlier_priority_makes_later_ones_unknown() -> None:
    watch = Watch([1, 2])
    for seconds, priority, best, bound in (
        (0.0, None, None, None),
        (1.0, 1, 5, 0),
        (2.0, 1, 5, 0),
        (3.0, 2, 8, 2),
        (4.0, 1, 4, 1),
        (5.0, 2, 9, 0),
        (6.0, 2, 9, 3),
    ):
        watch(Progress(seconds, priority, best, bound))
    known = [(s.seconds, s.penalties, s.bounds) for s in watch.end(7.0, (4, 9), (4, 9))]
    assert known == [
        (1.0, (5, None), (0, 0)),
        (3.0, (5, 8), (0, 2)),
        (4.0, (4, None), (1, 0)),
        (5.0, (4, 9), (1, 0)),
        (6.0, (4, 9), (1, 3)),
        (7.0, (4, 9), (4, 9)),
    ]
    assert watch.best == 5.0


def test_many_steps_are_thinned_evenly() -> None:
    steps = run(steps=[(float(n), 9999 - n, 0) for n in range(1000)]).steps
    few = thinned(steps, 11)
    assert (few[0], few[-1], len(few)) == (steps[0], steps[-1], 11)
    assert thinned(steps[:5], 11) == steps[:5]
