"""What is said of where things are: every file that is named is there, and listed."""

import re
from importlib import import_module
from inspect import isabstract
from pathlib import Path
from pkgutil import iter_modules

import pytest

from timetabler import constraints, workflows
from timetabler.constraints.base import Constraint

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "timetabler"
PLACES = (ROOT, SOURCE, SOURCE / "constraints", SOURCE / "views")
# The constraint and the commands that are examples of something new.
NEW = {"not_late.py", "cli/rooms.py", "workflows/rooms.py"}


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/how-it-works.md"])
def test_files_that_are_named_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:\w+/)+|(?:[\w.-]+/)*\w+\.py)`", text)
    assert len(named) > 5
    for name in set(named) - NEW:
        assert any((place / name).exists() for place in PLACES), name


def test_files_that_are_no_constraints_are_listed() -> None:
    listed = set(re.findall(r"``(\w+)``", constraints.__doc__ or ""))
    for module in iter_modules(constraints.__path__):
        found = import_module(f"timetabler.constraints.{module.name}")
        kinds = [
            kind
            for kind in vars(found).values()
            if isinstance(kind, type)
            and issubclass(kind, Constraint)
            and kind.__module__ == found.__name__
            and not isabstract(kind)
        ]
        own = {"differ_from", "elsewhere"}
        assert (module.name in listed - own) == (not kinds), module.name


def test_packages_of_workflows_are_told() -> None:
    text = (ROOT / "docs/how-it-works.md").read_text(encoding="utf-8")
    for module in iter_modules(workflows.__path__):
        if module.ispkg:
            assert f"`workflows/{module.name}/`" in text, module.name
