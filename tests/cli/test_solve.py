"""``timetabler solve``: what it prints, writes, refuses, and how it ends."""

import json
from pathlib import Path

import pytest
import yaml

from cli.typing_it import DEVROOM, KVM, PROBLEMS, TUTORIAL, ran, told_in_json, typed
from twice import TINY

WRITTEN = {
    "timetable.yaml",
    "score.json",
    "run.json",
    "timetable.csv",
    "timetable.html",
    "grid.png",
    "grid.svg",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a solved tutorial."""
    folder = tmp_path_factory.mktemp("solved") / "not" / "there" / "yet"
    assert typed("solve", TUTORIAL, "-o", folder).exit_code == 0
    return folder


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A problem file that is solved at once."""
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_init_writes_what_solves_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    assert typed("init", path).exit_code == 0
    assert told_in_json("solve", path)["status"] == "optimal"


def test_init_refuses_to_replace(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    refused = typed("init", path)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert typed("init", path, "--force").exit_code == 0
    assert path.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("large", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_one_json_document_and_silence(large: bool, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = ran("solve", DEVROOM if large else tiny, "-o", out, "--json")
    assert ended.returncode == 0
    assert ended.stderr == ""
    told = json.loads(ended.stdout)
    assert told["status"] == "optimal"
    assert told["feasible"] is True
    assert told["objective"] == told["bound"]
    assert not large or told["bound"] == 0
    assert list(told) == [
        *("feasible", "status", "objective", "bound"),
        *("priorities", "constraints", "seconds"),
    ]
    assert set(told["priorities"][0]) == {"priority", "penalty", "bound"}
    assert set(told["constraints"][0]) == {
        *("name", "level", "weight", "amount", "unit", "penalty", "findings")
    }
    assert json.loads((out / "score.json").read_text("utf-8")) == told


def test_findings_have_the_contracts_keys() -> None:
    findings = [
        finding
        for constraint in told_in_json("solve", TUTORIAL)["constraints"]
        for finding in constraint["findings"]
    ]
    assert findings
    assert all(set(f) == {"about", "amount", "text"} for f in findings)


def test_a_folder_has_everything(out: Path) -> None:
    assert {path.name for path in out.iterdir()} >= WRITTEN
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert len(run["problem"]["sha256"]) == 64
    assert run["status"] == "optimal"
    assert {"seed", "workers", "time_limit"} <= set(run["options"])
    assert {"timetabler", "ortools", "python"} == set(run["versions"])


def test_what_is_there_is_kept_without_force(out: Path) -> None:
    before = (out / "timetable.yaml").stat().st_mtime_ns
    refused = typed("solve", TUTORIAL, "-o", out)
    assert refused.exit_code == 2
    assert "timetable.yaml" in refused.stderr
    assert (out / "timetable.yaml").stat().st_mtime_ns == before


def test_starts_from_a_timetable(out: Path, tmp_path: Path) -> None:
    start = out / "timetable.yaml"
    ended = typed("solve", TUTORIAL, "--start-from", start, "-o", tmp_path)
    assert ended.exit_code == 0
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert run["options"]["started_from_a_timetable"] is True
    assert run["status"] == "optimal"
    identities = yaml.safe_load(start.read_text(encoding="utf-8"))["identities"]
    again = yaml.safe_load((tmp_path / "timetable.yaml").read_text(encoding="utf-8"))
    assert again["identities"] == identities


@pytest.mark.parametrize("large", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_deterministic_runs_give_the_same_bytes(
    large: bool, tiny: Path, tmp_path: Path
) -> None:
    problem = TUTORIAL if large else tiny
    for name, seed in (("one", "1"), ("two", "2")):
        folder = tmp_path / name
        ended = ran(
            *("solve", problem, "-o", folder, "--deterministic", "--seed", "3"),
            PYTHONHASHSEED=seed,
        )
        assert ended.returncode == 0, ended.stderr
    names = {path.name for path in (tmp_path / "one").iterdir()}
    assert names >= WRITTEN
    for name in names:
        one, two = (tmp_path / run / name for run in ("one", "two"))
        assert one.read_bytes() == two.read_bytes(), name


def test_a_time_limit_ends_with_a_timetable() -> None:
    told = told_in_json("solve", KVM, "--time-limit", "2", "--workers", "1")
    assert told["feasible"] is True
    assert told["bound"] <= told["objective"]


def test_too_little_time_is_not_infeasible() -> None:
    ended = typed("solve", PROBLEMS / "fosdem-2012.yaml", "--time-limit", "0.1")
    assert ended.exit_code == 5
    assert "unknown" in ended.stdout


def test_the_impossible_is_proven(tmp_path: Path) -> None:
    text = Path(TUTORIAL).read_text(encoding="utf-8")
    path = tmp_path / "impossible.yaml"
    path.write_text(
        text.replace("speakers: bruno", "speakers: gil").replace("optional: 10", ""),
        encoding="utf-8",
    )
    ended = typed("solve", path, "-o", tmp_path / "out", "--json")
    assert ended.exit_code == 4
    told = json.loads(ended.stdout)
    assert (told["status"], told["objective"]) == ("infeasible", None)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["run.json"]
