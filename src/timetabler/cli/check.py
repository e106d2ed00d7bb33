"""``timetabler check``: the score card of a timetable."""

from typing import Annotated

import typer

from timetabler.cli.arguments import Json, ProblemPath, TimetablePath
from timetabler.cli.exits import VIOLATIONS, told


def check(
    problem: ProblemPath,
    timetable: TimetablePath,
    json: Json = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Print every finding, not just the first.")
    ] = False,
) -> None:
    """Score a timetable by the independent checkers; no solver takes part."""
    from timetabler.workflows.check import check as check_timetable
    from timetabler.workflows.load import (
        load_problem,
        load_timetable,
        without_cancelled,
    )
    from timetabler.workflows.report import as_json, score_json

    with told():
        loaded = load_problem(problem)
        found = load_timetable(timetable, loaded.problem)
        loaded = without_cancelled(loaded, found)
        score = check_timetable(loaded.problem, found, loaded.constraints)
        if json:
            typer.echo(as_json(score_json(score)), nl=False)
        else:
            from timetabler.cli.console import output
            from timetabler.views.terminal.scorecard import MOST_FINDINGS, score_card

            output().print(score_card(score, most=None if all_ else MOST_FINDINGS))
    if not score.feasible:
        raise typer.Exit(VIOLATIONS)
