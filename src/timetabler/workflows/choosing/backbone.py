"""What is the same in every near-optimal timetable, and what is free; by solving."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from timetabler.constraints.base import Constraint
from timetabler.constraints.elsewhere import Elsewhere
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.distance import KINDS, Kind, Place, place
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.budget import Budget
from timetabler.workflows.solve import solve

_NEW = 0
STEP = 8.0
"""Seconds at most for one step: it need not be the best step."""


@dataclass(frozen=True)
class Backbone:
    """Where talks are in all timetables that cost no more than the caps.

    Attributes:
        fixed: The talks that are in one place in all of them: day, start and room; None
            for one that is left out of all of them.
        free: For the others, the days and rooms that they have in some of them.
        fixed_proven: Whether the fixed talks are proven to be fixed.
        free_proven: Whether there are no further days and rooms for the free ones.
        solves: How many solves it took.
    """

    fixed: Mapping[str, Place]
    free: Mapping[str, tuple[Place, ...]]
    fixed_proven: bool
    free_proven: bool
    solves: int


def backbone(
    problem: Problem,
    constraints: Sequence[Constraint],
    caps: Mapping[int, int],
    known: Sequence[Timetable],
    options: Options,
    *,
    told: Callable[[int, int], None] = lambda solves, fixed: None,
) -> Backbone:
    """Find out what is the same in every timetable that keeps to the caps.

    Each solve looks for a timetable in which as many talks as possible are where none
    has been seen; when there is none, what has been seen is all there is.

    Args:
        problem: The conference.
        constraints: Its constraints.
        caps: The most that each priority may cost.
        known: Timetables that keep to the caps; at least one.
        options: How to search; the seconds are for all of it.
        told: Told after each solve how many there were, and what is still fixed.

    Raises:
        DisagreementError: If solver and checkers disagree.
    """
    search = _Search(problem, tuple(constraints), caps, list(known), options, told)
    fixed_proven = search.explore(search.fixed, KINDS)
    free_proven = search.explore(search.free, ("day", "room"))
    fixed = set(search.fixed())
    return Backbone(
        fixed={
            talk: place(problem, known[0], talk) for talk in fixed_in(problem, fixed)
        },
        free={
            talk: search.places(talk, ("day", "room"))
            for talk in problem.talks
            if talk not in fixed
        },
        fixed_proven=fixed_proven,
        free_proven=fixed_proven and free_proven,
        solves=search.solves,
    )


def fixed_in(problem: Problem, talks: Iterable[str]) -> list[str]:
    """List talks in the order of the file."""
    chosen = set(talks)
    return [talk for talk in problem.talks if talk in chosen]


@dataclass
class _Search:
    problem: Problem
    constraints: tuple[Constraint, ...]
    caps: Mapping[int, int]
    pool: list[Timetable]
    options: Options
    told: Callable[[int, int], None]
    solves: int = 0

    def __post_init__(self) -> None:
        self.budget = Budget(self.options)

    def places(self, talk: str, kinds: tuple[Kind, ...]) -> tuple[Place, ...]:
        """Where a talk has been seen."""
        seen = {place(self.problem, one, talk, kinds) for one in self.pool}
        return tuple(sorted(seen, key=repr))

    def fixed(self) -> list[str]:
        """The talks that have been seen in one place only."""
        return [t for t in self.problem.talks if len(self.places(t, KINDS)) == 1]

    def free(self) -> list[str]:
        """The other talks."""
        return [t for t in self.problem.talks if len(self.places(t, KINDS)) > 1]

    def explore(
        self, talks_now: Callable[[], list[str]], kinds: tuple[Kind, ...]
    ) -> bool:
        """Look for new places until there are none; False if time runs out."""
        while talks := talks_now():
            seconds = self._seconds()
            if seconds == 0 or self.options.interrupt.is_set():
                return False
            found, status = self._step(tuple(talks), kinds, seconds)
            self.solves += 1
            if found is None:
                return status == Status.INFEASIBLE
            self.pool.append(found)
            self.told(self.solves, len(self.fixed()))
        return True

    def _step(
        self, talks: tuple[str, ...], kinds: tuple[Kind, ...], seconds: float | None
    ) -> tuple[Timetable | None, Status]:
        elsewhere = Elsewhere(
            level=_NEW,
            seen=tuple(self.pool),
            among=talks,
            least=len(talks),
            kinds=kinds,
        )
        options = replace(
            self.options,
            seconds=seconds,
            spent=0.0,
            caps={**self.caps, _NEW: len(talks) - 1},
            start=self.pool[-1],
            last=_NEW,
        )
        solution = solve(self.problem, (elsewhere, *self.constraints), options)
        self.budget.spend(solution.outcome)
        return solution.timetable, solution.status

    def _seconds(self) -> float | None:
        left = self.budget.left
        if left is None:
            return None
        return left if left < STEP else max(STEP, left / 4)
