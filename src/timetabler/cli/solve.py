"""``timetabler solve``: find the best timetable, prove how good it is, write it."""

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from timetabler.cli.arguments import (
    Deterministic,
    Folder,
    Force,
    Json,
    ProblemPath,
    Seed,
    TimeLimit,
    Workers,
)
from timetabler.cli.disagreement import repeatable
from timetabler.cli.exits import complain, leave, told
from timetabler.cli.interrupts import interruptible

if TYPE_CHECKING:
    from timetabler.workflows.load import Loaded
    from timetabler.workflows.solve import Solution


def solve(  # noqa: PLR0917 - options of a command, all by name
    problem: ProblemPath,
    output: Folder = None,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 0,
    deterministic: Deterministic = False,
    start_from: Annotated[
        Path | None,
        typer.Option(metavar="TIMETABLE", help="A timetable to start from."),
    ] = None,
    json: Json = False,
    force: Force = False,
) -> None:
    """Find the best timetable and prove how good it is."""
    began = monotonic()
    from timetabler.cli.progress import shown
    from timetabler.engine.outcome import Options
    from timetabler.workflows.files import refuse_overwriting
    from timetabler.workflows.load import load_problem, load_timetable
    from timetabler.workflows.reproduction import reproduction
    from timetabler.workflows.solve import solve as solved

    with told():
        if output is not None:
            from timetabler.workflows.outputs import NAMES

            refuse_overwriting([output / name for name in NAMES], force=force)
        loaded = load_problem(problem)
        start = load_timetable(start_from, loaded.problem) if start_from else None
        with interruptible() as interrupt, shown(loaded.problem) as report:
            options = Options(
                seconds=time_limit,
                spent=monotonic() - began,
                reserve=_writing(loaded, output, time_limit),
                workers=workers,
                seed=seed,
                deterministic=deterministic,
                start=start,
                interrupt=interrupt,
                report=report,
            )
            with repeatable(output, partial(reproduction, loaded, options)):
                solution = solved(loaded.problem, loaded.constraints, options)
        if output is not None:
            from timetabler.workflows.outputs import write_outputs

            for remark in write_outputs(output, loaded, solution, options):
                complain(remark)
        _tell(loaded, solution, output, json=json)
    leave(solution.status, interrupted=solution.outcome.interrupted)


def _tell(
    loaded: "Loaded", solution: "Solution", output: Path | None, *, json: bool
) -> None:
    if json:
        from timetabler.workflows.report import as_json, solution_json

        typer.echo(as_json(solution_json(solution)), nl=False)
        return
    from timetabler.cli.console import output as console
    from timetabler.views.terminal.verdict import verdict

    target = console()
    if solution.timetable is not None and solution.score is not None:
        from timetabler.views.layout.marks import marks_of
        from timetabler.views.terminal.scorecard import score_card
        from timetabler.views.terminal.terminal import print_grid

        marks = marks_of(loaded.problem, solution.timetable, solution.score)
        if output is None:
            print_grid(loaded.problem, solution.timetable, target, marks=marks)
        target.print(score_card(solution.score))
    target.print(verdict(str(solution.status), solution.outcome.seconds))
    if output is not None:
        target.print(f"written to {output}/")


def _writing(loaded: "Loaded", output: Path | None, time_limit: float) -> float:
    """Seconds to keep for writing: pictures take about 16 ms a talk."""
    if output is None:
        return 0.0
    return min(time_limit / 4, 1.5 + 0.016 * len(loaded.problem.talks))
