"""``timetabler solve``: find the best timetable, prove how good it is, write it."""

from collections.abc import Sequence
from dataclasses import replace
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
from timetabler.cli.keeping import CheckpointPath, MemoryLimit, checkpointed, kept

if TYPE_CHECKING:
    from timetabler.engine.outcome import Options
    from timetabler.workflows.load import Loaded
    from timetabler.workflows.solve import Solution


_GRACE = 2.0
"""Seconds that a run may take beyond its limit and a twentieth of it."""
_GIVEN = -1
"""Tells a checkpoint of the timetable to start from: no search has this number."""


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
    checkpoint: CheckpointPath = None,
    memory_limit: MemoryLimit = None,
    json: Json = False,
    force: Force = False,
) -> None:
    """Find the best timetable and prove how good it is."""
    began = monotonic()
    from timetabler.cli.progress import shown
    from timetabler.engine.outcome import Options
    from timetabler.workflows.load import Source, load_problem, load_timetable
    from timetabler.workflows.reproduction import reproduction
    from timetabler.workflows.solve import solve as solved

    with (
        told(),
        kept(output, _names(output), checkpoint, start_from, force=force) as path,
    ):
        loaded = load_problem(problem)
        start = load_timetable(start_from, loaded.problem) if start_from else None
        if start_from is not None:
            loaded = replace(loaded, start=Source.of(start_from))
        with interruptible(memory_limit) as interrupt:
            with (
                shown(loaded.problem) as report,
                checkpointed(path, loaded.problem, loaded.constraints, start) as found,
            ):
                if found is not None and start is not None:
                    found(_GIVEN, start)
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
                    found=found,
                )
                with repeatable(output, partial(reproduction, loaded, options)):
                    solution = solved(loaded.problem, loaded.constraints, options)
            if output is not None:
                # What is found in counted work is written in whatever time it takes.
                end = None if deterministic else began + time_limit * 1.05 + _GRACE
                _write(output, loaded, solution, options, end)
        _tell(loaded, solution, output, json=json)
    leave(solution.status, interrupted=interrupt.by_somebody)


def _names(output: Path | None) -> Sequence[str]:
    if output is None:
        return ()
    from timetabler.workflows.outputs import NAMES

    return NAMES


def _write(
    output: Path,
    loaded: "Loaded",
    solution: "Solution",
    options: "Options",
    until: float | None,
) -> None:
    from timetabler.timetable.file import write_timetable
    from timetabler.workflows.outputs import write_outputs
    from timetabler.workflows.rescue import rescued

    found = solution.timetable
    text = None if found is None else write_timetable(loaded.problem, found)
    with rescued(output / "timetable.yaml", text, complain):
        for remark in write_outputs(output, loaded, solution, options, until=until):
            complain(remark)


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
    """Seconds to keep for writing; for pictures only if they leave most of the time."""
    if output is None:
        return 0.0
    from timetabler.workflows.outputs import drawing, writing

    talks = len(loaded.problem.talks)
    least = writing(talks)
    whole = least + drawing(talks)
    return whole if whole <= time_limit / 4 else min(time_limit / 4, least)
