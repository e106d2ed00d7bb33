"""``timetabler init``: a commented problem file to start from."""

from pathlib import Path
from typing import Annotated

import typer

from timetabler.cli.arguments import Force
from timetabler.cli.exits import told


def init(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where to write it.")
    ] = Path("problem.yaml"),
    force: Force = False,
) -> None:
    """Write a commented problem file to start from; it solves as it is."""
    from timetabler.problem.template import template
    from timetabler.workflows.files import refuse_overwriting, write_whole

    with told():
        refuse_overwriting([file], force=force)
        write_whole(file, template())
        typer.echo(f"{file} is written; solve it with: timetabler solve {file} -o out")
