"""A timetable to start from is never exchanged for a worse one, if time is short."""

from pathlib import Path

import pytest

from cli.typing_it import told_in_json, typed
from timetabler.engine.outcome import Options, Outcome, PriorityResult, Status
from timetabler.problem.template import template
from timetabler.timetable.file import write_timetable
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.load import Loaded, load_timetable
from timetabler.workflows.solve import solve


def penalties(loaded: Loaded, timetable: Timetable) -> dict[int, int]:
    return check(loaded.problem, timetable, loaded.constraints).priorities


def in_order(loaded: Loaded, timetable: Timetable) -> list[int]:
    return list(penalties(loaded, timetable).values())


def written_to(folder: Path, loaded: Loaded, timetable: Timetable) -> tuple[Path, Path]:
    """Write the problem and a timetable to files."""
    problem, best = folder / "problem.yaml", folder / "best.yaml"
    problem.write_text(template(), encoding="utf-8")
    best.write_text(write_timetable(loaded.problem, timetable), encoding="utf-8")
    return problem, best


def searching_elsewhere(
    monkeypatch: pytest.MonkeyPatch, loaded: Loaded, timetable: Timetable | None
) -> None:
    """Let searches find one timetable only, as if there had been no time for more."""
    reached = penalties(loaded, timetable) if timetable else {}
    results = tuple(PriorityResult(p, cost, 0) for p, cost in reached.items())
    status = Status.FEASIBLE if timetable else Status.UNKNOWN
    outcome = Outcome(status, timetable, results)
    monkeypatch.setattr("timetabler.engine.search.search", lambda *_: outcome)


@pytest.mark.parametrize("worse", [True, False])
def test_the_better_one_of_both_is_kept(
    *,
    worse: bool,
    loaded: Loaded,
    found: list[Timetable],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert in_order(loaded, found[0]) > in_order(loaded, found[-1])
    other, start = (found[0], found[-1]) if worse else (found[-1], found[0])
    searching_elsewhere(monkeypatch, loaded, other)
    kept = solve(loaded.problem, loaded.constraints, Options(start=start))
    assert kept.timetable is not None
    assert kept.timetable.placements == found[-1].placements
    assert kept.status is Status.FEASIBLE
    for result in kept.outcome.priorities:
        best = penalties(loaded, found[-1])[result.priority]
        assert (result.penalty, result.bound) == (best, 0)


def test_priorities_that_nobody_asked_for_decide_nothing(
    loaded: Loaded, found: list[Timetable], monkeypatch: pytest.MonkeyPatch
) -> None:
    searching_elsewhere(monkeypatch, loaded, found[0])
    options = Options(start=found[-1], last=0)
    kept = solve(loaded.problem, loaded.constraints, options)
    assert kept.timetable is not None
    assert kept.timetable.placements == found[0].placements


@pytest.mark.parametrize("left", [0, -1])
def test_a_start_that_breaks_rules_is_not_kept(
    left: int,
    loaded: Loaded,
    found: list[Timetable],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = Timetable(dict(list(found[-1].placements.items())[1:]))
    other = found[0] if left == 0 else None
    searching_elsewhere(monkeypatch, loaded, other)
    kept = solve(loaded.problem, loaded.constraints, Options(start=broken))
    assert (kept.timetable is None) == (other is None)
    if kept.timetable is not None:
        assert kept.timetable.placements == found[0].placements


def test_a_checkpoint_to_start_from_is_not_replaced_by_a_worse_one(
    loaded: Loaded,
    found: list[Timetable],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    problem, best = written_to(tmp_path, loaded, found[-1])
    searching_elsewhere(monkeypatch, loaded, found[0])
    told = told_in_json(
        "solve", problem, "--start-from", best, "--checkpoint", best, "-o", tmp_path
    )
    assert told["status"] == "feasible"
    kept = load_timetable(best, loaded.problem)
    assert in_order(loaded, kept) == in_order(loaded, found[-1])
    ended = load_timetable(tmp_path / "timetable.yaml", loaded.problem)
    assert ended.placements == found[-1].placements


def test_a_checkpoint_begins_with_the_timetable_to_start_from(
    loaded: Loaded,
    found: list[Timetable],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    problem, best = written_to(tmp_path, loaded, found[-1])
    searching_elsewhere(monkeypatch, loaded, None)
    copy = tmp_path / "copy.yaml"
    ended = typed("solve", problem, "--start-from", best, "--checkpoint", copy)
    assert ended.exit_code == 0
    kept = load_timetable(copy, loaded.problem)
    assert kept.placements == found[-1].placements
