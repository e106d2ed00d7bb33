"""``timetabler why``: why a talk is where it is, and what another place would cost."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timetabler.cli.arguments import (
    Force,
    Json,
    ProblemPath,
    Seed,
    TimeLimit,
    TimetablePath,
    Workers,
)
from timetabler.cli.disagreement import repeatable
from timetabler.cli.exits import INTERRUPTED, USAGE, complain, leave, told

if TYPE_CHECKING:
    from timetabler.problem.problem import Problem
    from timetabler.workflows.explaining.why.why import Answer, Question
    from timetabler.workflows.load import Loaded


def why(  # noqa: PLR0917 - options of a command, all by name
    problem: ProblemPath,
    timetable: TimetablePath,
    talk: Annotated[str, typer.Argument(metavar="TALK", help="The talk, by id.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day, by id.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="HH:MM", help="The start.")
    ] = None,
    room: Annotated[
        str | None, typer.Option("--in", metavar="ROOM", help="The room, by id.")
    ] = None,
    rules: Annotated[
        bool,
        typer.Option("--rules", help="Price the rules about it and its speakers."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Draw the prices: .png, .svg or .pdf."),
    ] = None,
    time_limit: TimeLimit = 30.0,
    workers: Workers = None,
    seed: Seed = 0,
    json: Json = False,
    force: Force = False,
) -> None:
    """Say why a talk is where it is, and what another place would cost.

    With a day, a time or a room, exits with 4 if it is proven that the talk can not
    be there, and with 5 if neither a timetable nor a proof was found.
    """
    from timetabler.cli.console import messages
    from timetabler.cli.interrupts import interruptible
    from timetabler.engine.outcome import Options
    from timetabler.views.picture.heatmap import SUFFIXES
    from timetabler.workflows.explaining.why.why import why as ask
    from timetabler.workflows.files import refuse_overwriting
    from timetabler.workflows.load import load_problem, load_timetable
    from timetabler.workflows.reproduction import reproduction

    if output is not None and output.suffix.lower() not in SUFFIXES:
        complain(f"{output}: the name has to end in {', '.join(SUFFIXES)}")
        raise typer.Exit(USAGE)
    with told():
        if output is not None:
            refuse_overwriting([output], force=force)
        loaded = load_problem(problem)
        known = load_timetable(timetable, loaded.problem)
        question = _question(loaded.problem, talk, (on, at, room), rules)
        with interruptible() as interrupt, messages().status("pricing") as shown:
            options = Options(
                seconds=time_limit, workers=workers, seed=seed, interrupt=interrupt
            )
            folder = output.parent if output else None
            with repeatable(folder, partial(reproduction, loaded, options)):
                answer = ask(
                    loaded.problem,
                    known,
                    loaded.constraints,
                    question,
                    options,
                    tell=shown.update,
                )
        if output is not None:
            _draw(loaded, answer, output)
        _tell(loaded.problem, answer, json=json)
    if interrupt.is_set():
        raise typer.Exit(INTERRUPTED)
    _leave(answer)


def _question(
    problem: "Problem",
    talk: str,
    place: tuple[str | None, str | None, str | None],
    rules: bool,
) -> "Question":
    from timetabler.workflows.explaining.why.question import QuestionError, question_of

    on, at, room = place
    try:
        return question_of(problem, talk, on=on, at=at, room=room, rules=rules)
    except QuestionError as error:
        complain(str(error))
        raise typer.Exit(USAGE) from None


def _draw(loaded: "Loaded", answer: "Answer", output: Path) -> None:
    from timetabler.workflows.explaining.why.picture import draw
    from timetabler.workflows.files import write_whole

    write_whole(output, draw(loaded.problem, answer, output.suffix.lower()))
    complain(f"{output} is written")


def _tell(problem: "Problem", answer: "Answer", *, json: bool) -> None:
    if json:
        from timetabler.workflows.explaining.why.report import answer_json
        from timetabler.workflows.report import as_json

        typer.echo(as_json(answer_json(problem, answer)), nl=False)
        return
    from timetabler.cli.console import output
    from timetabler.views.terminal.explanation import explained
    from timetabler.workflows.explaining.why.words import paragraphs, summary

    output().print(explained(summary(problem, answer), paragraphs(problem, answer)))


def _leave(answer: "Answer") -> None:
    if not answer.question.narrow:
        return
    (_, adapted), *_ = answer.adapted
    leave(adapted.status)
