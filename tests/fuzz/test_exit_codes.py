"""Broken files on the command line: exit code 3 and words, or a good end."""

from pathlib import Path

import pytest

from cli.typing_it import DEVROOM, TUTORIAL, typed
from fuzz.readers import READERS
from fuzz.reading import broken

IMPORTS = ("schedule.xml", "schedule.json", "pretalx", "sessionize", "indico", "ics")
WHERE = ("--timezone", "Europe/Brussels", "--minutes", "30")
DONE, INVALID, VIOLATIONS = 0, 3, 6
SEEDS = range(4)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("format", "reader", "name"),
    [
        *((format, format, "in") for format in IMPORTS),
        ("sheets", "csv", "talks.csv"),
        ("sheets", "xlsx", "talks.xlsx"),
    ],
)
def test_import(format: str, reader: str, name: str, seed: int, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(broken(READERS[reader], seed))
    result = typed("import", format, source, "-o", tmp_path / "p.yaml", *WHERE)
    assert result.exit_code in (DONE, INVALID)
    assert "Traceback" not in result.output
    assert result.stderr.strip()
    assert (tmp_path / "p.yaml").exists() or result.exit_code == INVALID


@pytest.mark.parametrize("seed", range(8))
def test_check_a_broken_problem(seed: int, tmp_path: Path) -> None:
    source = tmp_path / "problem.yaml"
    source.write_bytes(broken(READERS["problem.yaml"], seed))
    timetable = Path(DEVROOM).with_name("published") / Path(DEVROOM).name
    result = typed("check", source, timetable)
    assert result.exit_code in (DONE, INVALID, VIOLATIONS)
    if result.exit_code == INVALID:
        assert "nothing was done" in result.stderr


@pytest.mark.parametrize("seed", range(8))
def test_check_a_broken_timetable(seed: int, tmp_path: Path) -> None:
    source = tmp_path / "timetable.yaml"
    source.write_bytes(broken(READERS["timetable.yaml"], seed))
    result = typed("check", DEVROOM, source)
    assert result.exit_code in (DONE, INVALID, VIOLATIONS)
    if result.exit_code == INVALID:
        assert "nothing was done" in result.stderr


@pytest.mark.parametrize("seed", range(8))
def test_replan_with_broken_changes(seed: int, tmp_path: Path) -> None:
    source = tmp_path / "changes.yaml"
    source.write_bytes(broken(READERS["changes.yaml"], seed))
    timetable = tmp_path / "timetable.yaml"
    timetable.write_text("format: 1\ntalks: {}\n", encoding="utf-8")
    limits = ("--time-limit", "1", "--workers", "1")
    result = typed(
        *("replan", TUTORIAL, "--from", timetable, "--changes", source, *limits)
    )
    assert result.exit_code in (DONE, INVALID, 4, 5)
    assert "Traceback" not in result.output
