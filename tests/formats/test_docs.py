"""The examples of docs/formats.md print what it says they print."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formats.examples import PROBLEMS, ROOT
from timetabler.cli.main import app
from timetabler.formats.registry import FORMATS

PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def test_examples_print_what_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "problems").symlink_to(PROBLEMS)
    blocks = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    assert blocks
    for block in blocks:
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = example.partition("\n")
            name, *arguments = shlex.split(command)
            assert name == "timetabler"
            result = CliRunner().invoke(app, arguments)
            assert (result.exit_code, result.stdout) == (0, expected), command


def test_every_format_is_described() -> None:
    for name in FORMATS:
        assert re.search(rf"^\|.*`{re.escape(name)}`.*\|", PAGE, re.MULTILINE), name
