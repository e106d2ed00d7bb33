"""Deterministic candidates: neither the clock nor the order of sets has a say."""

from pathlib import Path

from twice import written_twice

TUTORIAL = Path(__file__).parents[2] / "problems/tutorial.yaml"


def test_it_writes_the_same_bytes_again(tmp_path: Path) -> None:
    written = written_twice(
        tmp_path,
        *("candidates", TUTORIAL, "-n", 3, "--max-loss", "3=30", "--deterministic"),
        *("--backbone", "--time-limit", 4),
    )
    assert written >= {"candidates.json", "run.json", "C/timetable.yaml"}
    assert written >= {"ballot.html", "backbone.png", "backbone.svg"}
