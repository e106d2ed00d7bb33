"""What is tight in a problem that has a timetable."""

from collections.abc import Sequence

from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.workflows.explaining.counting.places import Places


def single_places(
    problem: Problem, constraints: Sequence[Constraint]
) -> tuple[str, ...]:
    """List the talks with a single possible place that are not simply pinned there."""
    places = Places(problem, constraints)
    found = []
    for talk in places.must:
        options = sum(len(places.starts_in(talk, room)) for room in places.rooms[talk])
        pin = problem.talks[talk].pin
        pinned = pin.starts is not None and pin.room is not None
        if options == 1 and not pinned:
            found.append(talk)
    return tuple(found)
