"""Several good timetables that are truly different, with guarantees for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from timetabler.constraints.base import Constraint
from timetabler.constraints.differ_from import DifferFrom
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.distance import KINDS, Kind, distance, talks_in_share
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.budget import Budget
from timetabler.workflows.check import check
from timetabler.workflows.choosing.loss import Loss
from timetabler.workflows.solve import Solution, solve

FIRST_SHARE = 1 / 3
"""The part of the time for the best timetable, which the others are held against."""
_LEAST = 0.1
_DISTANCE = 0
_FOR_DISTANCE = 0.6
"""The part of a candidate's time for its distance; the rest is for its penalties."""


class Ending(StrEnum):
    """Why there are no more candidates."""

    ENOUGH = "enough"
    """As many as were asked for."""
    NO_MORE = "no-more"
    """No further timetable is far enough from all of these and good enough; proven."""
    OUT_OF_TIME = "out-of-time"
    """None was found in time; there may be one."""
    NONE = "none"
    """There is not even a first one."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of candidates.

    Attributes:
        count: How many.
        share: The least share (0 to 1) of talks that differ between any two.
        kinds: What has to differ about a talk: one of these.
        loss: How much worse than the first they may be, per priority.
    """

    count: int = 5
    share: Fraction = Fraction(1, 5)
    kinds: tuple[Kind, ...] = KINDS
    loss: Loss = field(default_factory=Loss)


@dataclass(frozen=True)
class Candidate:
    """One of the timetables.

    Attributes:
        timetable: The timetable.
        score: Its score, from the checkers.
        farthest: Proven: no timetable that costs so little differs in a larger share of
            talks from the nearest of those before it. None where that is not known.
    """

    timetable: Timetable
    score: Score
    farthest: Fraction | None = None


@dataclass(frozen=True)
class Candidates:
    """The candidates and what is guaranteed of them.

    Attributes:
        best: The first solve, with its bounds.
        caps: The most that each priority costs in any of them; see ``loss``.
        all: The candidates: the best, which the loss is counted from, then the others
            in the order of finding.
        ending: Why there are no more.
        seconds: Time taken; counted in work where the search was deterministic.
    """

    best: Solution
    caps: dict[int, int]
    all: tuple[Candidate, ...]
    ending: Ending
    seconds: float


Found = Callable[[int], None]


def candidates(
    problem: Problem,
    constraints: Sequence[Constraint],
    wanted: Wanted,
    options: Options,
    found: Found = lambda number: None,
) -> Candidates:
    """Find timetables, each as far as possible from all those before it.

    The first is the best that is found. Every other one costs at most what the loss
    allows per priority, differs from each before in at least the share wanted, and
    makes its smallest distance to those before as large as possible; only then the
    penalties are minimised.

    Args:
        problem: The conference.
        constraints: Its constraints.
        wanted: How many, how different, how good.
        options: How to search; the seconds are for all together.
        found: Told after each how many there are.

    Raises:
        DisagreementError: If solver and checkers disagree.
    """
    return _Candidates(problem, tuple(constraints), wanted, options, found).find()


