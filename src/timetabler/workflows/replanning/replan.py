"""Replan: the smallest change of a published timetable that works."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from timetabler.engine.outcome import Options, Outcome, PriorityResult, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.diff import Diff, difference
from timetabler.timetable.succession import succeed
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.replanning.changed import Changed
from timetabler.workflows.replanning.keeping import Setting, Wanted, setting
from timetabler.workflows.replanning.stages import repaired
from timetabler.workflows.replanning.unavoidable import Unavoidable, unavoidable
from timetabler.workflows.solve import Solution


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
