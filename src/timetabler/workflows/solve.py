"""Solve a problem, and hold what the solver says against the checkers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Outcome, PriorityResult, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.identity import with_identities
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check


class DisagreementError(Exception):
    """The solver and the checkers disagree about a timetable: a bug, said loudly.

    Attributes:
        timetable: The timetable they disagree about.
        reasons: How they disagree, in sentences.
    """

    def __init__(self, timetable: Timetable, reasons: Sequence[str]) -> None:
        self.timetable = timetable
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reasons))

    def __reduce__(self) -> tuple[type[Self], tuple[Timetable, tuple[str, ...]]]:
        """Travel between processes."""
        return type(self), (self.timetable, self.reasons)


@dataclass(frozen=True)
class Solution:
    """A solve: how it ended, the timetable, and its score from the checkers.

    Attributes:
        outcome: What the search ended with.
        timetable: The timetable with identities; None if there is none.
        score: Its score; None without a timetable.
    """

    outcome: Outcome
    timetable: Timetable | None
    score: Score | None

    @property
    def status(self) -> Status:
        """How sure the outcome is."""
        return self.outcome.status

    @property
    def bounds(self) -> dict[int, int]:
        """The proven bound of every priority; 0 where nothing is proven."""
        proven = {result.priority: result.bound for result in self.outcome.priorities}
        priorities = self.score.priorities if self.score else proven
        return {priority: proven.get(priority, 0) for priority in priorities}


def solve(
    problem: Problem, constraints: Sequence[Constraint], options: Options
) -> Solution:
    """Find the best timetable and score it.

    Raises:
        DisagreementError: If the checkers find something else than the solver says.
    """
    # OR-Tools takes most of a second to load; who only checks need not wait for it.
    from timetabler.engine.search import search  # noqa: PLC0415

    outcome = _no_worse(
        search(problem, constraints, options), problem, constraints, options
    )
    if outcome.timetable is None:
        _refute(problem, constraints, options, outcome)
        return Solution(outcome, None, None)
    score = check(problem, outcome.timetable, constraints)
    reasons = _disagreements(score, outcome.priorities)
    if outcome.status == Status.OPTIMAL and options.last is None:
        settled = {result.priority for result in outcome.priorities}
        missing = sorted(score.priorities.keys() - settled)
        reasons += [f"priority {priority} was never minimised" for priority in missing]
    if reasons:
        raise DisagreementError(outcome.timetable, reasons)
    timetable = with_identities(problem, outcome.timetable, options.start)
    return Solution(outcome, timetable, score)


def _no_worse(
    outcome: Outcome,
    problem: Problem,
    constraints: Sequence[Constraint],
    options: Options,
) -> Outcome:
    """Keep to the timetable to start from, where time was too short for a better one.

    A search may not have had the time to take it in, and has then begun elsewhere.
    """
    start = options.start
    settled = outcome.status in (Status.OPTIMAL, Status.INFEASIBLE)
    if settled or start is None or options.caps:
        return outcome
    given = check(problem, start, constraints)
    if not given.feasible:
        return outcome
    if outcome.timetable is None:
        return replace(outcome, status=Status.FEASIBLE, timetable=start)
    found = check(problem, outcome.timetable, constraints)
    if _wanted(found, options) <= _wanted(given, options):
        return outcome
    results = tuple(_reached(outcome.priorities, given.priorities))
    return replace(outcome, timetable=start, priorities=results)


def _wanted(score: Score, options: Options) -> list[int]:
    """The penalties of the priorities that are to be minimised, in order."""
    return [cost for p, cost in score.priorities.items() if options.wants(p)]


def _reached(
    results: Sequence[PriorityResult], penalties: Mapping[int, int]
) -> Iterator[PriorityResult]:
    """Results with better penalties: up to the first that got better, bounds hold."""
    for result in results:
        yield replace(result, penalty=penalties[result.priority])
        if penalties[result.priority] < result.penalty:
            return


def _refute(
    problem: Problem,
    constraints: Sequence[Constraint],
    options: Options,
    outcome: Outcome,
) -> None:
    """Hold a proof that there is no timetable against the one to start from."""
    start = options.start
    if outcome.status != Status.INFEASIBLE or start is None or options.caps:
        return
    # Searches choose permitted starts, whatever the checkers think of others.
    if any(p.start not in problem.starts_of(problem.talks[p.talk]) for p in start):
        return
    if check(problem, start, constraints).feasible:
        why = "the solver proves that there is no timetable; the one given is one"
        raise DisagreementError(start, [why])


def _disagreements(score: Score, results: Sequence[PriorityResult]) -> list[str]:
    """Say where the checkers' numbers are not what the solver's allow.

    Hard constraints are kept. No penalty is above the solver's, which may be too high
    while it is not proven, and none is below its bound.
    """
    reasons = [
        f"{constraint.name}: {finding.text}"
        for constraint in score.constraints
        if constraint.level == "hard"
        for finding in constraint.findings
    ]
    for result in results:
        checked = score.priorities.get(result.priority, 0)
        if not result.bound <= checked <= result.penalty:
            reasons.append(
                f"priority {result.priority}: the checkers count {checked}, the solver"
                f" {result.penalty} with a bound of {result.bound}"
            )
    return reasons
