"""``timetabler push``: bring times and rooms back to pretalx, after a look at them."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timetabler.cli.arguments import Force, ProblemPath, TimetablePath
from timetabler.cli.exits import INTERNAL, INVALID, USAGE, complain, told

if TYPE_CHECKING:
    from timetabler.workflows.push_plan import Place, Plan

_TOKEN = "PRETALX_TOKEN"


def push(  # noqa: PLR0917 - options of a command, all by name
    problem: ProblemPath,
    timetable: TimetablePath,
    to: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="The event, as https://pretalx.example.org/democon.",
        ),
    ],
    apply: Annotated[
        bool, typer.Option("--apply", help="Do it; without, only say what would be.")
    ] = False,
    before: Annotated[
        Path,
        typer.Option(
            metavar="FILE", help="Where to keep what pretalx had, before changing it."
        ),
    ] = Path("pretalx-before.json"),
    force: Force = False,
) -> None:
    """Bring times and rooms to pretalx, to its unpublished schedule; never release it.

    The token comes from the environment variable PRETALX_TOKEN.
    """
    from importlib.util import find_spec

    token = os.environ.get(_TOKEN, "")
    if not token:
        complain(f"set {_TOKEN} to a token that may read the event and change sessions")
        raise typer.Exit(USAGE)
    if find_spec("httpx") is None:
        complain("httpx is needed; pip install 'timetabler[pretalx]' brings it")
        raise typer.Exit(USAGE)
    from timetabler.formats.pretalx_api import PretalxError
    from timetabler.workflows.push import PushError

    with told():
        try:
            _push(problem, timetable, to, token, before if apply else None, force=force)
        except (PretalxError, PushError) as error:
            complain(str(error))
            raise typer.Exit(INTERNAL) from None


def _push(
    problem: Path,
    timetable: Path,
    to: str,
    token: str,
    before: Path | None,
    *,
    force: bool,
) -> None:
    from timetabler.formats.pretalx_api import Pretalx
    from timetabler.formats.programme import Programme
    from timetabler.workflows.files import refuse_overwriting, write_whole
    from timetabler.workflows.load import load_problem, load_timetable
    from timetabler.workflows.push import prepare
    from timetabler.workflows.push import push as pushed
    from timetabler.workflows.report import as_json

    loaded = load_problem(problem).problem
    programme = Programme(loaded, load_timetable(timetable, loaded))
    if before:
        refuse_overwriting([before], force=force)
    with Pretalx(to, token) as pretalx:
        prepared = prepare(programme, pretalx)
        plan = prepared.plan
        _tell(plan)
        if plan.obstacles:
            raise typer.Exit(INVALID)
        if before and plan.sessions:
            write_whole(before, as_json({"schedule": prepared.before}))
            pushed(programme, pretalx, plan, lambda s: typer.echo(f"moved {s.code}"))
            typer.echo(
                "read back: all as planned. Release it in pretalx, when you like"
            )
        elif plan.sessions:
            typer.echo("nothing was changed; --apply does it")


def _tell(plan: "Plan") -> None:
    for session in plan.sessions:
        typer.echo(f"{session.code} {session.title}")
        if session.minutes != session.will:
            typer.echo(f"  {session.minutes} minutes -> {session.will} minutes")
        for move in session.moves:
            now, then = _where(plan, move.now), _where(plan, move.then)
            typer.echo(f"  {now} -> {then}")
    count = sum(len(session.moves) for session in plan.sessions)
    typer.echo(f"{count} to move, {plan.same} already there")
    for sentence in plan.by_hand:
        typer.echo(f"by hand: {sentence}")
    for sentence in plan.obstacles:
        complain(sentence)


def _where(plan: "Plan", place: "Place") -> str:
    when = _when(place.start, place.end)
    return f"{when}, {plan.rooms.get(place.room or 0, 'no room')}"


def _when(start: datetime | None, end: datetime | None) -> str:
    if start is None:
        return "no time"
    until = f"–{end:%H:%M}" if end else ""
    return f"{start:%Y-%m-%d %H:%M}{until}"
