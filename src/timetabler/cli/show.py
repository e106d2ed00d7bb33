"""``timetabler show``: a timetable as grids, in the terminal or in a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from timetabler.cli.arguments import Force, ProblemPath, TimetablePath
from timetabler.cli.exits import USAGE, complain, told


class By(StrEnum):
    """What grids are made of."""

    DAY = "day"
    ROOM = "room"
    TRACK = "track"
    SPEAKER = "speaker"


def show(
    problem: ProblemPath,
    timetable: TimetablePath,
    by: Annotated[By, typer.Option(help="What the grids are made of.")] = By.DAY,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write .png, .svg, .pdf or .html instead."),
    ] = None,
    force: Force = False,
) -> None:
    """Show a timetable as grids, in the terminal or as a picture or a page."""
    from timetabler.workflows.check import check
    from timetabler.workflows.files import refuse_overwriting
    from timetabler.workflows.load import (
        load_problem,
        load_timetable,
        without_cancelled,
    )
    from timetabler.workflows.show import SUFFIXES, write_view

    if output is not None and output.suffix.lower() not in SUFFIXES:
        complain(f"{output}: the name has to end in {', '.join(SUFFIXES)}")
        raise typer.Exit(USAGE)
    with told():
        if output is not None:
            refuse_overwriting([output], force=force)
        loaded = load_problem(problem)
        found = load_timetable(timetable, loaded.problem)
        loaded = without_cancelled(loaded, found)
        score = check(loaded.problem, found, loaded.constraints)
        if output is not None:
            write_view(output, loaded.problem, found, score, by.value)
            typer.echo(f"{output} is written")
        else:
            from timetabler.cli.console import output as console
            from timetabler.views.layout.marks import marks_of
            from timetabler.views.terminal.terminal import print_grid

            marks = marks_of(loaded.problem, found, score)
            print_grid(loaded.problem, found, console(), by=by.value, marks=marks)
