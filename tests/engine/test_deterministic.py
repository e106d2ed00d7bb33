"""Deterministic runs find the same, however their workers are scheduled."""

from pathlib import Path

from timetabler.engine.model import Model
from timetabler.engine.outcome import Options
from timetabler.engine.run import Runner
from timetabler.workflows.load import load_problem

PROBLEM = Path(__file__).parents[2] / "problems" / "virtualization-and-cloud-2012.yaml"
RUNS = 8


def test_equally_good_solutions_do_not_race() -> None:
    loaded = load_problem(PROBLEM)
    found = set()
    for _ in range(RUNS):
        model = Model(loaded.problem, loaded.constraints).model
        runner = Runner(Options(deterministic=True))
        run = runner.run(model, None, stop_after_first_solution=True)
        found.add(tuple(run.solution or ()))
    assert len(found) == 1
    assert found != {()}
