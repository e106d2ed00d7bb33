"""Post demands to the solver: what that means is the business of each kind of post."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import assert_never

from ortools.sat.python import cp_model

from timetabler.constraints.demands import (
    AtMost,
    Demand,
    Disjoint,
    Never,
    NoMore,
    Unbroken,
    Use,
    Worst,
)
from timetabler.constraints.quantities import ONE_WAY
from timetabler.constraints.questions import Question
from timetabler.engine.going import going
from timetabler.engine.literals import Literal
from timetabler.engine.plan import Plan


class Post(ABC):
    """Turns demands into constraints of one kind."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.model = plan.model

    def post(self, demands: Iterable[Demand]) -> None:
        """Post every demand."""
        for demand in demands:
            going()
            match demand:
                case Never():
                    open_ = self.plan.possible.open(demand.questions)
                    if open_ is not None:
                        self._never(open_, demand.each)
                case AtMost() | Worst():
                    self._limited(demand)
                case NoMore():
                    self._no_more(demand)
                case Disjoint():
                    self._disjoint(demand)
                case Unbroken():
                    self._unbroken(self.plan.room_days.interrupting(demand))
                case _ as other:
                    assert_never(other)

    @abstractmethod
    def _never(self, questions: list[Question], each: int) -> None: ...

    @abstractmethod
    def _at_most(self, demand: AtMost) -> None: ...

    def _limited(self, demand: AtMost | Worst) -> None:
        if isinstance(demand, AtMost):
            self._at_most(demand)
        else:
            self._worst(demand)

    def _worst(self, demand: Worst) -> None:
        for group in demand.groups:
            self._at_most(AtMost(demand.limit, group, demand.about))

    @abstractmethod
    def _no_more(self, demand: NoMore) -> None: ...

    @abstractmethod
    def _disjoint(self, demand: Disjoint) -> None: ...

    @abstractmethod
    def _unbroken(self, interrupting: list[Literal]) -> None: ...

    def _length(self, use: Use) -> int:
        return self.plan.minutes(use.talk) + use.after

    def _open(self, demand: AtMost) -> tuple[list[Literal], int]:
        """The literals still open, and how many more of them may be true."""
        literals = [self.plan.literal(question) for question in demand.questions]
        limit = demand.limit - sum(literal is True for literal in literals)
        return [lit for lit in literals if not isinstance(lit, bool)], limit

    def _sum(self, demand: NoMore) -> cp_model.LinearExpr:
        for coefficient, quantity in demand.terms:
            if coefficient <= 0 and isinstance(quantity, ONE_WAY):
                raise TypeError(f"{quantity!r} may only be unwanted, not wished for")
        terms = [(c, self.plan.quantity(q)) for c, q in demand.terms]
        constant = demand.constant + sum(c for c, q in terms if q is True)
        open_ = [(c, q) for c, q in terms if not isinstance(q, bool)]
        total = cp_model.LinearExpr.weighted_sum(
            [q for _, q in open_], [c for c, _ in open_]
        )
        return total + constant
