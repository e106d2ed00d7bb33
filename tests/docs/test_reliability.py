"""What the page about reliability names is there, what it says of the source is so."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reliability.md"
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE.read_text(encoding="utf-8"))
SCRIPTS = re.findall(
    r"`python3? ((?:tests|scripts)/[\w/]+\.py)", PAGE.read_text(encoding="utf-8")
)
FORBIDDEN = {"eval", "exec", "pickle", "marshal", "shelve", "subprocess", "popen"}


def test_the_page_names_tests() -> None:
    assert len(NAMED) > 20
    assert len(SCRIPTS) > 4


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_test_that_is_named_exists(file: str, test: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert test in found


@pytest.mark.parametrize("script", sorted(set(SCRIPTS)))
def test_a_script_that_is_named_exists(script: str) -> None:
    assert (ROOT / script).exists()


def test_every_row_has_a_test_or_a_script() -> None:
    rows = [
        line
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| promise", "|---"))
    ]
    promises = [row for row in rows if "`" in row.rsplit("|", 2)[1]]
    assert rows
    assert [row for row in rows if row not in promises and "tests/" in row] == []


def test_nothing_that_is_read_is_run() -> None:
    """No name in the source reaches for what would run what it is given."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        names = set(_names(ast.parse(path.read_text(encoding="utf-8"))))
        assert not names & FORBIDDEN, f"{path.name}: {names & FORBIDDEN}"


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute) and node.attr in ("system", "popen"):
            yield "popen"


def test_warnings_are_errors() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["pytest"]["ini_options"]["filterwarnings"] == ["error"]
