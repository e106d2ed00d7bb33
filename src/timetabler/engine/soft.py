"""Soft demands: a breach costs."""

from itertools import combinations

from ortools.sat.python import cp_model

from timetabler.constraints.composites import OneRoom, Together
from timetabler.constraints.demands import AtMost, Disjoint, NoMore, Worst
from timetabler.constraints.questions import Close, Not, Question
from timetabler.engine.foreseen import EVER
from timetabler.engine.literals import Literal, contrary
from timetabler.engine.plan import Plan
from timetabler.engine.post import Post


class Soft(Post):
    """A breach costs.

    Attributes:
        weight: What one unit of every amount costs.
        cost: What breaches cost, as coefficients of variables.
        constant: What breaches cost that no timetable avoids.
    """

    def __init__(self, plan: Plan, weight: int = 1) -> None:
        super().__init__(plan)
        self.weight = weight
        self.cost: list[tuple[int, Literal | cp_model.IntVar]] = []
        self.constant = 0

    def _charge(self, amount: Literal | cp_model.IntVar, each: int) -> None:
        if isinstance(amount, bool):
            self.constant += self.weight * each * amount
        else:
            self.cost.append((self.weight * each, amount))

    def _never(self, questions: list[Question], each: int) -> None:
        match questions:
            case (Together() as day, Not(OneRoom() as room)):
                # One day less one place: where other days are charged the same, only
                # the places are left of the sum.
                self._charge(self.plan.literal(day), each)
                self._charge(self.plan.twos.both(day, room), -each)
                return
        literals = [self.plan.literal(question) for question in questions]
        if len(literals) == 1:
            self._charge(literals[0], each)
        elif not literals:
            self._charge(True, each)
        else:
            broken = self.model.new_bool_var("")
            self.model.add_bool_or([broken, *map(contrary, literals)])
            self._charge(broken, each)

    def _at_most(self, demand: AtMost) -> None:
        literals, limit = self._open(demand)
        if len(literals) > limit:
            least, most = max(0, -limit), len(literals) - limit
            over = self.model.new_int_var(least, most, "")
            self.model.add(cp_model.LinearExpr.sum(literals) <= limit + over)
            self._charge(over, demand.each)

    def _worst(self, demand: Worst) -> None:
        largest = max(map(len, demand.groups), default=0)
        over = self.model.new_int_var(0, max(0, largest - demand.limit), "")
        for group in demand.groups:
            literals, limit = self._open(AtMost(demand.limit, group, demand.about))
            self.model.add(cp_model.LinearExpr.sum(literals) <= limit + over)
        self._charge(over, 1)

    def _no_more(self, demand: NoMore) -> None:
        total = self._sum(demand)
        most = demand.constant + sum(
            coefficient * self.plan.most(quantity)
            for coefficient, quantity in demand.terms
            if coefficient > 0
        )
        over = self.model.new_int_var(0, max(0, most), "")
        self.model.add(total <= over)
        self._charge(over, 1)

    def _unbroken(self, interrupting: list[Literal]) -> None:
        for literal in interrupting:
            self._charge(literal, 1)

    def _disjoint(self, demand: Disjoint) -> None:
        together: list[tuple[int, Literal]] = []
        for one, other in combinations(demand.uses, 2):
            close = Close(one.talk, other.talk, one.after, other.after)
            parts = [use.when for use in (one, other) if use.when is not None]
            open_ = self.plan.possible.open((*parts, close))
            if open_ is not None:
                self._never(open_, 1)
                shorter = min(map(self._length, (one, other)))
                together.append((shorter, self.plan.literal(close)))
        if together:
            self._crowd(demand, together)

    def _crowd(self, demand: Disjoint, together: list[tuple[int, Literal]]) -> None:
        """Add what follows from talks taking more time than there is.

        By the second Bonferroni inequality, the minutes of the uses exceed those they
        cover by no more than their pairs overlap; a pair overlaps no longer than the
        shorter of the two. The solver would find this out pair by pair.
        """
        sure = [use for use in demand.uses if self.plan.is_sure(use)]
        lengths = [(use.talk, self._length(use)) for use in sure]
        covered = self.plan.possible.cover(lengths, EVER)
        excess = sum(length for _, length in lengths) - covered
        if excess > 0:
            overlap = cp_model.LinearExpr.weighted_sum(
                [literal for _, literal in together], [m for m, _ in together]
            )
            self.model.add(overlap >= excess)
