"""Conflicts: demands that can not all be kept, none of which is idle; all proved.

QuickXplain (Junker 2004) shrinks the hard demands to a conflict. Every step is a solve
of its own, and only a proof counts: what is not proven within its time counts as
possible. So a conflict may be larger than need be, and says so; it is never a set of
demands that could be kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.engine.absent import without
from timetabler.engine.model import Model
from timetabler.engine.outcome import Options, Status
from timetabler.engine.reasons import (
    PERMITTED,
    Chosen,
    Reason,
    at_any_time,
    reasons_of,
)
from timetabler.engine.run import Found, Runner
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About
from timetabler.timetable.timetable import Timetable

_A_TEST = 10.0
"""Seconds for one test; enough for all proofs seen, so that one hard one is no end."""

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Conflict:
    """Reasons that can not all hold; proved by a solve of these alone.

    Attributes:
        reasons: The reasons, those that people can change first.
        minimal: Whether without any one of them the rest was shown to be possible.
    """

    reasons: tuple[Reason, ...]
    minimal: bool

    @property
    def talks(self) -> tuple[str, ...]:
        """The talks that can not all be scheduled."""
        return tuple(t for reason in self.reasons for t in sorted(reason.talks))


@dataclass(frozen=True)
class Explanation:
    """Whether there is a timetable, and if not, why.

    Attributes:
        status: ``feasible``, ``infeasible`` or ``unknown``.
        conflicts: If infeasible: conflicts that share nothing but laws of nature.
        timetable: If feasible: a timetable that keeps every hard demand.
        solves: How many solves it took.
        complete: Whether nothing more is wrong once these conflicts are resolved.
    """

    status: Status
    conflicts: tuple[Conflict, ...]
    timetable: Timetable | None
    solves: int
    complete: bool


@dataclass(frozen=True)
class Taste:
    """Which conflicts are worth having.

    Attributes:
        rank: How readily people can change a reason, the readiest first; conflicts
            prefer reasons of low rank.
        shared: Whether several conflicts may have a reason in common, as they may laws
            of nature.
        most: The most conflicts to look for.
    """

    rank: Callable[[Reason], int]
    shared: Callable[[Reason], bool]
    most: int = 5


def explain_conflicts(  # noqa: PLR0917 - the last two are for callers in a hurry
    problem: Problem,
    constraints: Sequence[Constraint],
    options: Options,
    taste: Taste,
    suspects: Iterable[Iterable[str]] = (),
    tell: Tell | None = None,
) -> Explanation:
    """Find out why there is no timetable.

    Args:
        problem: The problem.
        constraints: The constraints that count; only hard ones can conflict.
        options: How to search; ``seconds`` is for everything.
        taste: Which conflicts to look for.
        suspects: Groups of talks to try first; a contradiction among few talks is
            proved sooner than one among all.
        tell: Called with the number of conflicts and of solves so far.
    """
    reasons = sorted(reasons_of(problem, constraints), key=taste.rank)
    prover = _Prover(problem, reasons, options, tell)
    groups = [set(group) for group in (*suspects, *_groups(problem))]
    found: list[Conflict] = []
    start = prover.infeasible_part(reasons, groups)
    while start is not None:
        found.append(prover.conflict(start))
        prover.told = len(found)
        if len(found) == taste.most:
            break
        used = {reason for reason in found[-1].reasons if not taste.shared(reason)}
        reasons = [reason for reason in reasons if reason not in used]
        start = prover.infeasible_part(reasons, groups)
    return Explanation(
        status=Status.INFEASIBLE if found else prover.last,
        conflicts=tuple(found),
        timetable=None if found else prover.timetable,
        solves=prover.solves,
        complete=prover.last is Status.FEASIBLE,
    )


def _groups(problem: Problem) -> Iterator[list[str]]:
    """Yield talks that are likely to be in each other's way."""
    for speaker in problem.speakers:
        talks = [talk.id for talk in problem.talks_of(speaker)]
        if len(talks) > 1:
            yield talks
    for track in problem.tracks:
        yield [talk.id for talk in problem.talks.values() if talk.track == track]


