"""One random problem through everything: read, solve, check, export, replan, explain.

Whatever two parts of the program both know, they have to agree about. A crash is an
exception of any other kind than ``DisagreementError`` and ``Disagreed``.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from chance import Chance, built, timetable_of
from features import FEATURES, turned
from fuzz.crossing import exports_come_back
from fuzz.problems import file_of, timetables_in
from fuzz.questions import candidates_agree, explained, replanned, why_answers
from fuzz.truth import Disagreed, best_of_all, held
from timetabler.constraints.settings import active, settings_mistakes
from timetabler.engine.outcome import Options, Status
from timetabler.problem.mistakes import InvalidInputError
from timetabler.problem.reading import read_problem
from timetabler.timetable.file import read_timetable, write_timetable
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.views.page.page import render_page
from timetabler.workflows.check import check
from timetabler.workflows.load import Loaded
from timetabler.workflows.report import as_json, run_json, solution_json
from timetabler.workflows.solve import Solution, solve

if TYPE_CHECKING:
    from timetabler.constraints.base import Constraint
    from timetabler.problem.problem import Problem

_LONG = 30.0
Rank = tuple[int, ...]


@dataclass
class Trial:
    """One problem on its way.

    Attributes:
        seed: The seed that makes it again.
        said: What happened, for the counts.
    """

    seed: int
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Chance(f"trial {self.seed}", self.seed)
        self.data = file_of(self.seed)
        self.problem: Problem = built(self.data)
        self.constraints: tuple[Constraint, ...] = active(self.problem)


def tried(seed: int) -> Trial:
    """Send a problem through the whole pipeline.

    Raises:
        Disagreed: If two parts of the program tell different stories.
        DisagreementError: If the program sees that itself.
    """
    trial = Trial(seed)
    _read(trial)
    best = solve(trial.problem, trial.constraints, _exact())
    trial.said.append(str(best.status))
    _against_all(trial, best)
    _again(trial, best)
    explained(trial.problem, trial.constraints, best.status, trial.chance, trial.said)
    if best.timetable is not None and best.score is not None:
        _written(trial, best, best.score)
        exports_come_back(trial.problem, best.timetable, trial.said)
        replanned(trial.problem, best, trial.chance, trial.said)
        candidates_agree(
            trial.problem, trial.constraints, best, trial.chance, trial.said
        )
        why_answers(trial.problem, trial.constraints, best, trial.chance, trial.said)
    return trial


def _exact() -> Options:
    return Options(seconds=_LONG, workers=1)


def _read(trial: Trial) -> None:
    """Read the problem from YAML of one kind or another: the same comes of it."""
    as_yaml = trial.chance.of(0.5)
    text = yaml.safe_dump(trial.data) if as_yaml else json.dumps(trial.data)
    try:
        problem = read_problem(text, "problem.yaml", [settings_mistakes])
    except InvalidInputError as error:
        held(bool(error.mistakes), "refused without a reason")
        trial.said.append("refused by the reader")
        return
    bare: list[Problem] = [replace(p, constraints={}) for p in (problem, trial.problem)]
    held(bare[0] == bare[1], "the file reads as another problem")
    held(active(problem) == trial.constraints, "the file has other constraints")


def _rank(score: Score | None) -> Rank:
    return tuple(score.priorities.values()) if score else ()


def _against_all(trial: Trial, best: Solution) -> None:
    """Hold the best timetable against every timetable there is."""
    if timetables_in(trial.problem) is None:
        return
    trial.said.append("compared with every timetable")
    rank = best_of_all(trial.problem, trial.constraints)
    if rank is None:
        held(best.status is Status.INFEASIBLE, f"no timetable, but {best.status}")
        return
    held(best.status is Status.OPTIMAL, f"there is a timetable, but {best.status}")
    held(_rank(best.score) == rank, f"{_rank(best.score)} found, {rank} is best")


def _again(trial: Trial, best: Solution) -> None:
    """Solve it in another way, perhaps with little time."""
    chance = trial.chance
    options = chance.one(_WAYS)(trial.seed)
    names = chance.some(list(FEATURES), 2)
    if chance.of(0.3):
        options = replace(options, start=_somewhere(trial))
    with turned(names):
        other = solve(trial.problem, trial.constraints, options)
    trial.said.append(f"again: {other.status}")
    _consistent(best, other)
    hurried = options.seconds is not None and options.seconds < _LONG
    held(
        hurried or other.status in (best.status, Status.OPTIMAL, Status.INFEASIBLE),
        f"{other.status} although there was time",
    )


def _somewhere(trial: Trial) -> Timetable:
    """Any timetable of the problem, clashes and all, at starts that are permitted."""
    known = trial.problem.talks
    return Timetable.of(
        p
        for p in timetable_of(trial.seed)
        if p.talk in known and p.start in trial.problem.starts_of(known[p.talk])
    )


_WAYS: Sequence[Callable[[int], Options]] = (
    lambda seed: Options(seconds=_LONG, workers=2, seed=seed % 1000),
    lambda seed: Options(seconds=0.01 + seed % 7 / 20, workers=1, seed=seed % 1000),
    lambda seed: Options(seconds=0.0, workers=1),
    lambda seed: Options(seconds=_LONG, workers=2, deterministic=True),
    lambda seed: Options(seconds=0.2, workers=2, deterministic=True),
)


def _consistent(best: Solution, other: Solution) -> None:
    """Hold what two solves of one problem prove against each other."""
    proven = (Status.OPTIMAL, Status.INFEASIBLE)
    if best.status in proven and other.status in proven:
        held(best.status == other.status, f"{best.status} and {other.status}")
        held(_rank(best.score) == _rank(other.score), "two optima of different cost")
    for one, two in ((best, other), (other, best)):
        if one.status is Status.INFEASIBLE:
            held(two.timetable is None, "a timetable of what is infeasible")
        if one.status is Status.OPTIMAL and two.score is not None:
            held(_rank(one.score) <= _rank(two.score), "better than optimal")
            first = next(iter(two.bounds), None)
            if first is not None:
                least = one.score.priorities[first] if one.score else 0
                held(two.bounds[first] <= least, "a bound above what can be reached")


def _written(trial: Trial, best: Solution, score: Score) -> None:
    """Write what a solve leaves behind, and read the timetable back."""
    problem, timetable = trial.problem, best.timetable
    if timetable is None:
        raise Disagreed("a score without a timetable")
    text = write_timetable(problem, timetable)
    back = read_timetable(text, "timetable.yaml", problem)
    held(back == timetable, "the timetable file reads as another timetable")
    held(check(problem, back, trial.constraints) == score, "the score is another")
    loaded = Loaded(problem, trial.constraints, Path("problem.yaml"), "")
    told: Any = json.loads(as_json(solution_json(best)))
    held(told["feasible"] is True, "score.json says that it is not feasible")
    held(told["objective"] == score.objective, "score.json has another objective")
    json.loads(as_json(run_json(loaded, _exact(), best, Path())))
    page = render_page(problem, timetable, score)
    held(all(talk in page for talk in timetable.placements), "the page lacks a talk")
