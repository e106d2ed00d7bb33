"""Deterministic runs give the same bytes; records are enough to run them again."""

import json
from pathlib import Path

import pytest

from cli.typing_it import KVM, TUTORIAL, told_in_json, typed
from twice import TINY


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "problem.yaml"
    path.write_text(Path(TUTORIAL).read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture(
    params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["tiny", "tutorial"]
)
def any_problem(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One that is solved at once; the tutorial as well with ``-m slow``."""
    path = tmp_path / "problem.yaml"
    text = Path(TUTORIAL).read_text(encoding="utf-8") if request.param else TINY
    path.write_text(text, encoding="utf-8")
    return path


def solved(problem: Path, folder: Path, *more: str) -> Path:
    """Solve deterministically; the record of the run."""
    ended = typed("solve", problem, "-o", folder, "--deterministic", *more)
    assert ended.exit_code == 0
    return folder / "run.json"


def test_any_number_of_workers_gives_the_same_bytes(
    problem: Path, tmp_path: Path
) -> None:
    one = solved(problem, tmp_path / "one", "--workers", "1").parent
    assert typed("rerun", one / "run.json").exit_code == 0
    other = solved(problem, tmp_path / "other", "--workers", "5").parent
    for path in one.iterdir():
        assert path.read_bytes() == (other / path.name).read_bytes(), path.name


def test_a_run_again_gives_the_same_bytes(problem: Path, tmp_path: Path) -> None:
    record = solved(problem, tmp_path / "out", "--seed", "7")
    ended = typed("rerun", record, "-o", tmp_path / "again")
    assert ended.exit_code == 0, ended.stderr
    assert "the same timetable, byte for byte" in ended.stdout
    for path in record.parent.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
    # Folders move together.
    (tmp_path / "elsewhere").mkdir()
    problem.rename(tmp_path / "elsewhere" / "problem.yaml")
    moved = record.parent.rename(tmp_path / "elsewhere" / "out")
    assert told_in_json("rerun", moved / "run.json")["same_bytes"] is True


def test_changed_inputs_are_refused(any_problem: Path, tmp_path: Path) -> None:
    problem = any_problem
    record = solved(problem, tmp_path / "out")
    before = problem.read_text(encoding="utf-8")
    problem.write_text(before + "# a word more\n", encoding="utf-8")
    refused = typed("rerun", record)
    assert refused.exit_code == 3
    assert "problem.yaml is not what it was" in refused.stderr
    assert "--anyway" in refused.stderr
    told = told_in_json("rerun", record, "--anyway")
    assert (told["same_bytes"], told["same_bytes_expected"]) == (True, False)
    other = tmp_path / "kept.yaml"
    other.write_text(before, encoding="utf-8")
    assert typed("rerun", record, "--problem", other).exit_code == 0
    problem.unlink()
    assert "No such file" in typed("rerun", record).stderr


def test_tables_that_a_problem_names_are_inputs(problem: Path, tmp_path: Path) -> None:
    table = tmp_path / "costs.csv"
    table.write_text("talk,day,penalty\nopening,friday,3\n", encoding="utf-8")
    more = "constraints:\n  costs: {level: 4, file: costs.csv}\n"
    text = problem.read_text(encoding="utf-8")
    assert "\nconstraints:" not in text
    problem.write_text(f"{text}\n{more}", encoding="utf-8")
    record = solved(problem, tmp_path / "out")
    (named,) = json.loads(record.read_text(encoding="utf-8"))["tables"]
    assert named["path"] == "../costs.csv"
    table.write_text("talk,day,penalty\nopening,friday,4\n", encoding="utf-8")
    refused = typed("rerun", record)
    assert refused.exit_code == 3
    assert "costs.csv is not what it was" in refused.stderr


def test_the_timetable_started_from_is_an_input(
    any_problem: Path, tmp_path: Path
) -> None:
    first = solved(any_problem, tmp_path / "first").parent / "timetable.yaml"
    record = solved(any_problem, tmp_path / "out", "--start-from", str(first))
    assert typed("rerun", record).exit_code == 0
    text = first.read_text(encoding="utf-8")
    first.write_text(text + "# a word more\n", encoding="utf-8")
    assert "that the run started from" in typed("rerun", record).stderr


def test_a_timetable_that_was_touched_is_found(
    any_problem: Path, tmp_path: Path
) -> None:
    record = solved(any_problem, tmp_path / "out")
    timetable = record.parent / "timetable.yaml"
    timetable.write_text(timetable.read_text("utf-8") + "\n", encoding="utf-8")
    ended = typed("rerun", record)
    assert ended.exit_code == 1
    assert "is NOT what was recorded" in ended.stdout


def test_other_bytes_are_a_bug_only_where_the_same_were_promised(
    problem: Path, tmp_path: Path
) -> None:
    record = solved(problem, tmp_path / "out")
    data = json.loads(record.read_text(encoding="utf-8"))
    data["result"] = {"sha256": "0" * 64, "penalties": {"1": 0, "2": 0, "3": 0}}
    (record.parent / "timetable.yaml").unlink()
    record.write_text(json.dumps(data), encoding="utf-8")
    ended = typed("rerun", record)
    assert ended.exit_code == 1
    assert "this is a bug" in ended.stdout
    assert "priority 1: 0 then, 10 now" in ended.stdout
    data["versions"]["ortools"] = "9.0"
    record.write_text(json.dumps(data), encoding="utf-8")
    ended = typed("rerun", record)
    assert ended.exit_code == 0
    assert "ortools 9.0 then" in ended.stderr


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 100_000, '{"format": 1}', "\x00", '{"format": 2}'],
    ids=["nothing", "list", "empty", "deep", "part", "binary", "later"],
)
def test_what_is_no_record_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    ended = typed("rerun", path)
    assert ended.exit_code == 3
    assert f"{path}:1:1: no record" in ended.stderr


def test_only_solves_can_be_run_again(tmp_path: Path) -> None:
    ask = ("candidates", KVM, "-n", "1", "--time-limit", "3", "-o", tmp_path)
    assert typed(*ask).exit_code in (0, 5)
    ended = typed("rerun", tmp_path / "run.json")
    assert ended.exit_code == 3
    assert "the record of a candidates" in ended.stderr
