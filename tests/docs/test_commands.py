"""The commands in the documentation print what it says they print."""

import re
import shutil
from pathlib import Path

import pytest

from docs.console import agrees, blocks, commands, printed
from timetabler.workflows.load import load_problem
from timetabler.workflows.outputs import NAMES

ROOT = Path(__file__).parents[2]
_FILE = re.compile(
    r"`([\w-]+\.yaml)` is a (?:whole problem|changes) file:\n\n```yaml\n(.*?)```", re.S
)
PAGES = [
    page
    for page in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
    if any(commands(page.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_print_what_is_said(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "problems", tmp_path / "problems")
    for name, body in _FILE.findall(text):
        (tmp_path / name).write_text(body, encoding="utf-8")
    for command in commands(text):
        found = printed(command.line, tmp_path)
        assert agrees(command.output, found), f"$ {command.line}\n{found}"


def test_what_is_said_is_compared() -> None:
    assert agrees("one\n...\nthree (9.9 s)\n", "one  \ntwo\nthree (0.1 s)\n\n")
    assert agrees("...: there\n", "a, b: there\n")
    assert not agrees("one\n...\nfour\n", "one\ntwo\nthree\n")
    assert not agrees("one\n", "one\ntwo\n")


@pytest.mark.parametrize("page", ["README.md", "docs/fosdem-2012.md"])
def test_scripts_and_files_named_in_commands_exist(page: str) -> None:
    shell = "".join(blocks((ROOT / page).read_text(encoding="utf-8"), "sh"))
    files = re.findall(r"(?:scripts|problems)/[\w./-]+", shell)
    assert files
    assert all((ROOT / file).is_file() for file in files)


def test_the_settings_shown_are_settings(tmp_path: Path) -> None:
    (shown,) = blocks((ROOT / "docs/constraints.md").read_text("utf-8"), "yaml")
    tutorial = (ROOT / "problems/tutorial.yaml").read_text(encoding="utf-8")
    path = tmp_path / "problem.yaml"
    path.write_text(f"{tutorial}\n{shown}", encoding="utf-8")
    names = {c.label: c for c in load_problem(path).constraints}
    assert names["room-idle"].level == 2
    assert names["seats"].weight == 3
    assert names["keynotes"].level == 1
    assert "speaker-load" not in names


def test_everything_that_solve_writes_is_named() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in text] == []


def test_the_ci_script_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    last = script.read_text(encoding="utf-8").splitlines()[-1]
    assert last == 'exec python3 scripts/test.py "$@"'
