"""Proofs about some of the hard demands: that they can all be kept, or that not.

A timetable counts as one only once the checkers have found nothing in it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.engine.absent import left_out, simple, without
from timetabler.engine.model import Model
from timetabler.engine.others import none_helps
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


@dataclass
class Prover:
    """Tests whether reasons can hold together; keeps what it has learnt.

    Attributes:
        problem: The problem.
        reasons: All reasons there are.
        options: How to search; ``seconds`` is for all tests together.
        tell: Called after each solve with how many there were.
        solves: How many solves there were.
    """

    problem: Problem
    reasons: Sequence[Reason]
    options: Options
    tell: Callable[[int], None] | None = None
    solves: int = 0
    _kept: list[tuple[frozenset[Reason], Timetable]] = field(default_factory=list)
    _refuted: list[frozenset[Reason]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._runner = Runner(self.options)
        self._anytime = at_any_time(self.problem)
        self._every = frozenset(self.problem.talks)

    def status(self, reasons: Sequence[Reason], *, alone: bool = True) -> Status:
        """Find out whether reasons can all hold.

        Args:
            reasons: The reasons.
            alone: Whether to leave out every talk that they do not require. It is much
                faster, but what is infeasible so may be feasible with other talks,
                unless none of the demands is one that these could help to keep.
        """
        known = self._known(reasons)
        if known is not None:
            return known
        chosen = frozenset(reasons)
        found, model = self._solve(reasons, alone=alone)
        if found.solution is not None:
            if chosen <= self._keep(model.plan.read(found.solution)):
                return Status.FEASIBLE
            # The checkers ask more than the model of these talks alone did.
            return self.status(reasons, alone=False) if alone else Status.UNKNOWN
        if found.status != cp_model.INFEASIBLE:
            return Status.UNKNOWN
        if not alone or self._no_others_help(reasons):
            self._refuted.append(chosen)
        return Status.INFEASIBLE

    def _no_others_help(self, reasons: Sequence[Reason]) -> bool:
        """Whether talks that reasons do not require are in the way at best."""
        others = self._every - _required(reasons)
        demands = (demand for reason in reasons for demand in reason.demands)
        return all(none_helps(demand, others) for demand in demands)

    def _known(self, reasons: Sequence[Reason]) -> Status | None:
        """What is known without a solve, or has to do as there is no time for one."""
        if self.timetable(reasons) is not None:
            return Status.FEASIBLE
        if any(refuted.issubset(reasons) for refuted in self._refuted):
            return Status.INFEASIBLE
        over = self._runner.remaining() == 0 or self._runner.interrupted
        return Status.UNKNOWN if over else None

    def impossible(self, reasons: Sequence[Reason], *, alone: bool = True) -> bool:
        """Whether a solve proves that reasons can not all hold."""
        return self.status(reasons, alone=alone) is Status.INFEASIBLE

    def possible(self, reasons: Sequence[Reason]) -> bool:
        """Whether there is a timetable that keeps reasons, with other talks or none."""
        status = self.status(reasons)
        if status is Status.INFEASIBLE:
            status = self.status(reasons, alone=False)
        return status is Status.FEASIBLE

    def timetable(self, reasons: Sequence[Reason]) -> Timetable | None:
        """A timetable found so far that keeps reasons by the checkers."""
        chosen = frozenset(reasons)
        return next((found for kept, found in self._kept if chosen <= kept), None)

    def _solve(self, reasons: Sequence[Reason], *, alone: bool) -> tuple[Found, Model]:
        model = self._model(reasons, alone=alone)
        left = self._runner.remaining()
        limit = _A_TEST if left is None else min(left, _A_TEST)
        # Counting arguments need the linear relaxation.
        found = self._runner.run(
            model.model, limit, linearization_level=2, stop_after_first_solution=True
        )
        self.solves += 1
        if self.tell:
            self.tell(self.solves)
        return found, model

    def _model(self, reasons: Sequence[Reason], *, alone: bool) -> Model:
        """Build a model of reasons; ``alone``, of the talks they require."""
        permitted = any(reason.about == PERMITTED for reason in reasons)
        problem = self.problem if permitted else self._anytime
        demands = [d for r in reasons if r.about != PERMITTED for d in r.demands]
        if alone:
            asked = _required(reasons)
            absent = self._every - asked
            if not all(map(simple, demands)):
                kept = [*left_out(absent, problem.whole), *demands]
                return Model(problem, [Chosen(demands=tuple(kept))])
            demands = list(without(demands, absent))
            talks = {t: talk for t, talk in problem.talks.items() if t in asked}
            problem = replace(problem, talks=talks)
        return Model(problem, [Chosen(demands=tuple(demands))])

    def _keep(self, timetable: Timetable) -> frozenset[Reason]:
        """Note all that a timetable keeps: no part of that is impossible."""
        broken: dict[int, set[About]] = {}
        for constraint in {
            id(r.constraint): r.constraint for r in self.reasons
        }.values():
            findings = constraint.check(self.problem, timetable)
            broken[id(constraint)] = {finding.about for finding in findings}
        kept = frozenset(
            r for r in self.reasons if not _broken(r, broken[id(r.constraint)])
        )
        self._kept.append((kept, timetable))
        return kept


def _required(reasons: Iterable[Reason]) -> frozenset[str]:
    return frozenset[str]().union(*(reason.talks for reason in reasons))


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
    return Prover(problem, reasons, options).status(reasons)
