"""Replan, explain, candidates and why on one problem: they have to agree with solve."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chance import Chance
from explain.proofs import named, possible
from fuzz.truth import held
from timetabler.constraints.base import Constraint
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.problem.changes import ChangesFile
from timetabler.problem.problem import Problem
from timetabler.workflows.check import check
from timetabler.workflows.choosing.candidates import Wanted as Choice
from timetabler.workflows.choosing.candidates import candidates
from timetabler.workflows.explaining.explain import explain
from timetabler.workflows.explaining.why.question import QuestionError, question_of
from timetabler.workflows.explaining.why.why import why
from timetabler.workflows.load import Loaded
from timetabler.workflows.replanning.changed import Changed
from timetabler.workflows.replanning.facts import Facts, Past
from timetabler.workflows.replanning.keeping import Wanted
from timetabler.workflows.replanning.replan import replan
from timetabler.workflows.solve import Solution, solve

_OPTIONS = Options(seconds=30.0, workers=1)


def explained(
    problem: Problem,
    constraints: Sequence[Constraint],
    status: Status,
    chance: Chance,
    said: list[str],
) -> None:
    """Explain says "impossible" where solve does, with a conflict that is one."""
    if status is not Status.INFEASIBLE and chance.of(0.8):
        return
    found = explain(problem, constraints, _OPTIONS)
    said.append(f"explained: {found.status}")
    if Status.UNKNOWN in (found.status, status):
        return
    impossible = status is Status.INFEASIBLE
    held(
        (found.status is Status.INFEASIBLE) == impossible,
        f"solve says {status}, explain {found.status}",
    )
    held(impossible or not found.certificates, "counted out, but there is a timetable")
    for conflict in found.conflicts:
        reasons = named(problem, constraints, conflict.reasons)
        held(not possible(problem, reasons), "a conflict that is none")
    for repair in found.repairs:
        score = repair.solution.score
        held(score is not None and score.feasible, "a repair that leads nowhere")


def replanned(
    problem: Problem, best: Solution, chance: Chance, said: list[str]
) -> None:
    """Replan without and with changes: it keeps what can stay, and the rules."""
    if best.timetable is None:
        return
    calm = replan(_changed(problem, {}), best.timetable, Wanted(), _OPTIONS)
    held(calm.unchanged, "nothing has happened, but the timetable changes")
    if chance.of(0.5):
        return
    changed = _changed(problem, _happened(problem, chance))
    wanted = Wanted(holes=chance.one(("leave", "leave", "fill", "close")))
    found = replan(changed, best.timetable, wanted, _OPTIONS)
    said.append(f"replanned: {found.solution.status}")
    if found.timetable is None:
        return
    score = check(found.problem, found.timetable, found.setting.constraints)
    held(score.feasible, "a replan that breaks what is hard")
    gone = set(changed.changes.cancel) & found.timetable.placements.keys()
    held(not gone, "a cancelled talk takes place")
    plain = solve(found.problem, active(found.problem), _OPTIONS)
    held(plain.status is not Status.INFEASIBLE, "replanned what is infeasible")


def _changed(problem: Problem, data: dict[str, Any]) -> Changed:
    changes = ChangesFile.model_validate(data)
    facts = Facts(problem, Past())
    after = facts.apply(changes)
    held(not facts.mistakes, f"changes are refused: {facts.mistakes}")
    return Changed(
        Loaded(after, active(after), Path("problem.yaml"), ""), changes, data, ()
    )


def _happened(problem: Problem, chance: Chance) -> dict[str, Any]:
    windows = chance.one((["fri 10:00-10:40"], ["sat"], []))
    return chance.one(
        (
            {"cancel": [chance.one(list(problem.talks))]},
            {"unavailable": {chance.one(list(problem.speakers)): windows}},
            {"close": {chance.one(list(problem.rooms)): windows}},
        )
    )


def candidates_agree(
    problem: Problem,
    constraints: Sequence[Constraint],
    best: Solution,
    chance: Chance,
    said: list[str],
) -> None:
    """The first candidate costs what the best timetable costs; all keep the rules."""
    if chance.of(0.85) or best.score is None:
        return
    found = candidates(problem, constraints, Choice(count=3), _OPTIONS)
    said.append(f"candidates: {found.ending}")
    for candidate in found.all:
        held(candidate.score.feasible, "a candidate that breaks what is hard")
        again = check(problem, candidate.timetable, constraints)
        held(again == candidate.score, "a candidate's score is another")
    if Status.OPTIMAL is found.best.status is best.status:
        first = found.all[0].score.priorities
        held(first == best.score.priorities, "the first candidate is not the best")


def why_answers(
    problem: Problem,
    constraints: Sequence[Constraint],
    best: Solution,
    chance: Chance,
    said: list[str],
) -> None:
    """Nothing that may adapt to a talk elsewhere is better than the best."""
    if chance.of(0.85) or best.timetable is None or best.score is None:
        return
    try:
        question = question_of(problem, chance.one(list(problem.talks)))
    except QuestionError:
        return
    answer = why(problem, best.timetable, constraints, question, _OPTIONS)
    said.append("asked why")
    least = tuple(best.score.priorities.values())
    for _, adapted in answer.adapted:
        if adapted.timetable is not None and best.status is Status.OPTIMAL:
            score = check(problem, adapted.timetable, constraints)
            held(score.feasible, "elsewhere something hard is broken")
            rank = tuple(score.priorities.values())
            held(rank >= least, "elsewhere is better than optimal")
