"""A model for which OR-Tools 9.15 ended the whole process, hinted what can not be."""

from pathlib import Path

from ortools.sat.python import cp_model

from timetabler.engine.outcome import Options
from timetabler.engine.run import Runner

MODEL = Path(__file__).with_name("ended_the_process.txt")


def test_workers_that_take_turns_stop_at_the_first_solution() -> None:
    model = cp_model.CpModel()
    model.proto.parse_text_format(MODEL.read_text(encoding="utf-8"))
    runner = Runner(Options(deterministic=True, workers=2))
    found = runner.run(model, None, stop_after_first_solution=True)
    assert found.solution is not None
