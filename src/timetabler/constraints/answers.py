"""Answer questions by reading a timetable, and find which demands it does not meet.

No solver takes part. It tells which published places have become impossible before
anything is searched, and so how many moves there are at the least.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timetabler.constraints.asked import talks_of
from timetabler.constraints.base import Constraint
from timetabler.constraints.composites import Composite
from timetabler.constraints.demands import AtMost, Demand, Disjoint, Never, Use
from timetabler.constraints.questions import (
    All,
    AtLeast,
    Before,
    Close,
    InRoom,
    Not,
    Question,
    Scheduled,
    Some,
    StartsIn,
)
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About
from timetabler.timetable.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Clash:
    """Talks of which at least one can not stay where it is.

    Attributes:
        talks: The talks.
        constraint: What they break together.
        about: Whom that is about.
    """

    talks: frozenset[str]
    constraint: Constraint
    about: About


def clashes(
    problem: Problem, timetable: Timetable, constraints: Iterable[Constraint]
) -> Iterator[Clash]:
    """Yield what in a timetable breaks hard demands, as far as it is about few talks.

    Demands about sums and about unbroken runs are left out. So what is found is certain
    to be wrong, but what is not found is not certain to be right.
    """
    reader = _Reader(problem, timetable)
    for constraint in constraints:
        if constraint.is_hard:
            for demand in constraint.encode(problem):
                for talks in reader.broken(demand):
                    if talks <= timetable.placements.keys():
                        yield Clash(talks, constraint, demand.about)


class _Reader:
    def __init__(self, problem: Problem, timetable: Timetable) -> None:
        self.problem = problem
        self.timetable = timetable

    def broken(self, demand: Demand) -> Iterator[frozenset[str]]:
        """Yield groups of talks of which one can not stay."""
        if isinstance(demand, Never) and all(map(self.true, demand.questions)):
            yield talks_of(*demand.questions)
        elif isinstance(demand, AtMost):
            true = [question for question in demand.questions if self.true(question)]
            if len(true) > demand.limit:
                yield talks_of(*true)
        elif isinstance(demand, Disjoint):
            yield from self._meeting(demand)

    def _meeting(self, demand: Disjoint) -> Iterator[frozenset[str]]:
        spans = sorted(self._spans(demand.uses))
        for index, (_, until, talk) in enumerate(spans):
            for start, _, other in spans[index + 1 :]:
                if start >= until:
                    break
                yield frozenset((talk, other))

    def _spans(self, uses: Iterable[Use]) -> Iterator[tuple[int, int, str]]:
        for use in uses:
            if use.talk not in self.timetable:
                continue
            if use.when is None or self.true(use.when):
                start = self.timetable[use.talk].start
                minutes = self.problem.talks[use.talk].minutes
                yield start, start + minutes + use.after, use.talk

    def true(self, question: Question) -> bool:  # noqa: C901, PLR0911 - a table
        """Answer a question; "no" about what is not scheduled."""
        match question:
            case Not():
                return not self.true(question.question)
            case All():
                return all(map(self.true, question.parts))
            case Some():
                return any(map(self.true, question.parts))
            case AtLeast():
                return sum(map(self.true, question.parts)) >= question.number
            case Before():
                return self._before(question.first, question.second, question.gap)
            case Close():
                return self._close(question)
            case Scheduled() | InRoom() | StartsIn():
                return self._about_one(question)
            case Composite():
                return self.true(question.spelled())
        raise TypeError(f"no such question: {question!r}")

    def _about_one(self, question: Scheduled | InRoom | StartsIn) -> bool:
        placement = self.timetable.placements.get(question.talk)
        if placement is None:
            return False
        match question:
            case InRoom():
                return placement.room in question.rooms
            case StartsIn():
                return any(a <= placement.start <= b for a, b in question.ranges)
        return True

    def _before(self, first: str, second: str, gap: int) -> bool:
        there = self.timetable.placements
        if first not in there or second not in there:
            return False
        ends = there[first].start + self.problem.talks[first].minutes
        return ends + gap <= there[second].start

    def _close(self, question: Close) -> bool:
        one, other = question.first, question.second
        both = {one, other} <= self.timetable.placements.keys()
        ahead = self._before(one, other, question.gap)
        return both and not ahead and not self._before(other, one, question.back)
