"""``timetabler candidates``: several good timetables that are truly different."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
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
    Workers,
)
from timetabler.cli.arguments import time_limit as seconds_for
from timetabler.cli.disagreement import repeatable
from timetabler.cli.exits import (
    INFEASIBLE,
    INTERRUPTED,
    UNKNOWN,
    USAGE,
    complain,
    told,
)
from timetabler.cli.keeping import CheckpointPath, MemoryLimit, checkpointed, kept

if TYPE_CHECKING:
    from timetabler.workflows.choosing.study import Study
    from timetabler.workflows.load import Loaded


class Kind(StrEnum):
    """What counts as another place."""

    DAY = "day"
    START = "start"
    ROOM = "room"


def candidates(  # noqa: PLR0917 - options of a command, all by name
    problem: ProblemPath,
    number: Annotated[
        int, typer.Option("-n", "--number", min=1, max=26, help="How many.")
    ] = 5,
    min_distance: Annotated[
        str, typer.Option(metavar="SHARE", help="The least share of talks that differ.")
    ] = "20%",
    count_only: Annotated[
        list[Kind] | None,
        typer.Option(
            help="What has to differ: day, start, room; default: any of them."
        ),
    ] = None,
    max_loss: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOSS",
            help="How much worse than the best: 2% of each priority's penalty; 3=10%,"
            " or 3=25 points, for priority 3 alone.  [default: 2%]",
        ),
    ] = None,
    backbone: Annotated[
        bool, typer.Option("--backbone", help="Find what is the same in all of them.")
    ] = False,
    profiles: Annotated[
        bool, typer.Option("--profiles", help="Solve for each profile as well.")
    ] = False,
    frontier: Annotated[
        str,
        typer.Option(metavar="ONE,OTHER", help="The trade-off of two constraints."),
    ] = "",
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Double and halve each weight.")
    ] = False,
    shuffle: Annotated[
        bool, typer.Option("--shuffle", help="Deal the ballot's letters by the seed.")
    ] = False,
    output: Folder = None,
    time_limit: Annotated[
        float, seconds_for("the candidates; each further question may take as long")
    ] = 60.0,
    workers: Workers = None,
    seed: Seed = 0,
    deterministic: Deterministic = False,
    checkpoint: CheckpointPath = None,
    memory_limit: MemoryLimit = None,
    json: Json = False,
    force: Force = False,
) -> None:
    """Find good timetables that are far apart, each with its guarantees."""
    began = monotonic()
    from timetabler.cli.interrupts import interruptible
    from timetabler.cli.pool import pool
    from timetabler.engine.outcome import Options
    from timetabler.timetable.distance import KINDS
    from timetabler.workflows.choosing.candidates import Wanted
    from timetabler.workflows.choosing.loss import read_loss, read_share
    from timetabler.workflows.choosing.study import Questions, study
    from timetabler.workflows.load import load_problem
    from timetabler.workflows.reproduction import reproduction

    with (
        told(),
        _usage(),
        kept(output, _names(output, number), checkpoint, force=force) as path,
    ):
        wanted = Wanted(
            number,
            read_share(min_distance),
            tuple(kind for kind in KINDS if not count_only or kind in count_only),
            read_loss(max_loss or ()),
        )
        between = _between(frontier)
        questions = Questions(wanted, backbone, profiles, between, sensitivity)
        loaded = load_problem(problem)
        with interruptible(memory_limit) as interrupt:
            with (
                pool(workers) as (executor, threads),
                checkpointed(path, loaded.problem, loaded.constraints) as keep,
            ):
                options = Options(
                    seconds=time_limit,
                    spent=monotonic() - began,
                    reserve=_writing(loaded, output, time_limit, number),
                    workers=workers,
                    seed=seed,
                    deterministic=deterministic,
                    interrupt=interrupt,
                    found=keep,
                )
                with repeatable(output, partial(reproduction, loaded, options)):
                    found = study(
                        loaded,
                        questions,
                        options,
                        executor,
                        threads=threads,
                        tell=complain,
                    )
            if output is not None:
                from timetabler.workflows.choosing.outputs import write_study

                write_study(output, loaded, found, options, seed if shuffle else None)
        _tell(loaded, found, output, json=json)
    _leave(found, interrupted=interrupt.by_somebody)


def _names(output: Path | None, number: int) -> Sequence[str]:
    if output is None:
        return ()
    from timetabler.workflows.choosing.outputs import names

    return names(number)


def _writing(
    loaded: "Loaded", output: Path | None, time_limit: float, number: int
) -> float:
    """Seconds to keep for writing: every candidate, and the ballot of them all."""
    if output is None:
        return 0.0
    from timetabler.workflows.outputs import writing

    return min(time_limit / 4, writing(len(loaded.problem.talks)) * number / 2)


@contextmanager
def _usage() -> Iterator[None]:
    """Tell wrong values of options."""
    try:
        yield
    except ValueError as error:
        complain(str(error))
        raise typer.Exit(USAGE) from None


def _between(text: str) -> tuple[str, str] | None:
    parts = [part.strip() for part in text.split(",")]
    if not text:
        return None
    if len(parts) != 2:  # noqa: PLR2004 - a curve is between two
        raise ValueError(f"{text!r}: expected two constraints, as seats,room-idle")
    return parts[0], parts[1]


def _tell(loaded: "Loaded", found: "Study", output: Path | None, *, json: bool) -> None:
    from timetabler.workflows.choosing.report import side_by_side, study_json
    from timetabler.workflows.choosing.words import study_lines

    if json:
        from timetabler.workflows.report import as_json

        typer.echo(as_json(study_json(loaded.problem, found)), nl=False)
        return
    from timetabler.cli.console import output as console
    from timetabler.views.terminal.comparisons import criteria_table

    target = console()
    if found.candidates.all:
        comparison, _ = side_by_side(loaded.problem, found.candidates)
        target.print(criteria_table(comparison))
    for line in study_lines(loaded.problem, found):
        target.print(line)
    if output is not None:
        target.print(f"written to {output}/")


def _leave(found: "Study", *, interrupted: bool) -> None:
    if interrupted:
        raise typer.Exit(INTERRUPTED)
    if not found.candidates.all:
        proven = found.candidates.best.status == "infeasible"
        raise typer.Exit(INFEASIBLE if proven else UNKNOWN)
