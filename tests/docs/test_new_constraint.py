"""The constraint that CONTRIBUTING adds keeps the contract, and is found by its key."""

import sys
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from constraints.test_contract import MANY_STARTS, charged, feasible
from docs.console import blocks
from strategies import problems, timetables
from timetabler.constraints import settings
from timetabler.constraints.base import Constraint
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.workflows.load import load_problem

ROOT = Path(__file__).parents[2]


def added() -> type[Constraint]:
    """The class that the page shows, from a module as if the file were there."""
    (source,) = blocks((ROOT / "CONTRIBUTING.md").read_text("utf-8"), "python")
    module = ModuleType("timetabler.constraints.not_late")
    sys.modules[module.__name__] = module
    exec(compile(source, "not_late.py", "exec"), module.__dict__)
    kind = module.__dict__["NotLate"]
    assert issubclass(kind, Constraint)
    return cast("type[Constraint]", kind)


NOT_LATE = added()


@examples(deadline=None, max_examples=40)
@given(data=st.data())
def test_it_keeps_the_contract(data: st.DataObject) -> None:
    problem = data.draw(problems())
    timetable = data.draw(timetables(problem))
    # Talks drawn have no kind, and days of 80 minutes.
    constraint = NOT_LATE.model_validate({"kinds": ["", "keynote"], "hours": 1})
    demands = list(constraint.encode(problem))
    findings = list(constraint.check(problem, timetable))
    amount = sum(finding.amount for finding in findings)
    assert feasible(problem, timetable, demands, MANY_STARTS) == (not findings)
    assert charged(problem, timetable, demands, MANY_STARTS) == amount
    assert {f.about for f in findings} <= {d.about for d in demands}
    assert all(constraint.law(problem, demand.about) for demand in demands)


def test_it_can_be_set_once_registered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "CONSTRAINTS", (*CONSTRAINTS, NOT_LATE))
    monkeypatch.setitem(settings._BY_KEY, "not-late", NOT_LATE)
    text = (ROOT / "problems/tutorial.yaml").read_text(encoding="utf-8")
    path = tmp_path / "problem.yaml"
    path.write_text(f"{text}\nconstraints:\n  not-late: {{level: 1, hours: 2}}\n")
    (found,) = (c for c in load_problem(path).constraints if c.key == "not-late")
    assert found.level == 1
    assert found.model_dump()["hours"] == 2