@dataclass
class _Prover:
    problem: Problem
    reasons: list[Reason]
    options: Options
    tell: Tell | None
    solves: int = 0
    told: int = 0
    last: Status = Status.UNKNOWN
    timetable: Timetable | None = None
    witnesses: list[frozenset[Reason]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.runner = Runner(self.options)
        self.anytime = at_any_time(self.problem)
        self.every = frozenset(self.problem.talks)

    def infeasible_part(
        self, reasons: list[Reason], groups: Iterable[set[str]]
    ) -> list[Reason] | None:
        """Find a contradiction: among the reasons of a few talks, else of all."""
        for group in groups:
            part = [r for r in reasons if not r.talks or r.talks <= group]
            if len(group) and self.impossible(part):
                return part
        return reasons if self.impossible(reasons) else None

    def conflict(self, reasons: list[Reason]) -> Conflict:
        """Shrink reasons that contradict each other until none is idle."""
        musts = [reason for reason in reasons if reason.talks]
        others = [reason for reason in reasons if not reason.talks]
        # The fewest talks first: every further step then looks at these alone.
        talks = self._shrink(others, True, musts)
        rest = self._shrink(talks, bool(talks), others)
        needed = [reason for reason in reasons if reason in {*talks, *rest}]
        if not self.impossible(needed, alone=False):
            # Some demand wants a talk to be there: look again with none left out.
            needed = self._shrink([], False, reasons, alone=False)
        return Conflict(tuple(needed), self._minimal(needed))

    def _minimal(self, needed: list[Reason]) -> bool:
        return all(
            self.possible([other for other in needed if other is not reason])
            for reason in needed
        )

    def _shrink(
        self, base: list[Reason], new: bool, rest: list[Reason], *, alone: bool = True
    ) -> list[Reason]:
        if not rest or (new and self.impossible(base, alone=alone)):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, last = rest[:half], rest[half:]
        from_last = self._shrink(base + first, True, last, alone=alone)
        from_first = self._shrink(base + from_last, bool(from_last), first, alone=alone)
        return from_first + from_last

    def impossible(self, reasons: Sequence[Reason], *, alone: bool = True) -> bool:
        """Whether a solve proves that reasons can not all hold."""
        chosen = frozenset(reasons)
        if any(chosen <= witness for witness in self.witnesses):
            self.last = Status.FEASIBLE
            return False
        if self.runner.remaining() == 0 or self.options.interrupt.is_set():
            self.last = Status.UNKNOWN
            return False
        found, model = self._solve(reasons, alone=alone)
        if found.solution is not None:
            self._witness(model.plan.read(found.solution))
            self.last = Status.FEASIBLE
            return False
        impossible = found.status == cp_model.INFEASIBLE
        self.last = Status.INFEASIBLE if impossible else Status.UNKNOWN
        return impossible

    def possible(self, reasons: Sequence[Reason]) -> bool:
        """Whether a solve finds a timetable that keeps reasons."""
        found, _ = self._solve(reasons, alone=True)
        return found.solution is not None

    def _solve(self, reasons: Sequence[Reason], *, alone: bool) -> tuple[Found, Model]:
        model = self._model(reasons, alone=alone)
        left = self.runner.remaining()
        limit = _A_TEST if left is None else min(left, _A_TEST)
        # Counting arguments need the linear relaxation.
        found = self.runner.run(
            model.model, limit, linearization_level=2, stop_after_first_solution=True
        )
        self.solves += 1
        if self.tell:
            self.tell(self.told, self.solves)
        return found, model

    def _model(self, reasons: Sequence[Reason], *, alone: bool) -> Model:
        """Build a model of reasons; ``alone``, of the talks they require."""
        permitted = any(reason.about == PERMITTED for reason in reasons)
        problem = self.problem if permitted else self.anytime
        demands = [d for r in reasons if r.about != PERMITTED for d in r.demands]
        if alone:
            asked = frozenset[str]().union(*(reason.talks for reason in reasons))
            demands = list(without(demands, self.every - asked))
            talks = {t: talk for t, talk in problem.talks.items() if t in asked}
            problem = replace(problem, talks=talks)
        return Model(problem, [Chosen(demands=tuple(demands))])

    def _witness(self, timetable: Timetable) -> None:
        """Note all that a timetable keeps: no part of that is impossible."""
        self.timetable = timetable
        broken: dict[int, set[About]] = {}
        for constraint in {
            id(r.constraint): r.constraint for r in self.reasons
        }.values():
            findings = constraint.check(self.problem, timetable)
            broken[id(constraint)] = {finding.about for finding in findings}
        kept = (r for r in self.reasons if not _broken(r, broken[id(r.constraint)]))
        self.witnesses.append(frozenset(kept))


def _broken(reason: Reason, abouts: set[About]) -> bool:
    return bool(abouts) if reason.about == PERMITTED else reason.about in abouts


def possible_for(
    problem: Problem,
    constraints: Sequence[Constraint],
    talks: frozenset[str],
    options: Options,
) -> Status:
    """Find out whether some talks have a timetable while all others are left out."""
    reasons = [
        reason
        for reason in reasons_of(problem, constraints)
        if not reason.talks or reason.talks <= talks
    ]
    prover = _Prover(problem, reasons, options, None)
    prover.impossible(reasons)
    return prover.last
