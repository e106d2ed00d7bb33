"""How many talks have to move at the least, found by reading alone: a proven bound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timetabler.constraints.answers import Clash, clashes
from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable


@dataclass(frozen=True)
class Unavoidable:
    """What in a published timetable has become impossible.

    Attributes:
        illegal: The talks whose places have become illegal by themselves, and why.
        groups: Further groups of talks that clash, no two of which share a talk: from
            each, one at least has to move.
        loose: All talks that have a part in anything impossible.
    """

    illegal: Mapping[str, str]
    groups: tuple[frozenset[str], ...]
    loose: frozenset[str]

    @property
    def least(self) -> int:
        """The moves that no timetable avoids (or talks that it drops instead)."""
        return len(self.illegal) + len(self.groups)


def unavoidable(
    problem: Problem, published: Timetable, constraints: Iterable[Constraint]
) -> Unavoidable:
    """Find what has become impossible."""
    found = list(clashes(problem, published, constraints))
    illegal: dict[str, str] = {}
    for clash in found:
        if len(clash.talks) == 1:
            (talk,) = clash.talks
            illegal.setdefault(talk, _law(clash, problem))
    taken = set(illegal)
    groups = []
    for clash in sorted(found, key=lambda c: (len(c.talks), sorted(c.talks))):
        if clash.talks and taken.isdisjoint(clash.talks):
            groups.append(clash.talks)
            taken |= clash.talks
    loose = frozenset(talk for clash in found for talk in clash.talks)
    return Unavoidable(dict(sorted(illegal.items())), tuple(groups), loose)


def _law(clash: Clash, problem: Problem) -> str:
    return clash.constraint.law(problem, clash.about)
