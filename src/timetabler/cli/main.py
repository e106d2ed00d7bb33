"""The command line: one file a command, listed here."""

from typing import Annotated

import typer

from timetabler import __version__
from timetabler.cli.candidates import candidates
from timetabler.cli.check import check
from timetabler.cli.compare import compare
from timetabler.cli.diff import diff
from timetabler.cli.exits import guarded
from timetabler.cli.explain import explain
from timetabler.cli.export import export
from timetabler.cli.import_ import import_
from timetabler.cli.init import init
from timetabler.cli.interrupts import notice_interrupts
from timetabler.cli.push import push
from timetabler.cli.replan import replan
from timetabler.cli.rerun import rerun
from timetabler.cli.schema import schema
from timetabler.cli.show import show
from timetabler.cli.solve import solve
from timetabler.cli.why import why

app = typer.Typer(
    name="timetabler",
    help="Conference timetables by constraint optimisation, with proof.",
    epilog="Exit codes: 0 done; 1 internal error; 2 usage; 3 invalid input; 4 proven"
    " infeasible; 5 no timetable found within the limit; 6 check found hard"
    " violations; 130 interrupted, after writing the best timetable so far.",
    no_args_is_help=True,
    rich_markup_mode=None,  # boxes around the help take longer to load than all else
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    init,
    solve,
    check,
    replan,
    diff,
    candidates,
    compare,
    explain,
    why,
    rerun,
    show,
    export,
    push,
    schema,
):
    summary = (command.__doc__ or "").splitlines()[0]
    app.command(short_help=summary)(command)
app.command("import")(import_)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"timetabler {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="The version."
        ),
    ] = False,
) -> None:
    """Take options of all commands."""
    del version


def run() -> None:
    """Run the command line."""
    notice_interrupts()
    guarded(app)
