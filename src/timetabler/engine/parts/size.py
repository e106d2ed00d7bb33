"""How large one model of all of a problem would be, estimated without building it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Unbroken
from timetabler.engine.outcome import Options
from timetabler.problem.problem import Problem, Talk

MANY_CHOICES = 1_000_000
"""So many ways to place single talks (start and room) make a model of all too large."""
MANY_INTRUDERS = 5_000
"""So many ways for talks to interrupt a run do, too."""


def too_large(
    problem: Problem, constraints: Sequence[Constraint], options: Options
) -> bool:
    """Whether a problem is better searched part by part.

    So it is if its talks have very many starts and rooms to choose from, the starts
    closer together than the talks are long; or if soft runs are open to very many
    intruders, whatever the starts. With few starts, or few rooms, one model of
    everything finds more and proves more.
    """
    if options.caps:
        return False
    if _choices(problem) >= MANY_CHOICES and _fine(problem):
        return True
    total = 0
    for each in _intruders(problem, constraints):
        total += each
        if total >= MANY_INTRUDERS:
            return True
    return False


def _rooms(problem: Problem, talk: Talk) -> frozenset[str]:
    """The rooms that a talk and its track allow."""
    rooms = frozenset(problem.rooms if talk.rooms is None else talk.rooms)
    track = problem.tracks.get(talk.track or "")
    if track is not None and track.rooms is not None:
        rooms &= frozenset(track.rooms)
    return rooms


def _choices(problem: Problem) -> int:
    return sum(
        len(problem.starts_of(talk)) * len(_rooms(problem, talk))
        for talk in problem.talks.values()
    )


def _fine(problem: Problem) -> bool:
    """Whether most talks could start while another of their length is still on."""
    fine = 0
    for talk in problem.talks.values():
        starts = problem.starts_of(talk)
        fine += len(starts) > 1 and starts[1] - starts[0] < talk.minutes
    return 2 * fine > len(problem.talks)


def _intruders(problem: Problem, constraints: Sequence[Constraint]) -> Iterator[int]:
    """Yield for each soft run how many talks could be between its own."""
    able = {talk.id: _rooms(problem, talk) for talk in problem.talks.values()}
    there = Counter(room for rooms in able.values() for room in rooms)
    for constraint in constraints:
        if constraint.is_hard:
            continue
        for demand in constraint.encode(problem):
            if isinstance(demand, Unbroken):
                own = sum(demand.room in able[talk] for talk in demand.talks)
                yield there[demand.room] - own if own > 1 else 0