@dataclass
class _Candidates:
    problem: Problem
    constraints: tuple[Constraint, ...]
    wanted: Wanted
    options: Options
    found: Found

    def find(self) -> Candidates:
        self.budget = Budget(self.options)
        seconds = self.budget.share(FIRST_SHARE, least=_LEAST)
        self.every: list[Candidate] = []
        self.caps: dict[int, int] = {}
        self.best = self._solve(self.constraints, seconds)
        if self.best.timetable is None or self.best.score is None:
            return self._ended(Ending.NONE)
        self.caps = self.wanted.loss.caps(self.best.score.priorities)
        self._take(Candidate(self.best.timetable, self.best.score))
        ending = Ending.ENOUGH
        while len(self.every) < self.wanted.count and ending is Ending.ENOUGH:
            ending = self._next()
        return self._ended(ending)

    def _ended(self, ending: Ending) -> Candidates:
        every = tuple(self.every)
        return Candidates(self.best, self.caps, every, ending, self.budget.spent)

    def _solve(
        self,
        constraints: Sequence[Constraint],
        seconds: float | None,
        start: Timetable | None = None,
        last: int | None = None,
    ) -> Solution:
        options = replace(
            self.options,
            seconds=seconds,
            spent=0.0,
            reserve=0.0,
            start=start or self.options.start,
            caps=self.caps,
            last=last,
        )
        found = solve(self.problem, constraints, options)
        self.budget.spend(found.outcome)
        return found

    def _take(self, candidate: Candidate) -> None:
        """Take a candidate in; if it is the best, what is too bad beside it goes."""
        if self.every and _rank(candidate) < _rank(self.every[0]):
            self.caps = self.wanted.loss.caps(candidate.score.priorities)
            good = [c for c in self.every if self._good(c)]
            # How far the others could be was worked out beside other timetables.
            self.every = [replace(c, farthest=None) for c in (candidate, *good)]
        else:
            self.every.append(candidate)
        self.found(len(self.every))

    def _good(self, candidate: Candidate) -> bool:
        penalties = candidate.score.priorities
        return all(penalties[priority] <= cap for priority, cap in self.caps.items())

    def _next(self) -> Ending:
        """Find the next candidate, or say why there is none."""
        earlier = tuple(candidate.timetable for candidate in self.every)
        talks = len(self.problem.talks)
        # Two timetables that are alike are one, whatever distance is asked for.
        least = max(1, talks_in_share(self.problem, self.wanted.share))
        differ = DifferFrom(
            level=_DISTANCE, earlier=earlier, least=talks, kinds=self.wanted.kinds
        )
        left = self.wanted.count - len(self.every)
        # The first one keeps to the caps, so the search has a place to start. A cap on
        # the likeness would take that from it, and is not needed.
        seconds = self.budget.share(1 / left, least=_LEAST)
        found = self._solve(
            (differ, *self.constraints),
            seconds and seconds * _FOR_DISTANCE,
            start=earlier[0],
            last=_DISTANCE,
        )
        bound = found.bounds.get(_DISTANCE, 0)
        nearest = self._nearest(found, earlier)
        if found.timetable is None or nearest * talks < least:
            proven = found.status == Status.INFEASIBLE or talks - bound < least
            return Ending.NO_MORE if proven else Ending.OUT_OF_TIME
        farthest = Fraction(talks - bound, talks)
        reached = differ.model_copy(
            update={"level": "hard", "least": int(nearest * talks)}
        )
        self._take(self._polished(found.timetable, reached, seconds, farthest))
        interrupted = self.options.interrupt.is_set()
        return Ending.OUT_OF_TIME if interrupted else Ending.ENOUGH

    def _polished(
        self,
        timetable: Timetable,
        differ: DifferFrom,
        seconds: float | None,
        farthest: Fraction,
    ) -> Candidate:
        """Minimise the penalties of a timetable that is to stay as far away."""
        score = check(self.problem, timetable, self.constraints)
        found = Candidate(timetable, score, farthest)
        if self.best.status == Status.OPTIMAL and _rank(found) == _rank(self.every[0]):
            return found
        better = self._solve(
            (differ, *self.constraints),
            seconds and seconds * (1 - _FOR_DISTANCE),
            start=timetable,
        ).timetable
        if better is None:
            return found
        score = check(self.problem, better, self.constraints)
        polished = Candidate(better, score, farthest)
        return min(found, polished, key=_rank)

    def _nearest(self, found: Solution, earlier: tuple[Timetable, ...]) -> Fraction:
        if found.timetable is None:
            return Fraction(0)
        one, kinds = found.timetable, self.wanted.kinds
        return min(distance(self.problem, one, other, kinds) for other in earlier)


def _rank(candidate: Candidate) -> tuple[int, ...]:
    return tuple(candidate.score.priorities.values())
