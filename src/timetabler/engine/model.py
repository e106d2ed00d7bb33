"""Build the model of a problem: what is possible, the plan, the demands posted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Disjoint, Use
from timetabler.constraints.questions import InRoom, Ranges
from timetabler.engine.crowding import add_crowding
from timetabler.engine.going import while_going
from timetabler.engine.hard import Hard
from timetabler.engine.literals import Literal, value_in
from timetabler.engine.plan import FEW_STARTS, Plan
from timetabler.engine.possible import Possible
from timetabler.engine.soft import Soft
from timetabler.problem.problem import Problem


@dataclass
class Cost:
    """What a priority costs: coefficients of variables, and a constant."""

    terms: list[tuple[int, Literal | cp_model.IntVar]]
    constant: int = 0

    @property
    def expression(self) -> cp_model.LinearExpr:
        """The cost as one linear expression."""
        total = cp_model.LinearExpr.weighted_sum(
            [variable for _, variable in self.terms], [c for c, _ in self.terms]
        )
        return total + self.constant

    def of(self, solution: Sequence[int]) -> int:
        """What a solution costs: the value of every variable of the model."""
        values = (c * value_in(solution, variable) for c, variable in self.terms)
        return sum(values) + self.constant


Within = Mapping[str, tuple[Ranges, Sequence[str]]]
"""The only starts and rooms that some talks are given."""


Narrowed = tuple[Possible, list[Demand]]
"""What is possible, and the hard demands that are still open."""


def narrowed(
    problem: Problem,
    constraints: Sequence[Constraint],
    within: Within | None = None,
    known: Narrowed | None = None,
) -> Narrowed:
    """What hard demands about single talks leave possible, and the demands left.

    Args:
        problem: The problem.
        constraints: What is wanted of a timetable.
        within: The only starts and rooms to give some talks.
        known: What is known of the same without that, if it was worked out before.
    """
    if known is None:
        possible = Possible(problem)
        hard = (c for c in constraints if c.is_hard)
        demands = while_going(d for c in hard for d in c.encode(problem))
    else:
        possible, demands = known[0].copy(known[0].must), iter(known[1])
    for talk, (ranges, rooms) in (within or {}).items():
        possible.keep(talk, ranges, rooms)
    return possible, possible.narrow(demands)


class Model:
    """A problem as a CP-SAT model: hard demands, then what each priority costs.

    Args:
        problem: The problem.
        constraints: What is wanted of a timetable.
        few: Up to how many possible starts a talk has one literal for each.
        within: The only starts and rooms to give some talks.
        known: What is possible without that, and the hard demands still open.
    """

    def __init__(
        self,
        problem: Problem,
        constraints: Sequence[Constraint],
        few: int = FEW_STARTS,
        within: Within | None = None,
        known: Narrowed | None = None,
    ) -> None:
        possible, rest = narrowed(problem, constraints, within, known)
        self._build(problem, possible, rest, few)
        self._soft = [c for c in constraints if not c.is_hard]

    @property
    def size(self) -> int:
        """How many variables there are by now."""
        return len(self.model.proto.variables)

    def _build(
        self,
        problem: Problem,
        possible: Possible,
        rest: Sequence[Demand],
        few: int,
    ) -> None:
        """Make the plan of what is possible, and post the demands that are left."""
        self.model = cp_model.CpModel()
        self.possible = possible
        self._note_apart(rest)
        self.plan = Plan(problem, self.model, self.possible, few)
        if self.possible.nothing:
            self.model.add_bool_or([])
        Hard(self.plan).post(rest)

    def _note_apart(self, demands: Sequence[Demand]) -> None:
        """Note the talks that are never close, as they share a room or a speaker."""
        for demand in demands:
            if isinstance(demand, Disjoint):
                self._note_alone(demand)
                sure = [use for use in demand.uses if self._sure(use)]
                for number, one in enumerate(while_going(sure)):
                    self._note_apart_from(one, sure[number + 1 :])
        self.possible.forget()

    def _note_apart_from(self, one: Use, others: Sequence[Use]) -> None:
        apart = self.possible.apart
        for other in others:
            pair = frozenset((one.talk, other.talk))
            apart[pair] = max(min(one.after, other.after), apart.get(pair, 0))

    def _note_alone(self, demand: Disjoint) -> None:
        """Note the rooms in which talks never overlap."""
        rooms = {use.when.rooms for use in demand.uses if isinstance(use.when, InRoom)}
        own = all(isinstance(use.when, InRoom) for use in demand.uses)
        if own and len(rooms) == 1:
            (names,) = rooms
            if len(names) == 1:
                (room,) = names
                talks = frozenset(use.talk for use in demand.uses)
                known = self.possible.alone.get(room, frozenset())
                self.possible.alone[room] = max(known, talks, key=len)

    def _sure(self, use: Use) -> bool:
        rooms = self.possible.rooms[use.talk]
        if use.when is None:
            return True
        return isinstance(use.when, InRoom) and use.when.rooms.issuperset(rooms)

    def costs(self, problem: Problem) -> dict[int, Cost]:
        """Add what the soft constraints charge, by priority in order."""
        costs: dict[int, Cost] = {}
        for constraint in self._soft:
            soft = Soft(self.plan, constraint.weight)
            soft.post(constraint.encode(problem))
            cost = costs.setdefault(int(constraint.level), Cost([]))
            cost.terms.extend(soft.cost)
            cost.constant += soft.constant
        add_crowding(self.plan)
        return dict(sorted(costs.items()))
