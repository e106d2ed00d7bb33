"""The trade-off between two criteria: every point of the curve, each with its proof."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.solve import solve


@dataclass(frozen=True)
class Point:
    """One point of the curve.

    Attributes:
        one: The first criterion's amount, in its unit.
        other: The second criterion's amount, in its unit.
        proven: Whether no timetable has a smaller second amount with so small a first,
            nor a smaller first with so small a second.
        timetable: A timetable with these amounts.
    """

    one: int
    other: int
    proven: bool
    timetable: Timetable


@dataclass(frozen=True)
class Frontier:
    """The curve between two criteria.

    Attributes:
        one: The first criterion's name, and its unit.
        other: The second's.
        points: From the smallest first amount to the smallest second.
        complete: Whether no further points exist; proven.
    """

    one: tuple[str, str]
    other: tuple[str, str]
    points: tuple[Point, ...]
    complete: bool


def frontier(
    problem: Problem,
    constraints: Sequence[Constraint],
    between: tuple[str, str],
    options: Options,
    *,
    rest: Mapping[int, int] | None = None,
    most: int = 50,
    told: Callable[[Point], None] = lambda point: None,
) -> Frontier:
    """Work out the curve between two criteria by the epsilon method.

    The first criterion is minimised, then the second with the first held; then the
    second has to become smaller still, until it can not. Hard constraints are kept all
    along. What else the problem file wants is minimised last: it decides no point.

    Args:
        problem: The conference.
        constraints: Its constraints.
        between: The labels of two soft constraints.
        options: How to search; the seconds are for each point.
        rest: The most that all other constraints of a priority may cost together, by
            priority; those of other priorities, and all if it is None, may cost
            anything.
        most: The most points to find.
        told: Told of each point.

    Raises:
        ValueError: If a label is not that of a soft constraint, or both are the same.
    """
    one, other = criteria(constraints, between)
    asked = tuple(_arranged(constraints, one, other))
    points: list[Point] = []
    others = _merged(rest or {})
    caps = others
    complete = False
    while len(points) < most and not options.interrupt.is_set():
        found = solve(problem, asked, replace(options, caps=caps))
        if found.timetable is None or found.score is None:
            complete = found.status == Status.INFEASIBLE
            break
        penalties = found.score.priorities
        proven = all(penalties[p] == found.bounds[p] for p in (1, 2))
        points.append(Point(penalties[1], penalties[2], proven, found.timetable))
        told(points[-1])
        if penalties[2] == 0:
            complete = True
            break
        caps = {**others, 2: penalties[2] - 1}
    return Frontier(
        (one.label, one.unit),
        (other.label, other.unit),
        _best(points),
        complete and all(point.proven for point in points),
    )


def rest_of(score: Score, between: tuple[str, str]) -> dict[int, int]:
    """What all constraints but two cost in a timetable, by priority."""
    found: dict[int, int] = {}
    for constraint in score.constraints:
        if constraint.level != "hard":
            cost = 0 if constraint.name in between else constraint.penalty
            found[constraint.level] = found.get(constraint.level, 0) + cost
    return found


def criteria(
    constraints: Sequence[Constraint], between: tuple[str, str]
) -> tuple[Constraint, Constraint]:
    """Look up the two constraints of a curve.

    Raises:
        ValueError: If a label is not that of a soft constraint, or both are the same.
    """
    by_label = {c.label: c for c in constraints if not c.is_hard}
    one, other = between
    if one not in by_label or other not in by_label or one == other:
        known = ", ".join(by_label)
        raise ValueError(f"the curve needs two different ones of these: {known}")
    return by_label[one], by_label[other]


def _arranged(
    constraints: Sequence[Constraint], one: Constraint, other: Constraint
) -> Iterator[Constraint]:
    """Put the two criteria first, in their units, and everything else behind."""
    for constraint in constraints:
        if constraint is one or constraint is other:
            level = 1 if constraint is one else 2
            yield constraint.model_copy(update={"level": level, "weight": 1})
        elif constraint.is_hard:
            yield constraint
        else:
            later = _later(int(constraint.level))
            yield constraint.model_copy(update={"level": later})


def _later(priority: int) -> int:
    return min(9, priority + 2)


def _merged(rest: Mapping[int, int]) -> dict[int, int]:
    caps: dict[int, int] = {}
    for priority, most in rest.items():
        caps[_later(priority)] = caps.get(_later(priority), 0) + most
    return caps


def _best(points: list[Point]) -> tuple[Point, ...]:
    """Leave out what another point beats: there is such where proofs are missing."""
    return tuple(
        p
        for p in points
        if not any(
            (q.one, q.other) != (p.one, p.other)
            and q.one <= p.one
            and q.other <= p.other
            for q in points
        )
    )
