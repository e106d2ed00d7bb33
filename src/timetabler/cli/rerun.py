"""``timetabler rerun``: repeat a recorded solve; does the same come of it?"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timetabler.cli.arguments import Folder, Force, Json
from timetabler.cli.disagreement import repeatable
from timetabler.cli.exits import INTERNAL, INTERRUPTED, INVALID, complain, told
from timetabler.cli.interrupts import interruptible
from timetabler.cli.keeping import kept

if TYPE_CHECKING:
    from timetabler.workflows.rerunning import Again, Verdict


def rerun(  # noqa: PLR0917 - options of a command, all by name
    record: Annotated[
        Path, typer.Argument(metavar="RUN", help="The record of a solve: its run.json.")
    ],
    problem: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The problem file, if it has moved."),
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also if inputs are not what they were.")
    ] = False,
    output: Folder = None,
    json: Json = False,
    force: Force = False,
) -> None:
    """Repeat a recorded solve, and say whether the same comes of it.

    Exits with 1 if what has to be the same is not: the timetable of a deterministic
    run with the same versions, or the recorded timetable beside its record.
    """
    from timetabler.cli.progress import shown
    from timetabler.engine.outcome import Options
    from timetabler.workflows.outputs import NAMES, write_outputs
    from timetabler.workflows.report import as_json
    from timetabler.workflows.reproduction import reproduction
    from timetabler.workflows.rerunning import compared, prepare
    from timetabler.workflows.solve import solve

    with told(), kept(output, NAMES, None, force=force):
        again = prepare(record, problem)
        _refuse(again, anyway=anyway)
        loaded = again.loaded
        with interruptible() as interrupt:
            with shown(loaded.problem) as report:
                options = again.options(Options(interrupt=interrupt, report=report))
                with repeatable(output, partial(reproduction, loaded, options)):
                    solution = solve(loaded.problem, loaded.constraints, options)
            if output is not None:
                for remark in write_outputs(output, loaded, solution, options):
                    complain(remark)
        if interrupt.is_set():
            complain("ended before its time: there is nothing to compare")
            raise typer.Exit(INTERRUPTED)
        verdict = compared(again, solution)
        if json:
            typer.echo(as_json(_told(again, verdict)), nl=False)
        else:
            for line in _lines(again, verdict):
                typer.echo(line)
    if not verdict.fine:
        raise typer.Exit(INTERNAL)


def _refuse(again: "Again", *, anyway: bool) -> None:
    for change in again.changed:
        complain(change)
    for other in again.others:
        complain(f"another version: {other}")
    if again.changed and not anyway:
        complain("nothing was done; --anyway runs it on the inputs as they are")
        raise typer.Exit(INVALID)


def _told(again: "Again", verdict: "Verdict") -> dict[str, object]:
    return {
        "recorded_timetable_kept": verdict.kept,
        "same_status": verdict.same_status,
        "same_bytes": verdict.same_bytes,
        "same_score": verdict.same_score,
        "penalties_then": verdict.was,
        "penalties_now": verdict.now,
        "same_bytes_expected": verdict.expected,
        "changed": list(again.changed),
        "versions": list(again.others),
    }


def _lines(again: "Again", verdict: "Verdict") -> Iterator[str]:
    if verdict.kept is not None:
        what = "is what was recorded, and the checkers count the same in it"
        changed = "is NOT what was recorded, or the checkers count something else"
        yield f"the timetable beside the record {what if verdict.kept else changed}"
    if not verdict.same_status:
        yield f"the run does not end as it did then: {again.record.status}"
    if verdict.same_bytes:
        none = "no timetable, as then"
        yield "the same timetable, byte for byte" if verdict.now else none
    elif verdict.same_score:
        yield "another timetable with the same penalties"
    else:
        yield "another timetable with other penalties"
        for priority in sorted({*verdict.was, *verdict.now}):
            was, now = (side.get(priority, "-") for side in (verdict.was, verdict.now))
            yield f"  priority {priority}: {was} then, {now} now"
    if not verdict.same_bytes:
        why = "this is a bug" if verdict.expected else _why(again)
        yield f"the same bytes were {'' if verdict.expected else 'not '}promised: {why}"


def _why(again: "Again") -> str:
    if again.changed or again.others:
        return "inputs or versions are not the same"
    return "the run was not deterministic, or was ended before its time"
