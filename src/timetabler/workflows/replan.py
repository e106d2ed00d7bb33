"""Replan: the smallest change of a published timetable that works."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from timetabler.constraints.base import Constraint
from timetabler.constraints.held import Held
from timetabler.engine.outcome import Options, Outcome, PriorityResult, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.diff import Diff, difference
from timetabler.timetable.score import Score
from timetabler.timetable.succession import succeed
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.changed import Changed
from timetabler.workflows.check import check
from timetabler.workflows.keeping import Setting, Wanted, setting
from timetabler.workflows.solve import Solution, solve
from timetabler.workflows.unavoidable import Unavoidable, unavoidable

_REPAIR = 0.3
_MANY = 60
"""Published timetables with more talks are repaired before they are searched."""


@dataclass(frozen=True)
class Replan:
    """A replan: what it was made of, how it ended, what it changes.

    Attributes:
        setting: What it was made of.
        earlier: The published timetable it began with.
        solution: How it ended.
        timetable: The new timetable, with identities; None if there is none.
        diff: What changes; None without a timetable.
        unavoidable: What had become impossible.
        unchanged: Whether the published timetable stays as it is.
    """

    setting: Setting
    earlier: Timetable
    solution: Solution
    timetable: Timetable | None
    diff: Diff | None
    unavoidable: Unavoidable
    unchanged: bool = False

    @property
    def problem(self) -> Problem:
        """The problem, in which cancelled talks may be left out."""
        return self.setting.problem

    @property
    def dropped(self) -> tuple[str, ...]:
        """The talks that are left out though nobody has cancelled them."""
        if self.timetable is None:
            return ()
        return tuple(
            talk.id
            for talk in self.problem.talks.values()
            if talk.id not in self.timetable
            and (talk.optional is None or talk.id in self.setting.published)
        )


def replan(
    changed: Changed,
    earlier: Timetable,
    wanted: Wanted,
    options: Options,
    amended: Iterable[str] = (),
) -> Replan:
    """Find the timetable that disturbs the fewest people.

    Args:
        changed: The problem as it has become.
        earlier: The published timetable.
        wanted: How to replan.
        options: How to search; what it starts from is worked out here.
        amended: Talks of which people see something else than before.

    Raises:
        DisagreementError: If the checkers find something else than the solver says.
    """
    made = setting(changed, earlier, wanted)
    found = unavoidable(made.problem, made.published, made.constraints)
    solution = _staying(made) if _may_stay(made, wanted) else None
    if solution is None:
        solution = repaired(made, made.constraints, options, found.loose)
    return finished(made, earlier, solution, found, frozenset(amended))


def finished(
    made: Setting,
    earlier: Timetable,
    solution: Solution,
    found: Unavoidable,
    amended: frozenset[str],
) -> Replan:
    """Give the timetable of a solution its identities, and compare it."""
    if solution.timetable is None:
        return Replan(made, earlier, solution, None, None, found)
    bare = Timetable(solution.timetable.placements)
    there = {talk for talk in amended if talk in bare}
    timetable = succeed(made.problem, earlier, bare, there)
    diff = difference(made.problem, earlier, timetable)
    before = {talk for talk, i in earlier.identities.items() if i.cancelled}
    after = {talk for talk, i in timetable.identities.items() if i.cancelled}
    same = not diff.changes and not there and before == after
    shown = replace(solution, timetable=timetable)
    return Replan(made, earlier, shown, timetable, diff, found, unchanged=same)


def _may_stay(made: Setting, wanted: Wanted) -> bool:
    """Whether nothing but keeping everything is asked for."""
    filling = wanted.holes == "fill" and any(
        talk.optional is not None and talk.id not in made.published
        for talk in made.problem.talks.values()
        if talk.id not in made.cancelled
    )
    return made.staying_first and not made.new and not filling


def _staying(made: Setting) -> Solution | None:
    """The published timetable as it is, if that breaks nothing; no solver takes part.

    It is optimal: it alone has no penalty in the priorities that come first.
    """
    timetable = Timetable(made.published.placements)
    score = check(made.problem, timetable, made.constraints)
    first = {int(wish.level) for wish in made.wishes}
    if not score.feasible or any(score.priorities[level] for level in first):
        return None
    results = tuple(PriorityResult(p, n, n) for p, n in score.priorities.items())
    return Solution(Outcome(Status.OPTIMAL, timetable, results), timetable, score)


def repaired(
    made: Setting,
    constraints: Sequence[Constraint],
    options: Options,
    loose: frozenset[str],
) -> Solution:
    """Solve, starting from a repair in which all that can stay does.

    What comes out is never worse than the repair.
    """
    began = monotonic()
    first = None
    if len(made.published.placements) > _MANY:
        first = _repair(made, constraints, options, loose)
    start = first.timetable if first and first.timetable else made.published
    left = options.seconds
    if left is not None:
        left = max(0.1, left - (monotonic() - began))
    bare = Timetable(start.placements)
    whole = solve(made.problem, constraints, replace(options, start=bare, seconds=left))
    best = _better(whole, first)
    spent = monotonic() - began
    early = first.outcome.first if first and first.timetable else whole.outcome.first
    return replace(best, outcome=replace(best.outcome, seconds=spent, first=early))


def _repair(
    made: Setting,
    constraints: Sequence[Constraint],
    options: Options,
    loose: frozenset[str],
) -> Solution | None:
    """Hold fast what has no part in anything impossible, and solve the rest."""
    seconds = None if options.seconds is None else options.seconds * _REPAIR / 2
    for free in (loose, _near(made, loose)):
        places = {t: p for t, p in made.keeping().items() if t not in free}
        held = Held(name="repair", published=places)
        start = Timetable(made.published.placements)
        some = replace(options, start=start, seconds=seconds)
        found = solve(made.problem, (*constraints, held), some)
        if found.timetable is not None:
            return found
    return None


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


def _better(whole: Solution, first: Solution | None) -> Solution:
    """Choose the better one; the bounds are always those of the whole."""
    if first is None or first.score is None:
        return whole
    if whole.score is not None and _rank(whole.score) <= _rank(first.score):
        return whole
    if whole.status is Status.INFEASIBLE:
        return whole
    proven = {result.priority: result.bound for result in whole.outcome.priorities}
    outcome = replace(
        first.outcome,
        status=Status.FEASIBLE,
        priorities=_results(first.score.priorities, proven),
        interrupted=whole.outcome.interrupted,
    )
    return replace(first, outcome=outcome)


def _results(
    penalties: Mapping[int, int], proven: Mapping[int, int]
) -> tuple[PriorityResult, ...]:
    found = []
    for priority, penalty in penalties.items():
        found.append(PriorityResult(priority, penalty, proven.get(priority, 0)))
        if penalty != proven.get(priority):
            break
    return tuple(found)


def _rank(score: Score) -> tuple[int, ...]:
    return tuple(score.priorities.values())
