"""What the page of promises says of checkpoints and records is what they do."""

import shutil
from pathlib import Path

from cli.typing_it import ROOT
from docs.console import agrees, commands, printed

PAGE = ROOT / "docs" / "reliability.md"


def test_commands_print_what_is_said(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "problems", tmp_path / "problems")
    for command in commands(PAGE.read_text(encoding="utf-8")):
        found = printed(command.line, tmp_path)
        assert agrees(command.output, found), f"$ {command.line}\n{found}"
