"""Everything that is asked about candidates beyond the candidates themselves."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from timetabler.engine.outcome import Options
from timetabler.workflows.choosing.backbone import Backbone, backbone
from timetabler.workflows.choosing.candidates import Candidates, Wanted, candidates
from timetabler.workflows.choosing.frontier import Frontier, criteria, frontier, rest_of
from timetabler.workflows.choosing.profiles import Profiled, profiled, profiles_of
from timetabler.workflows.choosing.sensitivity import Sensitivity, sensitivity
from timetabler.workflows.load import Loaded


@dataclass(frozen=True)
class Questions:
    """What to find out.

    Attributes:
        wanted: The candidates.
        backbone: Whether to find what is the same in all near-optimal timetables.
        profiles: Whether to solve for each profile.
        frontier: Two constraints to work out the trade-off of, with all others as good
            as in the best timetable, but for the loss that is allowed.
        sensitivity: Whether to double and halve every weight.
    """

    wanted: Wanted
    backbone: bool = False
    profiles: bool = False
    frontier: tuple[str, str] | None = None
    sensitivity: bool = False


@dataclass(frozen=True)
class Study:
    """What was found out; None where it was not asked."""

    wanted: Wanted
    candidates: Candidates
    backbone: Backbone | None = None
    profiles: list[Profiled] | None = None
    frontier: Frontier | None = None
    sensitivity: list[Sensitivity] | None = None


Tell = Callable[[str], None]


def study(
    loaded: Loaded,
    questions: Questions,
    options: Options,
    executor: Executor,
    *,
    threads: int,
    tell: Tell = lambda text: None,
) -> Study:
    """Find candidates, and what else is asked about them.

    Args:
        loaded: The problem.
        questions: What to find out.
        options: How to search. The seconds are for the candidates together, and once
            more for each further question.
        executor: Where solves go that do not depend on each other.
        threads: How many threads such a solve may use.
        tell: Told in words how it goes.

    Raises:
        DisagreementError: If solver and checkers disagree.
        ValueError: If the frontier's constraints are not soft ones of the problem.
    """
    problem, constraints = loaded.problem, loaded.constraints
    if questions.frontier:
        criteria(constraints, questions.frontier)
    found = candidates(
        problem,
        constraints,
        questions.wanted,
        options,
        lambda number: tell(f"{number} of {questions.wanted.count} candidates"),
    )
    study = Study(questions.wanted, found)
    if not found.all or options.interrupt.is_set():
        return study
    best = found.all[0].timetable
    options = replace(options, spent=0.0, reserve=0.0)
    # Deterministic workers take turns, so that more of them need no more cores; and the
    # number of cores is to decide nothing.
    side = options if options.deterministic else replace(options, workers=threads)
    if questions.backbone:
        study = replace(
            study,
            backbone=backbone(
                problem,
                constraints,
                found.caps,
                [candidate.timetable for candidate in found.all],
                options,
                told=lambda solves, fixed: tell(
                    f"backbone: {fixed} talks fixed after {solves} solves"
                ),
            ),
        )
    if questions.profiles:
        tell("profiles")
        weightings = profiles_of(problem, constraints)
        study = replace(study, profiles=profiled(problem, weightings, side, executor))
    if questions.frontier:
        tell("trade-off")
        costs = rest_of(found.all[0].score, questions.frontier)
        rest = questions.wanted.loss.caps(costs)
        curve = frontier(problem, constraints, questions.frontier, options, rest=rest)
        study = replace(study, frontier=curve)
    if questions.sensitivity:
        tell("weights")
        effects = sensitivity(problem, constraints, best, side, executor)
        study = replace(study, sensitivity=effects)
    return study
