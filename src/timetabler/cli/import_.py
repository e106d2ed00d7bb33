"""``timetabler import``: make a problem file of what organisers already have."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timetabler.cli.arguments import Force
from timetabler.cli.exits import INTERNAL, INVALID, USAGE, complain, told
from timetabler.formats.importing.registry import IMPORTERS

if TYPE_CHECKING:
    from timetabler.formats.importing.header_map import HeaderMap
    from timetabler.formats.importing.programme import Wanted
    from timetabler.formats.importing.source import Source
    from timetabler.workflows.import_ import Imported

_TOKEN = "PRETALX_TOKEN"
_CLOSED = {401, 403, 404}


def import_(  # noqa: PLR0917 - options of a command, all by name
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(IMPORTERS)}.")
    ],
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="The files; for pretalx also https://pretalx.example.org/democon.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PROBLEM", help="The problem file to write."
        ),
    ] = None,
    timetable: Annotated[
        Path | None,
        typer.Option(metavar="TIMETABLE", help="The timetable file to write."),
    ] = None,
    title: Annotated[str, typer.Option(help="The name of the event.")] = "",
    timezone: Annotated[
        str, typer.Option(metavar="ZONE", help="Its time zone: Europe/Brussels.")
    ] = "",
    days: Annotated[
        str, typer.Option(metavar="DATES", help="Its days: 2027-02-06,2027-02-07.")
    ] = "",
    hours: Annotated[
        str, typer.Option(metavar="H:MM-H:MM", help="The opening hours of its days.")
    ] = "",
    minutes: Annotated[
        int | None,
        typer.Option(min=1, max=1440, help="The length of talks that have none."),
    ] = None,
    seats: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="A list of rooms with their capacities."),
    ] = None,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep/--free",
            help="Tracks keep the rooms and hours they were published with, or are"
            " free to be anywhere.",
        ),
    ] = True,
    codes: Annotated[
        bool,
        typer.Option(
            "--codes/--titles",
            help="Talks are called by the codes of the source, or all by their titles.",
        ),
    ] = True,
    headers: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="HEADER=COLUMN",
            help="For sheets: what a header of yours means; or a YAML file of such.",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Make a problem file, and a timetable, of what you already have.

    What a problem file can not hold is told, and stands in its first lines. A token for
    pretalx comes from the environment variable PRETALX_TOKEN.
    """
    from timetabler.workflows.files import refuse_overwriting, write_whole

    with told():
        targets = [path for path in (output, timetable) if path is not None]
        refuse_overwriting(targets, force=force)
        wanted = _wanted(title, timezone, days, hours, minutes, keep=keep, codes=codes)
        if headers:
            wanted = replace(wanted, headers=_headers(format, headers))
        imported = _import(format, files, wanted, seats, output)
        if output is None:
            typer.echo(imported.text, nl=False)
        else:
            write_whole(output, imported.text)
        if timetable is not None and imported.timetable_text is not None:
            write_whole(timetable, imported.timetable_text)
        _tell(imported, output, timetable)
    if imported.mistakes:
        raise typer.Exit(INVALID)


def _import(
    format: str,
    files: list[str],
    wanted: "Wanted",
    seats: Path | None,
    output: Path | None,
) -> "Imported":
    from timetabler.workflows.import_ import import_problem, read_sources

    if format not in IMPORTERS:
        known = ", ".join(IMPORTERS)
        raise typer.BadParameter(f"unknown format {format!r}; known: {known}")
    return import_problem(
        format,
        _sources(format, files),
        wanted,
        seats=read_sources([str(seats)])[0] if seats else None,
        file=str(output or "problem.yaml"),
    )


def _sources(format: str, files: list[str]) -> "list[Source]":
    from timetabler.workflows.import_ import read_sources

    if not any("://" in file for file in files):
        return read_sources(files)
    if format != "pretalx" or len(files) > 1:
        raise typer.BadParameter("an address is read from pretalx, and alone")
    return _fetched(files[0])


def _fetched(address: str) -> "list[Source]":
    from importlib.util import find_spec

    if find_spec("httpx") is None:
        complain("httpx is needed; pip install 'timetabler[pretalx]' brings it")
        raise typer.Exit(USAGE)
    from timetabler.formats.importing.pretalx_live import fetch
    from timetabler.formats.pretalx_api import PretalxError

    token = os.environ.get(_TOKEN, "")
    try:
        return fetch(address, token)
    except PretalxError as error:
        complain(str(error))
        if error.status in _CLOSED:
            complain(f"is {_TOKEN} set to a token that may read the event?")
        raise typer.Exit(INTERNAL) from None


def _wanted(
    title: str,
    timezone: str,
    days: str,
    hours: str,
    minutes: int | None,
    *,
    keep: bool,
    codes: bool,
) -> "Wanted":
    from timetabler.formats.importing.programme import Wanted
    from timetabler.formats.importing.times import read_date, read_zone
    from timetabler.problem.when import read_hours

    try:
        return Wanted(
            title=title,
            zone=read_zone(timezone) if timezone else None,
            dates=tuple(read_date(day) for day in days.split(",") if day.strip()),
            hours=read_hours(hours) if hours else None,
            minutes=minutes,
            keep=keep,
            codes=codes,
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _headers(format: str, texts: list[str]) -> "HeaderMap":
    from timetabler.workflows.import_ import header_map

    if format != "sheets":
        raise typer.BadParameter("--map is for sheets")
    try:
        return header_map(texts)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _tell(imported: "Imported", output: Path | None, timetable: Path | None) -> None:
    for note in imported.notes:
        complain(f"note: {note}")
    if imported.lost:
        complain(f"not kept, for want of a place: {', '.join(imported.lost)}")
    if imported.problem is not None:
        problem = imported.problem
        counts = (
            f"{len(problem.talks)} talks, {len(problem.speakers)} speakers,"
            f" {len(problem.rooms)} rooms, {len(problem.tracks)} tracks,"
            f" {len(problem.days)} days"
        )
        complain(f"{output or 'the problem'}: {counts}")
    for mistake in imported.mistakes:
        complain(str(mistake))
    if imported.mistakes:
        complain(f"{output or 'the problem'} has to be mended before it can be used")
    if timetable is not None and imported.timetable is None:
        complain(f"{timetable} is not written: nothing says where and when talks are")
    elif timetable is not None and imported.timetable is not None:
        complain(f"{timetable}: {len(imported.timetable.placements)} talks placed")
