"""Solve a replan in stages: a repair, the least disturbance, then quality as well."""

from collections.abc import Sequence
from dataclasses import replace

from timetabler.constraints.base import Constraint
from timetabler.constraints.held import Held
from timetabler.engine.outcome import Options, PriorityResult, Status
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.budget import Budget
from timetabler.workflows.check import check
from timetabler.workflows.replanning.keeping import Setting
from timetabler.workflows.solve import Solution, solve

_REPAIR = 0.15
_DISTURBANCE = 0.6
_LEAST = 0.1
_MANY = 60
"""Published timetables with more talks are solved in stages."""


def repaired(
    made: Setting,
    constraints: Sequence[Constraint],
    options: Options,
    loose: frozenset[str],
) -> Solution:
    """Solve, starting from a repair in which all that can stay does.

    What comes out is never worse than the repair. Where there are many talks, the
    disturbance is settled first, without a look at quality, which makes a far larger
    model: so it is proven early, and also where the time is too short for the rest.
    """
    stages = _Stages(made, options)
    if len(made.published.placements) <= _MANY:
        return stages.solve(constraints, 1.0, made.published)
    last = max(int(wish.level) for wish in made.wishes)
    early = [c for c in constraints if c.is_hard or int(c.level) <= last]
    first = _repair(stages, early, loose)
    start = first.timetable if first and first.timetable else made.published
    least = stages.solve(early, _DISTURBANCE, start)
    if least.status is Status.INFEASIBLE:
        return stages.timed(least)
    best = _better(made, constraints, least, first)
    if best.timetable is not None:
        start = best.timetable
    whole = stages.solve(constraints, 1.0, start)
    found = _better(made, constraints, whole, best)
    results = _proven(found, least, whole)
    outcome = replace(
        found.outcome,
        status=_status(found, results),
        priorities=results,
        interrupted=whole.outcome.interrupted,
    )
    return stages.timed(replace(found, outcome=outcome))


class _Stages:
    """Divides the time of a replan between its solves."""

    def __init__(self, made: Setting, options: Options) -> None:
        self.made = made
        self._options = options
        self._budget = Budget(options)
        self._first: float | None = None

    def solve(
        self, constraints: Sequence[Constraint], share: float, start: Timetable
    ) -> Solution:
        """Solve in a share (0 to 1) of the time that is left."""
        before = self._budget.spent
        options = replace(
            self._options,
            start=Timetable(start.placements),
            seconds=self._budget.share(share, least=_LEAST),
            spent=0.0,
            reserve=0.0,
        )
        found = solve(self.made.problem, constraints, options)
        self._budget.spend(found.outcome)
        if self._first is None and found.outcome.first is not None:
            self._first = before + found.outcome.first
        return found

    def timed(self, solution: Solution) -> Solution:
        """Tell of a solution what all solves together took."""
        outcome = replace(
            solution.outcome, seconds=self._budget.spent, first=self._first
        )
        return replace(solution, outcome=outcome)


def _repair(
    stages: _Stages, constraints: Sequence[Constraint], loose: frozenset[str]
) -> Solution | None:
    """Hold fast what has no part in anything impossible, and solve the rest."""
    made = stages.made
    for free in (loose, _near(made, loose)):
        places = {t: p for t, p in made.keeping().items() if t not in free}
        held = Held(name="repair", published=places)
        found = stages.solve((*constraints, held), _REPAIR, made.published)
        if found.timetable is not None:
            return found
    return None


def _better(
    made: Setting,
    constraints: Sequence[Constraint],
    one: Solution,
    other: Solution | None,
) -> Solution:
    """Choose the better of two timetables, both scored by all constraints."""
    scored = [_scored(made, constraints, s) for s in (one, other) if s]
    there = [s for s in scored if s.score is not None]
    return min(there, key=lambda s: _rank(s.score), default=one)


def _scored(
    made: Setting, constraints: Sequence[Constraint], solution: Solution
) -> Solution:
    if solution.timetable is None:
        return solution
    score = check(made.problem, solution.timetable, constraints)
    return replace(solution, score=score)


def _proven(
    found: Solution, least: Solution, whole: Solution
) -> tuple[PriorityResult, ...]:
    """Put together what the two solves have proven of a timetable.

    A bound counts for those that are as good in all priorities before it.
    """
    if found.score is None:
        return whole.outcome.priorities
    bounds: dict[int, int] = {}
    for solution in (least, whole):
        for result in solution.outcome.priorities:
            if found.score.priorities[result.priority] > result.penalty:
                break
            known = bounds.get(result.priority, 0)
            bounds[result.priority] = max(known, result.bound)
            if found.score.priorities[result.priority] < result.penalty:
                break
    return tuple(
        PriorityResult(priority, penalty, bounds.get(priority, 0))
        for priority, penalty in found.score.priorities.items()
    )


def _status(found: Solution, results: Sequence[PriorityResult]) -> Status:
    if found.timetable is None:
        return found.status
    proven = all(result.optimal for result in results)
    return Status.OPTIMAL if proven else Status.FEASIBLE


def _rank(score: Score | None) -> tuple[int, ...]:
    return tuple(score.priorities.values()) if score else ()


def _near(made: Setting, loose: frozenset[str]) -> frozenset[str]:
    """Talks that share a track, a speaker, or a room and day with loose ones."""
    problem = made.problem

    def marks(talk: str) -> set[tuple[str, ...]]:
        place, entry = made.published[talk], problem.talks[talk]
        day = problem.day_at(place.start).id
        found: set[tuple[str, ...]] = {("room", place.room, day)}
        found |= {("speaker", speaker) for speaker in entry.speakers}
        return found | ({("track", entry.track)} if entry.track else set())

    shared = {mark for talk in loose for mark in marks(talk)}
    shared |= {
        ("track", talk.track)
        for talk in problem.talks.values()
        if talk.track and talk.id not in made.published
    }
    near = (t for t in made.published.placements if not shared.isdisjoint(marks(t)))
    return loose | frozenset(near)
