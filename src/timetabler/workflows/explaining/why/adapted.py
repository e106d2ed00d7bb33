"""What a place, or the lack of a rule, is worth when everything else may adapt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.explaining.why.asked import Stays, There
from timetabler.workflows.explaining.why.price import Price, compared
from timetabler.workflows.solve import solve

_LAST = 9


@dataclass(frozen=True)
class Adapted:
    """What becomes of a timetable when a talk is somewhere else.

    Attributes:
        status: How sure it is; infeasible: it can not be there, whatever others do.
        price: What it costs; None without a timetable.
        least: The least it can cost, by priority, as proven.
        moved: The other talks that move, from where and to where.
        timetable: The timetable; None if there is none.
    """

    status: Status
    price: Price | None
    least: tuple[tuple[int, int], ...]
    moved: tuple[tuple[Placement, Placement | None], ...]
    timetable: Timetable | None


def adapt(
    problem: Problem,
    timetable: Timetable,
    constraints: Sequence[Constraint],
    there: There,
    options: Options,
) -> Adapted:
    """Put a talk elsewhere, let everything else adapt, and move as little as can be.

    Args:
        problem: The problem.
        timetable: The timetable that adapts.
        constraints: The constraints that count.
        there: Where the talk is to be.
        options: How to search; ``seconds`` is for this alone.
    """
    others = tuple((p.talk, p.start, p.room) for p in timetable if p.talk != there.talk)
    asked = [*constraints, there, Stays(places=others, level=_LAST)]
    started = replace(options, start=timetable)
    solution = solve(problem, asked, started)
    if solution.timetable is None:
        return Adapted(solution.status, None, (), (), None)
    before = check(problem, timetable, constraints)
    after = check(problem, solution.timetable, constraints)
    moved = tuple(
        (place, solution.timetable.placements.get(place.talk))
        for place in timetable
        if place.talk != there.talk
        and solution.timetable.placements.get(place.talk) != place
    )
    return Adapted(
        solution.status,
        compared(before, after),
        _least(before, after, solution.bounds),
        moved,
        solution.timetable,
    )


def _least(
    before: Score, after: Score, bounds: dict[int, int]
) -> tuple[tuple[int, int], ...]:
    """The proven least rise, as far as the priorities before are at their best."""
    found: list[tuple[int, int]] = []
    for priority, penalty in after.priorities.items():
        if priority == _LAST:
            break  # The moves are counted there, too, and are no part of the price.
        least = min(bounds.get(priority, 0), penalty)
        found.append((priority, least - before.priorities[priority]))
        if least < penalty:
            break
    return tuple(found)
