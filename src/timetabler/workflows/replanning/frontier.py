"""The trade-off: what each further move beyond the necessary ones buys."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Status
from timetabler.timetable.diff import difference
from timetabler.timetable.succession import succeed
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.budget import Budget
from timetabler.workflows.replanning.keeping import Setting, shifted
from timetabler.workflows.replanning.replan import Replan
from timetabler.workflows.replanning.stages import repaired
from timetabler.workflows.solve import Solution

MOST_POINTS = 8
_BEHIND = 50
_LEAST = 0.5


@dataclass(frozen=True)
class Point:
    """The best timetable with so many moves.

    Attributes:
        extra: How many moves beyond the necessary ones were allowed.
        moves: How many talks move.
        penalties: The penalties of the problem's own priorities, first to last.
        optimal: Whether nothing better can be had with so many moves; proven.
        timetable: The timetable.
    """

    extra: int
    moves: int
    penalties: tuple[int, ...]
    optimal: bool
    timetable: Timetable


@dataclass(frozen=True)
class Frontier:
    """The trade-off between moves and quality.

    Attributes:
        necessary: The fewest moves with which there is a timetable.
        proven: Whether fewer are proven to be impossible.
        priorities: The problem's own priorities, counted so that the first is 1.
        levels: The same by the numbers of the score card, behind the wishes to keep.
        points: One for every number of moves, from the fewest.
        complete: Whether no number of moves would buy more than the last point.
    """

    necessary: int
    proven: bool
    priorities: tuple[int, ...]
    levels: tuple[int, ...]
    points: tuple[Point, ...]
    complete: bool


def frontier(base: Replan, options: Options) -> Frontier | None:
    """Solve for 0, 1, 2, ... moves beyond the necessary; None without a timetable.

    The time is divided between the points. It ends when quality is as good as it gets
    with any number of moves, or after ``MOST_POINTS`` points.
    """
    return _Tracer(base, options).trace()


class _Tracer:
    def __init__(self, base: Replan, options: Options) -> None:
        self.base = base
        self.made = base.setting
        self.options = options
        self.budget = Budget(options)
        self.own = tuple(
            sorted({int(c.level) for c in self.made.quality if not c.is_hard})
        )
        first = self.own[0] - 1 if self.own else 0
        self.quality = shifted(self.made.quality, -first)
        self.priorities = tuple(level - first for level in self.own)
        first_wish, *rest = self.made.wishes
        # Dropping a talk is no way to save a move.
        kept = base.solution.score is not None and not base.dropped
        level = "hard" if kept else int(first_wish.level) + _BEHIND
        self.hard = (first_wish.model_copy(update={"level": level}), *self.made.hard)
        self.wishes = shifted(rest, _BEHIND)

    def trace(self) -> Frontier | None:
        fewest = self._fewest()
        if fewest.timetable is None:
            return None
        free = self._solve((*self.quality, *self.hard), MOST_POINTS + 1)
        goal = self._penalties(free)
        necessary = len(self._moved(fewest.timetable))
        proven = next(iter(fewest.outcome.priorities)).optimal
        points: list[Point] = []
        start = fewest.timetable
        for extra in range(MOST_POINTS):
            limit = self.made.limited(necessary + extra, hard=True)
            constraints = (limit, *self.hard, *self.quality, *self.wishes)
            found = self._solve(constraints, MOST_POINTS - extra, start)
            if found.timetable is None:
                break
            points.append(self._point(extra, found))
            start = found.timetable
            if goal is not None and points[-1].penalties <= goal:
                break
        complete = bool(points) and points[-1].penalties == goal
        surely = complete and free.status is Status.OPTIMAL
        return Frontier(
            necessary, proven, self.priorities, self.own, tuple(points), surely
        )

    def _fewest(self) -> Solution:
        fewest = self.made.limited(0, hard=False)
        hard = [c for c in (*self.hard, *self.made.quality) if c.is_hard]
        loose = self.base.unavoidable.loose
        options = self._share(MOST_POINTS + 2)
        found = repaired(self.made, (fewest, *hard), options, loose)
        self.budget.spend(found.outcome)
        return found

    def _solve(
        self,
        constraints: Sequence[Constraint],
        shares: int,
        start: Timetable | None = None,
    ) -> Solution:
        from timetabler.workflows.solve import solve  # noqa: PLC0415

        bare = Timetable((start or self.made.published).placements)
        options = replace(self._share(shares), start=bare)
        found = solve(self.made.problem, constraints, options)
        self.budget.spend(found.outcome)
        return found

    def _share(self, shares: int) -> Options:
        seconds = self.budget.share(1 / shares, least=_LEAST)
        return replace(self.options, seconds=seconds, spent=0.0)

    def _moved(self, timetable: Timetable) -> tuple[object, ...]:
        return difference(self.made.problem, self.made.published, timetable).moved

    def _penalties(self, solution: Solution) -> tuple[int, ...] | None:
        if solution.score is None:
            return None
        return tuple(solution.score.priorities[level] for level in self.priorities)

    def _point(self, extra: int, solution: Solution) -> Point:
        made: Setting = self.made
        timetable = Timetable(
            solution.timetable.placements if solution.timetable else {}
        )
        proven = {r.priority for r in solution.outcome.priorities if r.optimal}
        return Point(
            extra,
            len(self._moved(timetable)),
            self._penalties(solution) or (),
            proven.issuperset(self.priorities),
            succeed(made.problem, self.base.earlier, timetable),
        )
