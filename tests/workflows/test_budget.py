"""What is left of the seconds for several searches."""

import pytest

from timetabler.engine.outcome import Options, Outcome, Status
from timetabler.workflows import budget
from timetabler.workflows.budget import Budget


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    times = [100.0]
    monkeypatch.setattr(budget, "monotonic", lambda: times[-1])
    return times


def took(seconds: float) -> Outcome:
    return Outcome(Status.FEASIBLE, None, seconds=seconds)


def test_by_the_clock_all_counts_that_happens_meanwhile(clock: list[float]) -> None:
    spending = Budget(Options(seconds=10, spent=1))
    clock.append(104.0)
    spending.spend(took(2.0))
    assert (spending.spent, spending.left) == (5.0, 5.0)
    assert spending.share(0.5, least=1) == 2.5
    clock.append(200.0)
    assert spending.left == 0.0
    assert spending.share(0.5, least=1) == 1.0


def test_deterministic_budgets_count_work_alone(clock: list[float]) -> None:
    spending = Budget(Options(seconds=10, deterministic=True))
    clock.append(104.0)
    assert (spending.spent, spending.left) == (0.0, 10.0)
    spending.spend(took(2.0))
    spending.spend(took(5.0))
    assert (spending.spent, spending.left) == (7.0, 3.0)


@pytest.mark.parametrize("deterministic", [False, True])
def test_without_a_limit_there_is_no_end(deterministic: bool) -> None:
    spending = Budget(Options(seconds=None, deterministic=deterministic))
    spending.spend(took(1000.0))
    assert spending.left is None
    assert spending.share(0.5, least=1) is None


def test_a_reserve_is_kept_once() -> None:
    by_clock = Budget(Options(seconds=10.0, reserve=4.0))
    assert 5.0 < (by_clock.left or 0.0) <= 6.0
    by_work = Budget(Options(seconds=10.0, reserve=4.0, deterministic=True))
    assert by_work.left == 10.0
