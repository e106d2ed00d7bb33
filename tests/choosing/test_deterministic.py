"""Deterministic candidates: neither the clock nor the order of sets has a say."""

from pathlib import Path

import pytest

from twice import TINY, written_twice

TUTORIAL = Path(__file__).parents[2] / "problems/tutorial.yaml"


@pytest.mark.parametrize("tiny", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_it_writes_the_same_bytes_again(tiny: bool, tmp_path: Path) -> None:
    problem = TUTORIAL
    if tiny:
        problem = tmp_path / "tiny.yaml"
        problem.write_text(TINY, encoding="utf-8")
    written = written_twice(
        tmp_path,
        *("candidates", problem, "-n", 3, "--max-loss", "3=30", "--deterministic"),
        *("--backbone", "--time-limit", 4),
    )
    assert written >= {"candidates.json", "run.json", "C/timetable.yaml"}
    assert written >= {"ballot.html", "backbone.png", "backbone.svg"}
