"""``timetabler replan``: the smallest change of a published timetable that works."""

from collections.abc import Sequence
from dataclasses import replace
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
    TimeLimit,
    Workers,
)
from timetabler.cli.disagreement import repeatable
from timetabler.cli.exits import USAGE, complain, leave, told
from timetabler.cli.interrupts import interruptible
from timetabler.cli.keeping import CheckpointPath, MemoryLimit, checkpointed, kept

if TYPE_CHECKING:
    from timetabler.engine.outcome import Options
    from timetabler.workflows.replanning.night import Night, Outcome


class Holes(StrEnum):
    """What becomes of the time of cancelled talks."""

    LEAVE = "leave"
    FILL = "fill"
    CLOSE = "close"


def replan(  # noqa: PLR0917 - options of a command, all by name
    problem: ProblemPath,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="TIMETABLE",
            help="The published timetable; default: the journal's last release.",
        ),
    ] = None,
    cancel: Annotated[
        list[str] | None, typer.Option(metavar="TALK", help="Cancelled; repeatable.")
    ] = None,
    unavailable: Annotated[
        list[str] | None,
        typer.Option(metavar="SPEAKER[=WINDOW]", help="Not there (then); repeatable."),
    ] = None,
    close: Annotated[
        list[str] | None,
        typer.Option(metavar="ROOM[=WINDOW]", help="Closed (then); repeatable."),
    ] = None,
    changes: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A changes file (YAML); repeatable."),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", help="The moment, as `saturday 13:00`: the past stays."
        ),
    ] = None,
    notice: Annotated[
        int,
        typer.Option(min=0, metavar="MINUTES", help="What begins within, stays, too."),
    ] = 30,
    hold: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SELECTOR",
            help="Stays: a talk, track, room, day or speaker (talk:ID, ...).",
        ),
    ] = None,
    max_moves: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="At most so many moves.")
    ] = None,
    holes: Annotated[
        Holes, typer.Option(help="What becomes of the time of cancelled talks.")
    ] = Holes.LEAVE,
    frontier: Annotated[
        bool, typer.Option("--frontier", help="Show what more moves would buy.")
    ] = False,
    journal: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="The journal of releases; default: beside PROBLEM."
        ),
    ] = None,
    release: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Write it into the journal as released."),
    ] = None,
    output: Folder = None,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 0,
    deterministic: Deterministic = False,
    checkpoint: CheckpointPath = None,
    memory_limit: MemoryLimit = None,
    json: Json = False,
    force: Force = False,
) -> None:
    """Rerun after cancellations: disturb the fewest people, and say whom to tell."""
    began = monotonic()
    from timetabler.cli.progress import shown
    from timetabler.engine.outcome import Options
    from timetabler.workflows.replanning.changed import Wishes
    from timetabler.workflows.replanning.night import (
        Asked,
        NothingPublishedError,
        judged_by,
        prepare,
        reproduction,
        run,
    )

    asked = Asked(
        problem=problem,
        timetable=from_,
        journal=journal,
        changes=tuple(changes or ()),
        wishes=Wishes(cancel or (), unavailable or (), close or ()),
        now=now,
        notice=notice,
        hold=tuple(hold or ()),
        max_moves=max_moves,
        holes=holes.value,
        frontier=frontier,
        reason=release or "",
    )
    with told(), kept(output, _names(output), checkpoint, force=force) as path:
        try:
            night = prepare(asked)
        except NothingPublishedError as error:
            complain(str(error))
            raise typer.Exit(USAGE) from None
        options = Options(
            seconds=time_limit,
            spent=monotonic() - began,
            reserve=_writing(night, output, time_limit),
            workers=workers,
            seed=seed,
            deterministic=deterministic,
        )
        with interruptible(memory_limit) as interrupt:
            with (
                shown(night.changed.loaded.problem) as report,
                checkpointed(path, *judged_by(night), night.earlier) as found,
            ):
                options = replace(
                    options, interrupt=interrupt, report=report, found=found
                )
                with repeatable(output, partial(reproduction, night, options)):
                    outcome = run(night, options)
            remark = _left_behind(night, outcome, options, output, release)
        _tell(night, outcome, output, json=json)
        if remark:
            complain(remark)
    leave(outcome.replan.solution.status, interrupted=interrupt.by_somebody)


def _names(output: Path | None) -> Sequence[str]:
    if output is None:
        return ()
    from timetabler.workflows.replanning.outputs import NAMES

    return NAMES


def _writing(night: "Night", output: Path | None, time_limit: float) -> float:
    """Seconds to keep for writing: grids are drawn twice, the second with changes."""
    if output is None:
        return 0.0
    from timetabler.workflows.outputs import drawing, writing

    talks = len(night.problem.talks)
    return min(time_limit / 4, writing(talks) + 2 * drawing(talks))


def _left_behind(
    night: "Night",
    outcome: "Outcome",
    options: "Options",
    output: Path | None,
    release: str | None,
) -> str:
    """Write what is to be written; returns what there is to say of the journal."""
    from timetabler.timetable.file import write_timetable
    from timetabler.workflows.replanning.night import enter, write
    from timetabler.workflows.rescue import rescued

    if output is not None:
        best = outcome.best
        text = None
        if best.timetable is not None:
            text = write_timetable(best.problem, best.timetable)
        with rescued(output / "timetable.yaml", text, complain):
            for remark in write(output, night, outcome, options):
                complain(remark)
        if outcome.offer is not None:
            from timetabler.workflows.replanning.outputs import write_bending

            write_bending(output, outcome.offer.bending)
    if release is None or outcome.replan.timetable is None:
        return ""
    entered = enter(night, outcome)
    if entered is None:
        return "nothing has changed since the last release; there is no new one"
    return f"released as {entered.folder}"


def _tell(
    night: "Night", outcome: "Outcome", output: Path | None, *, json: bool
) -> None:
    from timetabler.workflows.replanning.night import report

    if json:
        from timetabler.workflows.report import as_json

        typer.echo(as_json(report(outcome)), nl=False)
        return
    from timetabler.cli.console import output as console
    from timetabler.cli.replan_telling import tell

    target = console()
    tell(outcome, target)
    if output is not None:
        target.print(f"written to {output}/")
