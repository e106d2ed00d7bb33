"""``timetabler explain``: why there is no timetable, and what would make one."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import typer

from timetabler.cli.arguments import Json, ProblemPath, Seed, TimeLimit, Workers
from timetabler.cli.disagreement import repeatable
from timetabler.cli.exits import leave, told

if TYPE_CHECKING:
    from timetabler.problem.problem import Problem
    from timetabler.views.terminal.explanation import Section
    from timetabler.workflows.explaining.explain import Explanation
    from timetabler.workflows.explaining.repair import Repair

_MOST_PLACES = 6


def explain(
    problem: ProblemPath,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Say why there is no timetable, and what would make one possible.

    Exits with 4 if there is none, with 5 if neither a timetable nor a proof was found,
    and with 0 if there is one; then it says what is tight.
    """
    from timetabler.cli.console import messages, output
    from timetabler.cli.interrupts import interruptible
    from timetabler.engine.outcome import Options
    from timetabler.workflows.explaining.explain import explain as explain_problem
    from timetabler.workflows.load import load_problem
    from timetabler.workflows.reproduction import reproduction

    with told():
        loaded = load_problem(problem)
        with interruptible() as interrupt, messages().status("counting") as shown:
            options = Options(
                seconds=time_limit, workers=workers, seed=seed, interrupt=interrupt
            )
            with repeatable(None, partial(reproduction, loaded, options)):
                explanation = explain_problem(
                    loaded.problem, loaded.constraints, options, shown.update
                )
        if json:
            from timetabler.workflows.explaining.report import explanation_json
            from timetabler.workflows.report import as_json

            typer.echo(as_json(explanation_json(explanation)), nl=False)
        else:
            from timetabler.views.terminal.explanation import explained

            sections = _sections(loaded.problem, explanation)
            output().print(explained(_verdict(explanation), sections))
    leave(explanation.status, interrupted=interrupt.is_set())


def _verdict(explanation: "Explanation") -> str:
    after = f"after {explanation.seconds:.1f} seconds and {explanation.solves} solves"
    return {
        "infeasible": f"There is no timetable; proved {after}.",
        "unknown": "Whether there is a timetable is not known: neither a timetable nor"
        f" a proof was found {after}.",
    }.get(explanation.status, f"There is a timetable; one was found {after}.")


def _sections(problem: "Problem", explanation: "Explanation") -> list["Section"]:
    from timetabler.views.terminal.explanation import Section

    conflicts = [(c.headline, c.laws) for c in explanation.conflicts]
    talks = {talk for conflict in explanation.conflicts for talk in conflict.talks}
    minimal = all(conflict.minimal for conflict in explanation.conflicts)
    note = "Remove any one demand of a conflict and the rest is possible; each proved."
    if not minimal:
        note = "The time ran out before every idle demand was removed."
    if explanation.conflicts and not explanation.complete:
        note += " There may be more conflicts than these."
    return [
        Section("By counting", [(c.text, ()) for c in explanation.certificates]),
        Section("What contradicts", conflicts, note),
        Section("What would make it possible", _repairs(explanation.repairs, talks)),
        Section("Nearly full", [(f.text, ()) for f in explanation.fills]),
        Section("A single possible place", _single(problem, explanation.single)),
    ]


def _repairs(
    repairs: tuple["Repair", ...], talks: set[str]
) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for repair in repairs:
        score, status = repair.solution.score, str(repair.solution.status)
        penalties = score.priorities.items() if score else ()
        costs = [f"priority {p}: {penalty:,}" for p, penalty in penalties if penalty]
        result = f"{status}; {', '.join(costs) or 'no penalty'}"
        found.append((f"{repair.text} ({result})", tuple(_places(repair, talks))))
    return found


def _places(repair: "Repair", talks: set[str]) -> Iterator[str]:
    """Say where the talks that had no timetable are then."""
    timetable, problem = repair.solution.timetable, repair.case.problem
    if timetable is None or len(talks) > _MOST_PLACES:
        return
    for placement in timetable:
        if placement.talk in talks:
            at = f"{problem.at(placement.start)} in {placement.room}"
            yield f"{placement.talk}: {at}"


def _single(
    problem: "Problem", talks: tuple[str, ...]
) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"{talk}: {problem.talks[talk].title}", ()) for talk in talks]
