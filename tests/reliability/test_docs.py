"""What the page of promises says of checkpoints and records is what they do."""

import re
import shutil
from pathlib import Path

from cli.typing_it import ROOT
from docs.console import agrees, commands, printed

PAGE = ROOT / "docs" / "reliability.md"
_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_tests_that_are_named_are_there() -> None:
    named = _NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 20
    for path, name in named:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in text, name


def test_commands_print_what_is_said(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "problems", tmp_path / "problems")
    for command in commands(PAGE.read_text(encoding="utf-8")):
        found = printed(command.line, tmp_path)
        assert agrees(command.output, found), f"$ {command.line}\n{found}"
