"""What is so, by trying everything."""

from collections.abc import Iterator, Sequence
from itertools import product

from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check


class Disagreed(Exception):
    """Two parts of the program tell different stories."""


def held(fact: bool, otherwise: str) -> None:
    """Hold that something is so.

    Raises:
        Disagreed: If it is not.
    """
    if not fact:
        raise Disagreed(otherwise)


def every_timetable(problem: Problem) -> Iterator[Timetable]:
    """Yield every timetable, good and bad, that keeps to permitted starts."""
    places: list[list[Placement | None]] = []
    for talk in problem.talks.values():
        starts = product(problem.starts_of(talk), problem.rooms)
        placed = [Placement(start, room, talk.id) for start, room in starts]
        places.append([None, *placed])
    for chosen in product(*places):
        yield Timetable.of(placement for placement in chosen if placement)


def best_of_all(
    problem: Problem, constraints: Sequence[Constraint]
) -> tuple[int, ...] | None:
    """The penalties of the best timetable there is; None if none is feasible.

    Permitted starts may be a wish only; then there is more than is tried here, but
    nothing that the solver would consider.
    """
    scores = (check(problem, t, constraints) for t in every_timetable(problem))
    ranks = (tuple(s.priorities.values()) for s in scores if s.feasible)
    return min(ranks, default=None)
