"""The examples of the page about prices say what the command says."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timetabler.cli.main import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "why.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ timetabler ([^\n]+)\n(.*?)```", PAGE, re.DOTALL)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 2


@pytest.mark.parametrize(("command", "answer"), EXAMPLES)
def test_the_page_is_true(
    command: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, [*shlex.split(command), "--workers", "1"])
    out = " ".join(result.stdout.split())
    for line in filter(str.strip, answer.splitlines()):
        assert " ".join(line.split()) in out
