"""``timetabler diff``: what changed between two timetables, and whom to tell."""

from pathlib import Path
from typing import Annotated

import typer

from timetabler.cli.arguments import Force, Json, ProblemPath
from timetabler.cli.exits import USAGE, complain, told

Old = Annotated[Path, typer.Argument(metavar="OLD", help="The earlier timetable.")]
New = Annotated[Path, typer.Argument(metavar="NEW", help="The later timetable.")]


def diff(  # noqa: PLR0917 - options of a command, all by name
    problem: ProblemPath,
    old: Old,
    new: New,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write .html, .png, .svg, .pdf, .json or .txt."
        ),
    ] = None,
    messages: Annotated[
        bool, typer.Option("--messages", help="Print the drafts of the messages, too.")
    ] = False,
    json: Json = False,
    force: Force = False,
) -> None:
    """Show what changed between two timetables, and whom to tell."""
    from timetabler.workflows.files import refuse_overwriting
    from timetabler.workflows.replanning.diff import SUFFIXES, versions, write_versions
    from timetabler.workflows.replanning.notices import all_messages
    from timetabler.workflows.report import as_json

    if output is not None and output.suffix.lower() not in SUFFIXES:
        complain(f"{output}: the name has to end in {', '.join(SUFFIXES)}")
        raise typer.Exit(USAGE)
    with told():
        if output is not None:
            refuse_overwriting([output], force=force)
        found = versions(problem, old, new)
        if output is not None:
            write_versions(output, found)
            complain(f"{output} is written")
        if json:
            typer.echo(as_json(found.report()), nl=False)
            return
        from timetabler.cli.console import output as console
        from timetabler.views.terminal.changes import changes_view

        target = console()
        target.print(changes_view(found.problem, found.diff))
        names = ", ".join(f"{notice.name} ({notice.kind})" for notice in found.notices)
        if names:
            target.print(f"\nto be told: {names}")
        if messages:
            typer.echo(f"\n{all_messages(found.notices)}", nl=False)
