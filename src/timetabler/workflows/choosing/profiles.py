"""Weightings with a name: one best timetable for each."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.constraints.settings import active, with_profile
from timetabler.engine.outcome import Options
from timetabler.problem.problem import Problem
from timetabler.workflows.choosing.asking import Ask, answers
from timetabler.workflows.solve import Solution

INTERESTS: Mapping[str, tuple[str, ...]] = {
    "for speakers": (
        "speaker-load",
        "speaker-days",
        "speaker-ends",
        "local-hours",
        "fairness",
        "preferred",
        "unwanted",
    ),
    "for the audience": (
        "seats",
        "left-out",
        "not-parallel",
        "co-interest",
        "crowd",
        "popular-rooms",
        "similar-tracks",
        "level-flow",
        "diversity",
        "repeats",
        "theme-run",
        "track-day",
        "track-parallel",
    ),
    "for the crew": (
        "room-idle",
        "slack",
        "costs",
        "session-staff",
        "track-chairs",
        "track-room",
        "track-run",
        "session-track",
    ),
}
"""Whose interest a constraint is, where the problem file has no profiles of its own."""


@dataclass(frozen=True)
class Profiled:
    """The best timetable for one weighting.

    Attributes:
        name: The profile.
        constraints: The constraints as the profile has them.
        solution: The solve; None if it was interrupted before it began.
    """

    name: str
    constraints: tuple[Constraint, ...]
    solution: Solution | None


def profiles_of(
    problem: Problem, constraints: Sequence[Constraint]
) -> dict[str, tuple[Constraint, ...]]:
    """List the weightings of a problem: those of its file, or three of our own.

    Ours settle the constraints that are in the interest of speakers, of the audience
    or of the crew before all others; a weighting that would change nothing is left out.
    """
    if problem.profiles:
        return {name: active(with_profile(problem, name)) for name in problem.profiles}
    return {
        name: first(constraints, keys)
        for name, keys in INTERESTS.items()
        if any(c.key in keys and not c.is_hard for c in constraints)
    }


def first(
    constraints: Sequence[Constraint], keys: Sequence[str]
) -> tuple[Constraint, ...]:
    """Settle some soft constraints before all the others.

    Both parts keep their priorities among themselves, numbered anew from 1.
    """
    soft = [c for c in constraints if not c.is_hard]
    order = sorted({(c.key not in keys, int(c.level)) for c in soft})
    # There are nine priorities; what comes later shares the last.
    level = {group: min(9, index + 1) for index, group in enumerate(order)}
    return tuple(
        c
        if c.is_hard
        else c.model_copy(update={"level": level[c.key not in keys, int(c.level)]})
        for c in constraints
    )


def profiled(
    problem: Problem,
    profiles: Mapping[str, tuple[Constraint, ...]],
    options: Options,
    executor: Executor,
) -> list[Profiled]:
    """Find the best timetable for each profile.

    Args:
        problem: The conference.
        profiles: Constraints by profile; see ``profiles_of``.
        options: How to search; the seconds are for each profile.
        executor: Where the solves go, as they do not depend on each other.
    """
    asks = [Ask.of(problem, profile, options) for profile in profiles.values()]
    found = answers(asks, executor, options.interrupt)
    return [
        Profiled(name, profile, solution)
        for (name, profile), solution in zip(profiles.items(), found, strict=True)
    ]
