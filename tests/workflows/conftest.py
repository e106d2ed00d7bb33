"""A small problem, and timetables as a search finds them."""

import pytest

from timetabler.engine.outcome import Options
from timetabler.problem.template import template
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.load import Loaded, load_problem
from timetabler.workflows.solve import solve


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    path = tmp_path_factory.mktemp("problem") / "problem.yaml"
    path.write_text(template(), encoding="utf-8")
    return load_problem(path)


@pytest.fixture(scope="module")
def found(loaded: Loaded) -> list[Timetable]:
    """Timetables as a search finds them, the best one last."""
    every: list[Timetable] = []
    options = Options(
        deterministic=True, found=lambda _, timetable: every.append(timetable)
    )
    solution = solve(loaded.problem, loaded.constraints, options)
    assert solution.timetable is not None
    assert every[-1].placements == solution.timetable.placements
    return every
