"""Post demands to the solver: forbid what must not happen, or charge for it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from itertools import combinations

from ortools.sat.python import cp_model

from timetabler.constraints.demands import (
    AtMost,
    Demand,
    Disjoint,
    Never,
    NoMore,
    Unbroken,
    Use,
)
from timetabler.constraints.questions import Close, Question
from timetabler.engine.literals import Literal, contrary
from timetabler.engine.plan import Plan


class Post(ABC):
    """Turns demands into constraints of one kind."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.model = plan.model

    def post(self, demands: Iterable[Demand]) -> None:
        """Post every demand."""
        for demand in demands:
            match demand:
                case Never():
                    open_ = self.plan.possible.open(demand.questions)
                    if open_ is not None:
                        self._never(open_, demand.each)
                case AtMost():
                    self._at_most(demand)
                case NoMore():
                    self._no_more(demand)
                case Disjoint():
                    self._disjoint(demand)
                case Unbroken():
                    self._unbroken(self.plan.room_days.interrupting(demand))

    @abstractmethod
    def _never(self, questions: list[Question], each: int) -> None: ...

    @abstractmethod
    def _at_most(self, demand: AtMost) -> None: ...

    @abstractmethod
    def _no_more(self, demand: NoMore) -> None: ...

    @abstractmethod
    def _disjoint(self, demand: Disjoint) -> None: ...

    @abstractmethod
    def _unbroken(self, interrupting: list[Literal]) -> None: ...

    def _open(self, demand: AtMost) -> tuple[list[Literal], int]:
        """The literals still open, and how many more of them may be true."""
        literals = [self.plan.literal(question) for question in demand.questions]
        limit = demand.limit - sum(literal is True for literal in literals)
        return [lit for lit in literals if not isinstance(lit, bool)], limit

    def _sum(self, demand: NoMore) -> cp_model.LinearExpr:
        terms = [(c, self.plan.quantity(q)) for c, q in demand.terms]
        constant = demand.constant + sum(c for c, q in terms if q is True)
        open_ = [(c, q) for c, q in terms if not isinstance(q, bool)]
        total = cp_model.LinearExpr.weighted_sum(
            [q for _, q in open_], [c for c, _ in open_]
        )
        return total + constant


class Hard(Post):
    """A breach is impossible."""

    def _never(self, questions: list[Question], each: int) -> None:
        del each
        self.model.add_bool_or([contrary(self.plan.literal(q)) for q in questions])

    def _at_most(self, demand: AtMost) -> None:
        literals, limit = self._open(demand)
        if limit < 0:
            self.model.add_bool_or([])
        elif limit == 1:
            self.model.add_at_most_one(literals)
        elif limit < len(literals):
            self.model.add(cp_model.LinearExpr.sum(literals) <= limit)

    def _no_more(self, demand: NoMore) -> None:
        self.model.add(self._sum(demand) <= 0)

    def _disjoint(self, demand: Disjoint) -> None:
        intervals = []
        for use in demand.uses:
            present = _present(self.plan, use)
            if present is not False:
                intervals.append(self.plan.interval(use.talk, present, use.after))
        if len(intervals) > 1:
            self.model.add_no_overlap(intervals)

    def _unbroken(self, interrupting: list[Literal]) -> None:
        for literal in interrupting:
            self.model.add_bool_or([contrary(literal)])


class Soft(Post):
    """A breach costs; ``cost`` holds what, as coefficients of variables."""

    def __init__(self, plan: Plan, weight: int = 1) -> None:
        super().__init__(plan)
        self.weight = weight
        self.cost: list[tuple[int, cp_model.LinearExprT]] = []
        self.constant = 0

    def _charge(self, amount: cp_model.LinearExprT, each: int) -> None:
        if isinstance(amount, bool):
            self.constant += self.weight * each * amount
        else:
            self.cost.append((self.weight * each, amount))

    def _never(self, questions: list[Question], each: int) -> None:
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

    def _disjoint(self, demand: Disjoint) -> None:
        together: list[tuple[int, Literal]] = []
        for one, other in combinations(demand.uses, 2):
            close = Close(one.talk, other.talk, one.after, other.after)
            parts = [use.when for use in (one, other) if use.when is not None]
            open_ = self.plan.possible.open((*parts, close))
            if open_ is not None:
                self._never(open_, 1)
                longest = min(map(self._length, (one, other)))
                together.append((longest, self.plan.literal(close)))
        if together:
            self._crowd(demand, together)

    def _length(self, use: Use) -> int:
        return self.plan.minutes(use.talk) + use.after

    def _crowd(self, demand: Disjoint, together: list[tuple[int, Literal]]) -> None:
        """Add what follows from talks taking more time than there is.

        By the second Bonferroni inequality, the minutes of the uses exceed those they
        cover by no more than their pairs overlap; a pair overlaps no longer than the
        shorter of the two. The solver would find this out pair by pair.
        """
        sure = [use for use in demand.uses if self.plan.is_sure(use)]
        lengths = [(use.talk, self._length(use)) for use in sure]
        covered = self.plan.possible.cover(lengths)
        excess = sum(length for _, length in lengths) - covered
        if excess > 0:
            overlap = cp_model.LinearExpr.weighted_sum(
                [literal for _, literal in together], [m for m, _ in together]
            )
            self.model.add(overlap >= excess)

    def _unbroken(self, interrupting: list[Literal]) -> None:
        for literal in interrupting:
            self._charge(literal, 1)


def _present(plan: Plan, use: Use) -> Literal:
    scheduled = plan.talks[use.talk].scheduled
    return scheduled if use.when is None else plan.literal(use.when)
