"""Checkpoints: better timetables only, as checkers judge; errors are remembered."""

from pathlib import Path

import pytest

from timetabler.engine.outcome import Options
from timetabler.problem.template import template
from timetabler.timetable.file import write_timetable
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.checkpoint import Checkpoint
from timetabler.workflows.load import Loaded, load_problem, load_timetable
from timetabler.workflows.solve import solve


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    path = tmp_path_factory.mktemp("problem") / "problem.yaml"
    path.write_text(template(), encoding="utf-8")
    return load_problem(path)


@pytest.fixture(scope="module")
def found(loaded: Loaded) -> list[Timetable]:
    """Timetables as a search finds them, the best one last."""
    every: list[Timetable] = []
    options = Options(
        deterministic=True, found=lambda _, timetable: every.append(timetable)
    )
    solution = solve(loaded.problem, loaded.constraints, options)
    assert solution.timetable is not None
    assert every[-1].placements == solution.timetable.placements
    return every


def rank(loaded: Loaded, timetable: Timetable) -> tuple[int, ...]:
    score = check(loaded.problem, timetable, loaded.constraints)
    assert score.feasible
    return tuple(score.priorities.values())


def checkpoint(loaded: Loaded, path: Path) -> Checkpoint:
    return Checkpoint(path, loaded.problem, loaded.constraints, every=0.0)


def test_searches_tell_of_better_and_better_timetables(
    loaded: Loaded, found: list[Timetable]
) -> None:
    ranks = [rank(loaded, timetable) for timetable in found]
    assert len(ranks) > 1
    assert ranks == sorted(ranks, reverse=True)


def test_the_best_of_all_searches_is_kept(
    loaded: Loaded, found: list[Timetable], tmp_path: Path
) -> None:
    path = tmp_path / "best.yaml"
    best = found[-1]
    broken = Timetable(dict(list(best.placements.items())[1:]))
    with checkpoint(loaded, path) as keeper:
        for search, timetable in enumerate((found[0], best, found[0], broken)):
            keeper.found(search, timetable)
    assert load_timetable(path, loaded.problem).placements == best.placements


def test_nothing_that_breaks_a_rule_is_kept(
    loaded: Loaded, found: list[Timetable], tmp_path: Path
) -> None:
    path = tmp_path / "best.yaml"
    with checkpoint(loaded, path) as keeper:
        keeper.found(0, Timetable({}))
    assert not path.exists()
    assert keeper.error is None


def test_a_checkpoint_that_fails_is_told_and_tried_again(
    loaded: Loaded, found: list[Timetable], tmp_path: Path
) -> None:
    path = tmp_path / "folder" / "best.yaml"
    path.parent.write_text("in the way", encoding="utf-8")
    with checkpoint(loaded, path) as keeper:
        keeper.found(0, found[0])
    assert keeper.error is not None
    path.parent.unlink()
    with checkpoint(loaded, path) as keeper:
        keeper.found(0, found[0])
    assert keeper.error is None
    assert write_timetable(loaded.problem, load_timetable(path, loaded.problem)) == (
        path.read_text(encoding="utf-8")
    )
