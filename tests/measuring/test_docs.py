"""The commands of docs/benchmarks.md are such that the harness takes them."""

import re
import shlex
from pathlib import Path

import pytest

from benchmarks.known import known
from benchmarks.peers.install import NEEDED
from benchmarks.publish import RUNS, arguments_of
from benchmarks.run import parser
from making.benchmarks import ROOT, makers, measured
from timetabler.engine.features import FEATURES

PAGE = (ROOT / "docs/benchmarks.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python -m benchmarks\.run (.*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_taken(command: str) -> None:
    given = parser().parse_args(shlex.split(command))
    assert given.sets
    assert {name.partition("=")[0] for name in given.peer} <= NEEDED.keys()


def test_everything_that_is_measured_has_its_place() -> None:
    assert len(COMMANDS) >= len(RUNS)
    for name in makers():
        assert f"<!-- made by scripts/make_docs.py: {name} -->" in PAGE
    for name in RUNS:
        assert " ".join(arguments_of(name)) in PAGE


def test_what_is_not_measured_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("making.benchmarks.ROOT", tmp_path)
    assert measured("cosplib") == "Not measured yet."


def test_features_and_known_values() -> None:
    assert all(FEATURES.values())
    assert known()["GECCO19"] == (29,)
