"""``timetabler compare``: which timetable is better, by how much, and for whom."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timetabler.cli.arguments import Folder, Force, Json, ProblemPath
from timetabler.cli.arguments import time_limit as seconds_for
from timetabler.cli.disagreement import repeatable
from timetabler.cli.exits import USAGE, complain, told

if TYPE_CHECKING:
    from timetabler.timetable.comparison import Known
    from timetabler.workflows.load import Loaded


def compare(  # noqa: PLR0917 - options of a command, all by name
    problem: ProblemPath,
    timetables: Annotated[
        list[str],
        typer.Argument(
            metavar="TIMETABLE...",
            help="Timetable files, or folders of solves; TIMETABLE@PROBLEM for one that"
            " was made for another problem file.",
        ),
    ],
    output: Folder = None,
    solve_ideal: Annotated[
        bool,
        typer.Option(
            "--solve-ideal",
            help="Solve for the best of each criterion alone, and for random timetables"
            " to compare with; otherwise run records are read, and nothing is solved.",
        ),
    ] = False,
    time_limit: Annotated[float, seconds_for("each such solve")] = 10.0,
    all_: Annotated[
        bool, typer.Option("--all", help="Print every difference, not just the first.")
    ] = False,
    json: Json = False,
    force: Force = False,
) -> None:
    """Compare timetables, each criterion in its own unit; never one opaque total."""
    from timetabler.timetable.ranking import rank
    from timetabler.workflows.comparing.compare import compare as compare_timetables
    from timetabler.workflows.comparing.compare import enter, names_for
    from timetabler.workflows.files import refuse_overwriting
    from timetabler.workflows.load import load_problem

    split = [_split(text) for text in timetables]
    paths = [path for path, _ in split]
    with told():
        if output is not None:
            from timetabler.workflows.comparing.outputs import NAMES, write_comparison

            refuse_overwriting([output / name for name in NAMES], force=force)
        loaded = load_problem(problem)
        entered = [
            enter(name, path, loaded.problem, own)
            for name, (path, own) in zip(names_for(paths), split, strict=True)
        ]
        known = _known(loaded, paths, time_limit if solve_ideal else None, output)
        comparison = compare_timetables(
            loaded.problem, loaded.constraints, entered, known
        )
        ranking = rank(comparison)
        if output is not None:
            write_comparison(output, loaded, comparison, ranking, known)
        if json:
            from timetabler.workflows.comparing.report import comparison_json
            from timetabler.workflows.report import as_json

            typer.echo(as_json(comparison_json(comparison, ranking)), nl=False)
            return
        from timetabler.cli.console import output as console
        from timetabler.views.terminal.comparisons import comparison_text

        console().print(comparison_text(comparison, ranking, every=all_))
        if output is not None:
            console().print(f"written to {output}/")


def _split(text: str) -> tuple[Path, Path | None]:
    """Take a timetable's own problem off it, unless a file is called just so."""
    whole = Path(text)
    if whole.exists() or "@" not in text:
        if not whole.exists():
            complain(f"{text}: no such file or folder")
            raise typer.Exit(USAGE)
        return whole, None
    path, _, own = text.rpartition("@")
    return Path(path), Path(own)


def _known(
    loaded: "Loaded", paths: list[Path], seconds: float | None, output: Path | None
) -> "Known":
    from timetabler.workflows.comparing.records import joined, known_from

    tables = (table.digest for table in loaded.tables)
    known = known_from([_file(path) for path in paths], loaded.digest, tables)
    if seconds is None:
        return known
    from timetabler.cli.interrupts import interruptible
    from timetabler.cli.pool import pool
    from timetabler.engine.outcome import Options
    from timetabler.workflows.comparing.ideals import ideals
    from timetabler.workflows.reproduction import reproduction

    with interruptible() as interrupt, pool() as (executor, workers):
        options = Options(seconds=seconds, workers=workers, interrupt=interrupt)
        with repeatable(output, partial(reproduction, loaded, options)):
            solved = ideals(loaded.problem, loaded.constraints, options, executor)
    return joined(known, solved)


def _file(path: Path) -> Path:
    from timetabler.workflows.comparing.compare import FILE

    return path / FILE if path.is_dir() else path
