"""Search for repairs: what each conflict needs, then what all of them need together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from time import monotonic

from timetabler.engine.conflict import Conflict
from timetabler.engine.outcome import Options, Status
from timetabler.engine.proving import possible_for
from timetabler.workflows.explaining.repair.change import (
    Case,
    Change,
    Family,
    one_after_the_other,
)
from timetabler.workflows.explaining.repair.families import families
from timetabler.workflows.solve import Solution, solve

_A_TEST = 5.0
_A_SOLVE = 10.0
_MOST_SOLVES = 40
_SEARCHING = 0.5
"""The share of the time that goes into looking; the rest is for the timetables."""


@dataclass(frozen=True)
class Repair:
    """Changes that make a timetable possible, with the timetable they lead to.

    Attributes:
        changes: The changes, together.
        case: The problem with them.
        solution: Its timetable and score.
    """

    changes: tuple[Change, ...]
    case: Case
    solution: Solution

    @property
    def effort(self) -> int:
        """How much the changes ask of people."""
        return sum(change.effort for change in self.changes)

    @property
    def text(self) -> str:
        """What to do, in words."""
        return ", and ".join(change.text for change in self.changes)


@dataclass
class _Clock:
    """Shares out the time that is left."""

    options: Options
    end: float | None

    def options_for(self, seconds: float) -> Options:
        """Options for one solve, with what time it may have."""
        if self.end is not None:
            seconds = max(0.1, min(seconds, self.end - monotonic()))
        return replace(self.options, seconds=seconds, report=None)

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        late = self.end is not None and monotonic() >= self.end
        return late or self.options.interrupt.is_set()


def repairs(
    case: Case,
    conflicts: Sequence[Conflict],
    options: Options,
    *,
    most: int = 5,
    tell: Callable[[int], None] | None = None,
) -> tuple[Repair, ...]:
    """Find what would make a timetable possible, the least effort first.

    With one conflict these are single changes; with several, the cheapest
    combinations of one for each. Each comes with a timetable that was found.

    Args:
        case: The problem that has no timetable.
        conflicts: Why it has none.
        options: How to search; ``seconds`` is for everything.
        most: The most repairs to look for.
        tell: Called with how many repairs there are so far.
    """
    seconds = options.seconds
    began = monotonic()
    looking = _Clock(options, None if seconds is None else began + seconds * _SEARCHING)
    needed = [_resolving(case, conflict, looking) for conflict in conflicts]
    clock = _Clock(options, None if seconds is None else began + seconds)
    found: list[Repair] = []
    wanted = most if len(conflicts) == 1 else 1
    for _, changes in zip(range(_MOST_SOLVES), _combined(needed), strict=False):
        if clock.over or len(found) == wanted:
            break
        if not _same_family(changes, found):
            repair = _proved(case, changes, clock, wanted - len(found))
            found += [repair] if repair else []
            if tell:
                tell(len(found))
    return tuple(found)


@dataclass(frozen=True)
class _Step:
    """One change of a family, with those that allow yet more."""

    change: Change
    family: Family


def _resolving(case: Case, conflict: Conflict, clock: _Clock) -> list[_Step]:
    """List the changes that resolve one conflict, for its talks alone."""
    talks = frozenset(conflict.talks)

    def works(change: Change) -> bool:
        changed = change(case)
        options = clock.options_for(_A_TEST)
        status = possible_for(changed.problem, changed.constraints, talks, options)
        return status is Status.FEASIBLE

    found: list[_Step] = []
    for family in families(case.problem, conflict):
        if clock.over:
            break
        least = _least(family, works)
        # Whatever allows more resolves it, too; perhaps the others need that.
        found += [_Step(change, family) for change in family[least:]]
    return sorted(found, key=lambda step: step.change.effort)


def _least(family: Family, works: Callable[[Change], bool]) -> int:
    """Find the first of a family that works; each works if one before it does."""
    if not works(family[-1]):
        return len(family)
    low, high = 0, len(family) - 1
    while low < high:
        middle = (low + high) // 2
        if works(family[middle]):
            high = middle
        else:
            low = middle + 1
    return low


def _combined(needed: Sequence[list[_Step]]) -> Iterator[tuple[_Step, ...]]:
    """Yield one change for each conflict, all combinations, the least effort first."""
    if not all(needed):
        return
    start = (0,) * len(needed)
    heap = [(_effort(needed, start), start)]
    heapify(heap)
    seen = {start}
    while heap:
        _, choice = heappop(heap)
        steps = [steps[i] for steps, i in zip(needed, choice, strict=True)]
        yield tuple({step.change.text: step for step in steps}.values())
        for place, index in enumerate(choice):
            following = (*choice[:place], index + 1, *choice[place + 1 :])
            if index + 1 < len(needed[place]) and following not in seen:
                seen.add(following)
                heappush(heap, (_effort(needed, following), following))


def _effort(needed: Sequence[list[_Step]], choice: tuple[int, ...]) -> int:
    steps = (steps[i] for steps, i in zip(needed, choice, strict=True))
    return sum({s.change.text: s.change.effort for s in steps}.values())


def _same_family(steps: tuple[_Step, ...], found: list[Repair]) -> bool:
    """Whether a smaller change of the same kind was enough already."""
    known = {change.text for repair in found for change in repair.changes}
    return any(other.text in known for step in steps for other in step.family)


def _proved(
    case: Case, steps: tuple[_Step, ...], clock: _Clock, left: int
) -> Repair | None:
    """Solve the problem with some changes; only a timetable is a proof."""
    changes = tuple(step.change for step in steps)
    changed = one_after_the_other(changes)(case)
    seconds = _A_SOLVE
    if clock.end is not None:
        seconds = min(_A_SOLVE, (clock.end - monotonic()) / max(1, left))
    options = clock.options_for(seconds)
    solution = solve(changed.problem, changed.constraints, options)
    return Repair(changes, changed, solution) if solution.timetable else None
