"""Checkpoints: better timetables only, as checkers judge; errors are remembered."""

from pathlib import Path

from timetabler.timetable.file import write_timetable
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.checkpoint import Checkpoint
from timetabler.workflows.load import Loaded, load_timetable


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
