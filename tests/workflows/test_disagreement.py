"""When solver and checkers disagree, that is said loudly and can be repeated."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timetabler.cli.main import app
from timetabler.constraints.room_clash import RoomClash
from timetabler.constraints.room_idle import RoomIdle
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.problem.template import template
from timetabler.timetable.file import write_timetable
from timetabler.timetable.score import Finding
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.load import load_problem, load_timetable
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


WHY = "why {problem} {timetable} lightning --on sunday -o {out}/prices.png"
SEARCHES = {
    "solve {problem} -o {out}": "solve.solve",
    "candidates {problem} -o {out}": "choosing.study.study",
    "replan {problem} --from {timetable} -o {out}": "replanning.night.run",
    "compare {problem} {timetable} --solve-ideal -o {out}": "comparing.ideals.ideals",
    "explain {problem}": "explaining.explain.explain",
    "why {problem} {timetable} welcome -o {out}/it.png": "explaining.why.why.why",
}


@pytest.fixture
def timetable(problem: Path, tmp_path: Path) -> Path:
    loaded = load_problem(problem)
    found = solve(loaded.problem, loaded.constraints, Options(seconds=20, workers=1))
    assert found.timetable is not None
    path = tmp_path / "timetable.yaml"
    path.write_text(write_timetable(loaded.problem, found.timetable), encoding="utf-8")
    return path


@pytest.mark.parametrize("line", ["solve {problem} -o {out}", WHY])
def test_commands_hear_the_checkers(
    line: str,
    problem: Path,
    timetable: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RoomClash, "check", invented)
    out = tmp_path / "out"
    typed = line.format(problem=problem, timetable=timetable, out=out).split()
    result = CliRunner().invoke(app, typed)
    assert result.exit_code == 1
    assert "solver and checkers disagree" in result.stderr
    saved = (out / "disagreement.txt").read_text(encoding="utf-8")
    assert "something the solver knows nothing of" in saved
    assert template().strip() in saved
    assert [path.name for path in out.iterdir()] == ["disagreement.txt"]


@pytest.mark.parametrize(("line", "search"), SEARCHES.items())
def test_every_command_that_solves_leaves_what_repeats_it(
    line: str,
    search: str,
    problem: Path,
    timetable: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = load_timetable(timetable, load_problem(problem).problem)

    def disagree(*_: object, **__: object) -> None:
        raise DisagreementError(shown, ["seats: the checkers count 3, the solver 2"])

    monkeypatch.setattr(f"timetabler.workflows.{search}", disagree)
    folder = problem.parent
    monkeypatch.chdir(folder)
    out = folder / "out"
    typed = line.format(problem=problem, timetable=timetable, out=out).split()
    result = CliRunner().invoke(app, typed)
    assert result.exit_code == 1, result.output
    assert "the checkers count 3, the solver 2" in result.stderr
    saved = (out if "{out}" in line else folder) / "disagreement.txt"
    text = saved.read_text(encoding="utf-8")
    assert "the checkers count 3, the solver 2" in text
    assert timetable.read_text(encoding="utf-8").strip() in text
    assert template().strip() in text


def test_a_start_at_other_times_refutes_no_proof(tmp_path: Path) -> None:
    path = tmp_path / "one-slot.yaml"
    path.write_text(
        """
conference:
  title: One slot
  timezone: Europe/Brussels
  days: {fri: {date: 2031-01-03, hours: 10:00-12:00}}
  slots: [10:00]
rooms: {hall: {}}
talks: {a: {title: A, minutes: 30}, b: {title: B, minutes: 30}}
constraints: {permitted-start: "off"}
""",
        encoding="utf-8",
    )
    loaded = load_problem(path)
    talks = zip(loaded.problem.talks, (600, 660), strict=True)
    start = Timetable.of(Placement(minute, "hall", talk) for talk, minute in talks)
    options = Options(seconds=None, workers=1, start=start)
    assert check(loaded.problem, start, loaded.constraints).feasible
    found = solve(loaded.problem, loaded.constraints, options)
    assert found.status is Status.INFEASIBLE
