"""How far apart two timetables are: the share of talks that are somewhere else."""

from collections.abc import Collection, Iterable
from fractions import Fraction
from math import ceil
from typing import Literal

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

Kind = Literal["day", "start", "room"]
KINDS: tuple[Kind, ...] = ("day", "start", "room")
"""What can differ about a placement; another day is always another start too."""

Place = tuple[str | int, ...] | None
"""What is counted of a placement; None for a talk that is left out."""


def place(
    problem: Problem, timetable: Timetable, talk: str, kinds: Collection[Kind] = KINDS
) -> Place:
    """Say where a talk is, as far as the chosen kinds go; None if it is left out."""
    if talk not in timetable:
        return None
    placement = timetable[talk]
    told: dict[Kind, str | int] = {
        "day": problem.day_at(placement.start).id,
        "start": placement.start,
        "room": placement.room,
    }
    return tuple(told[kind] for kind in KINDS if kind in kinds)


def differing(
    problem: Problem,
    one: Timetable,
    other: Timetable,
    kinds: Collection[Kind] = KINDS,
    talks: Iterable[str] | None = None,
) -> list[str]:
    """List the talks that are elsewhere in the other timetable, in the file's order.

    Args:
        problem: The conference.
        one: A timetable.
        other: Another.
        kinds: A talk counts if one of these differs. A talk that is left out of only
            one of the two differs in every kind.
        talks: The talks to look at; None for all.
    """
    return [
        talk
        for talk in (problem.talks if talks is None else talks)
        if place(problem, one, talk, kinds) != place(problem, other, talk, kinds)
    ]


def distance(
    problem: Problem,
    one: Timetable,
    other: Timetable,
    kinds: Collection[Kind] = KINDS,
    talks: Collection[str] | None = None,
) -> Fraction:
    """The share (0 to 1) of the talks that are elsewhere; 0 where there are none."""
    every = problem.talks if talks is None else talks
    if not every:
        return Fraction(0)
    return Fraction(len(differing(problem, one, other, kinds, every)), len(every))


def talks_in_share(problem: Problem, share: Fraction) -> int:
    """The least number of talks that makes up a share (0 to 1) of all."""
    return ceil(share * len(problem.talks))
