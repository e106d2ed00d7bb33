"""Which talks stand out in a grid: pinned, over capacity, in conflict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from timetabler.problem.problem import Problem
from timetabler.timetable.score import Finding, Score
from timetabler.timetable.timetable import Timetable

SEATS = "seats"
"""The constraint whose findings are people without a seat."""


@dataclass(frozen=True)
class Marks:
    """Talks that stand out, by id.

    Attributes:
        pinned: The problem file says where, when or on which day they are.
        seatless: How many people have no seat.
        conflicts: They have a part in the breach of a hard constraint.
    """

    pinned: frozenset[str] = frozenset()
    seatless: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    conflicts: frozenset[str] = frozenset()


def marks_of(
    problem: Problem, timetable: Timetable, score: Score | None = None
) -> Marks:
    """Find the talks to mark.

    Args:
        problem: The conference.
        timetable: Its timetable.
        score: The verdict of the checkers; without one only pinned talks are marked.
    """
    pinned = frozenset(
        talk.id
        for talk in problem.talks.values()
        if (talk.pin.day, talk.pin.starts, talk.pin.room) != (None, None, None)
    )
    seatless: dict[str, int] = {}
    conflicts: set[str] = set()
    for constraint in score.constraints if score else ():
        for finding in constraint.findings:
            talks = _talks(problem, timetable, finding)
            if constraint.name == SEATS:
                seatless.update(dict.fromkeys(talks, finding.amount))
            if constraint.level == "hard":
                conflicts |= talks
    return Marks(pinned, seatless, frozenset(conflicts))


def _talks(problem: Problem, timetable: Timetable, finding: Finding) -> set[str]:
    """The talks a finding is about.

    Where it is about a speaker, a room or the like, they are those of its talks whose
    ids the sentence names.
    """
    named = {name for name in finding.about if name in problem.talks}
    if named:
        return named
    words = {word.strip(".,:;()'\"") for word in finding.text.split()}
    candidates = set(timetable.placements)
    for name in finding.about:
        candidates &= _talks_of(problem, timetable, name)
    return candidates & words


def _talks_of(problem: Problem, timetable: Timetable, name: str) -> set[str]:
    """The scheduled talks of a speaker, in a room; all, if it is neither."""
    if name in problem.speakers:
        return {talk.id for talk in problem.talks_of(name)}
    if name in problem.rooms:
        return {placement.talk for placement in timetable.in_room(name)}
    return set(timetable.placements)
