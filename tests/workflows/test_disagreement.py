"""When solver and checkers disagree, that is said loudly and can be repeated."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timetabler.cli.main import app
from timetabler.constraints.room_clash import RoomClash
from timetabler.constraints.room_idle import RoomIdle
from timetabler.engine.outcome import Options
from timetabler.problem.problem import Problem
from timetabler.problem.template import template
from timetabler.timetable.score import Finding
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.load import load_problem
from timetabler.workflows.solve import DisagreementError, solve


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "problem.yaml"
    path.write_text(template(), encoding="utf-8")
    return path


def invented(self: object, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
    del self, problem, timetable
    yield Finding(("nowhere",), 77, "something the solver knows nothing of")


@pytest.mark.parametrize("kind", [RoomClash, RoomIdle])
def test_findings_that_the_solver_denies_are_an_error(
    kind: type[RoomClash | RoomIdle], problem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kind, "check", invented)
    loaded = load_problem(problem)
    with pytest.raises(DisagreementError) as caught:
        solve(loaded.problem, loaded.constraints, Options(seconds=20, workers=1))
    assert caught.value.reasons


def test_the_command_leaves_all_that_repeats_it(
    problem: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoomClash, "check", invented)
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["solve", str(problem), "-o", str(out)])
    assert result.exit_code == 1
    assert "solver and checkers disagree" in result.stderr
    saved = (out / "disagreement.txt").read_text(encoding="utf-8")
    assert "something the solver knows nothing of" in saved
    assert template().strip() in saved
    assert not (out / "timetable.yaml").exists()
