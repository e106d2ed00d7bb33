"""The page on choosing: its commands run, and print what it says they print."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timetabler.cli.main import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "choosing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ timetabler (.*?)\n(.*?)```", PAGE, re.DOTALL)


def told_in_order(said: str, printed: str) -> bool:
    """Whether the parts that a page shows come in this order; `...` skips."""
    at = 0
    for part in said.split("..."):
        wanted = " ".join(part.split())
        at = printed.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted)
    return True


@pytest.mark.slow
def test_the_commands_of_the_page_print_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "problems", tmp_path / "problems")
    monkeypatch.chdir(tmp_path)
    assert len(BLOCKS) == 2
    for command, said in BLOCKS:
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, result.output
        assert told_in_order(said, " ".join(result.stdout.split())), result.stdout
    for name in re.findall(r"`([a-z]+\.(?:html|json|png|csv))`", PAGE):
        assert list(tmp_path.rglob(name)), name


def test_the_pictures_of_the_page_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
    assert pictures
    for picture in pictures:
        assert (ROOT / "docs" / picture).stat().st_size < 300_000
