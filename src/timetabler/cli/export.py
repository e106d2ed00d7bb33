"""``timetabler export``: a timetable in the formats that others use."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timetabler.cli.arguments import Force, ProblemPath, TimetablePath
from timetabler.cli.exits import INVALID, USAGE, VIOLATIONS, complain, told
from timetabler.formats.registry import FORMATS

if TYPE_CHECKING:
    from timetabler.formats.programme import Programme

_STDOUT = Path("-")


class Per(StrEnum):
    """What one file each is made of."""

    ROOM = "room"
    TRACK = "track"
    SPEAKER = "speaker"


def export(  # noqa: PLR0917 - options of a command, all by name
    problem: ProblemPath,
    timetable: TimetablePath,
    to: Annotated[
        str,
        typer.Option(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}."),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Write here; a folder with --per."),
    ] = _STDOUT,
    published: Annotated[
        Path | None,
        typer.Option(
            metavar="TIMETABLE",
            help="The timetable that people have: calendars keep what was cancelled.",
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(metavar="PART", help="room=ID, track=ID or speaker=ID."),
    ] = None,
    per: Annotated[
        Per | None, typer.Option(help="One file for each room, track or speaker.")
    ] = None,
    release: Annotated[
        str, typer.Option(metavar="NAME", help="What this version is called.")
    ] = "",
    breaks: Annotated[
        bool,
        typer.Option(
            "--include-breaks",
            help="List breaks too, in schedule.xml, schedule.json and ics.",
        ),
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Write nothing; check what would be written, or the file of -o, by"
            " the rules of its readers.",
        ),
    ] = False,
    force: Force = False,
) -> None:
    """Export a timetable to a format that others use."""
    from timetabler.formats.programme import Programme
    from timetabler.workflows.export import part_of, stamp
    from timetabler.workflows.load import load_problem, load_timetable

    with told(), _explained():
        _refuse(to, output, per, check=check, only=only, breaks=breaks)
        loaded = load_problem(problem).problem
        programme = Programme(
            problem=loaded,
            timetable=load_timetable(timetable, loaded),
            published=load_timetable(published, loaded) if published else None,
            release=release,
            only=part_of(loaded, only) if only else None,
            stamp=stamp(),
            breaks=breaks,
        )
        _remark(programme, to)
        if check:
            _check(programme, to, output)
        elif per:
            _divided(programme, to, output, per, force=force)
        else:
            _whole(programme, to, output, force=force)


def _refuse(
    to: str,
    output: Path,
    per: Per | None,
    *,
    check: bool,
    only: str | None,
    breaks: bool,
) -> None:
    from timetabler.problem.mistakes import unknown
    from timetabler.workflows.export import WishError

    if to not in FORMATS:
        raise WishError(unknown("format", to, FORMATS))
    if breaks and not FORMATS[to].breaks:
        able = ", ".join(name for name in FORMATS if FORMATS[name].breaks)
        raise WishError(f"{to} has no place for breaks; these have one: {able}")
    if check and not FORMATS[to].checker:
        able = " and ".join(name for name in FORMATS if FORMATS[name].checker)
        raise WishError(f"--check does not know {to}; it is for {able}")
    if per and (only or check):
        raise WishError("--per goes with neither --only nor --check")
    if per and output == _STDOUT:
        raise WishError("--per writes several files; name a folder with -o")


def _whole(programme: "Programme", to: str, output: Path, *, force: bool) -> None:
    from timetabler.workflows.export import export as exported
    from timetabler.workflows.files import refuse_overwriting, write_whole

    if output == _STDOUT:
        typer.echo(exported(programme, to), nl=False)
        return
    refuse_overwriting([output], force=force)
    write_whole(output, exported(programme, to))
    typer.echo(f"{output} is written")


def _divided(
    programme: "Programme", to: str, folder: Path, per: Per, *, force: bool
) -> None:
    from timetabler.workflows.export import export as exported
    from timetabler.workflows.export import parts
    from timetabler.workflows.files import refuse_overwriting, write_whole

    found = list(parts(programme, per.value, to))
    refuse_overwriting([folder / name for name, _ in found], force=force)
    for name, part in found:
        write_whole(folder / name, exported(part, to))
    typer.echo(f"{len(found)} files are written to {folder}/")


def _check(programme: "Programme", to: str, output: Path) -> None:
    from timetabler.workflows.export import export as exported

    there = output != _STDOUT
    content = output.read_bytes() if there else exported(programme, to)
    findings = FORMATS[to].load_checker()(content)
    for finding in findings:
        complain(f"{output if there else to}: {finding}")
    if findings:
        raise typer.Exit(VIOLATIONS)
    typer.echo(f"{output if there else to} keeps to the rules of its readers")


def _remark(programme: "Programme", to: str) -> None:
    names = ", ".join(programme.forgotten)
    if to == "ics" and names:
        complain(
            f"left out, for nothing says where they had been: {names};"
            " name the timetable that people have with --published"
        )


@contextmanager
def _explained() -> Iterator[None]:
    from timetabler.formats.event import ExportError
    from timetabler.formats.registry import MissingExtraError
    from timetabler.workflows.export import WishError

    try:
        yield
    except (WishError, MissingExtraError) as error:
        complain(str(error))
        raise typer.Exit(USAGE) from None
    except ExportError as error:
        for reason in error.reasons:
            complain(reason)
        raise typer.Exit(INVALID) from None
