"""Answers that count, compare or choose: built only where a constraint asks."""

from itertools import product
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from timetabler.constraints.composites import Holds
from timetabler.constraints.quantities import Alongside, Largest, Overlap, Terms, Unmet
from timetabler.constraints.questions import AtLeast, Close, Question, Scheduled
from timetabler.engine.literals import Literal, contrary

if TYPE_CHECKING:
    from timetabler.engine.plan import Plan

Amount = Overlap | Alongside | Largest | Unmet


class Amounts:
    """Numbers of true answers, minutes of overlap, largest shares, unmet needs.

    Except for ``at_least`` they bind one way, like ``room_days``: who wants them small
    gets them exact.
    """

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self._model = plan.model
        self._made: dict[Amount, cp_model.LinearExprT] = {}

    def at_least(self, question: AtLeast) -> Literal:
        """Answer whether so many are true."""
        literals = [self._plan.literal(part) for part in question.parts]
        number = question.number - sum(literal is True for literal in literals)
        open_ = [literal for literal in literals if not isinstance(literal, bool)]
        if number <= 0 or len(open_) < number:
            return number <= 0
        answer = self._model.new_bool_var("")
        total = cp_model.LinearExpr.sum(open_)
        self._model.add(total >= number).only_enforce_if(answer)
        self._model.add(total < number).only_enforce_if(~answer)
        return answer

    def quantity(self, quantity: Amount) -> cp_model.LinearExprT:
        """Answer with a linear expression; the same one for the same question."""
        if quantity not in self._made:
            match quantity:
                case Overlap():
                    made = self._overlap(quantity)
                case Alongside():
                    made = self._alongside(quantity)
                case Largest():
                    made = self._largest(quantity)
                case Unmet():
                    made = self._unmet(quantity)
            self._made[quantity] = made
        return self._made[quantity]

    def most(self, quantity: Amount) -> int:
        """The most a quantity can be."""
        match quantity:
            case Overlap():
                minutes = self._plan.minutes
                return min(minutes(quantity.first), minutes(quantity.second))
            case Alongside():
                rooms = len(quantity.rooms)
                ones, others = len(quantity.ones), len(quantity.others)
                return min(ones, rooms) * min(others, rooms)
            case Largest():
                return max(-(-self._range(t)[1] // by) for t, by in quantity.parts)
            case Unmet():
                return sum(need.weight for need in quantity.needs)

    def _overlap(self, question: Overlap) -> cp_model.LinearExprT:
        one, other = question.first, question.second
        close = self._plan.literal(Close(one, other))
        if close is False:
            return 0
        alike = self._plan.twos.overlap(one, other)
        if alike is not None:
            return alike[0] * alike[1]
        most = self.most(question)
        first, second = self._plan.talks[one].start, self._plan.talks[other].start
        minutes = self._plan.minutes
        low, high = -self._plan.problem.whole.end, self._plan.problem.whole.end
        shared = self._model.new_int_var(min(low, 0), max(high, most), "")
        ends = first + minutes(one) - second, second + minutes(other) - first
        self._model.add_min_equality(shared, [*ends, most])
        overlap = self._model.new_int_var(0, most, "")
        both = [self._plan.literal(Scheduled(talk)) for talk in (one, other)]
        open_ = [literal for literal in both if not isinstance(literal, bool)]
        self._model.add(overlap >= shared).only_enforce_if(open_)
        self._model.add(overlap >= close)
        return overlap

    def _alongside(self, question: Alongside) -> cp_model.LinearExprT:
        ones, others = (
            {
                room: self._plan.literal(Holds(t, room, question.window))
                for room in question.rooms
            }
            for t in (question.ones, question.others)
        )
        pairs = []
        for (room, one), (other_room, other) in product(ones.items(), others.items()):
            if room != other_room and one is not False and other is not False:
                pairs.append(self._model.new_bool_var(""))
                self._model.add_bool_or([pairs[-1], contrary(one), contrary(other)])
        return cp_model.LinearExpr.sum(pairs)

    def _range(self, terms: Terms) -> tuple[int, int]:
        highs = [(c, c * self._plan.most(quantity)) for c, quantity in terms]
        low = sum(most for c, most in highs if c < 0)
        return low, sum(most for c, most in highs if c > 0)

    def _largest(self, question: Largest) -> cp_model.LinearExprT:
        low = max(-(-self._range(terms)[0] // by) for terms, by in question.parts)
        worst = self._model.new_int_var(low, self.most(question), "")
        for terms, by in question.parts:
            values = [(c, self._plan.quantity(quantity)) for c, quantity in terms]
            total = cp_model.LinearExpr.weighted_sum(
                [value for _, value in values], [c for c, _ in values]
            )
            self._model.add(by * worst >= total)
        return worst

    def _unmet(self, question: Unmet) -> cp_model.LinearExprT:
        ways = [self._taken(self._plan.literal(able)) for able in question.ways]
        for limit in question.limits:
            self._keep(limit.most, [ways[i] for i in limit.ways], limit.when)
        unmet: list[tuple[int, cp_model.LinearExprT]] = []
        for need in question.needs:
            open_ = [ways[i] for i in need.ways if ways[i] is not False]
            wanted = True if need.wanted is None else self._plan.literal(need.wanted)
            able: Literal = True
            if wanted is True and len(need.ways) == 1:
                # What is not possible at all is charged as such: the relaxation sees
                # that, and not what follows from it by clauses.
                able = self._plan.literal(question.ways[need.ways[0]])
                unmet.append((need.weight, contrary(able)))
            if wanted is False or able is False:
                continue
            missed = self._model.new_bool_var("")
            clause = [missed, contrary(wanted), contrary(able), *open_]
            self._model.add_bool_or(clause)
            unmet.append((need.weight, missed))
        return cp_model.LinearExpr.weighted_sum(
            [int(m) if isinstance(m, bool) else m for _, m in unmet],
            [weight for weight, _ in unmet],
        )

    def _taken(self, able: Literal) -> Literal:
        if able is False:
            return False
        taken = self._model.new_bool_var("")
        if able is not True:
            self._model.add_implication(taken, able)
        return taken

    def _keep(self, most: int, ways: list[Literal], when: Question | None) -> None:
        literals = [way for way in ways if way is not False]
        if len(literals) <= most:
            return
        under = True if when is None else self._plan.literal(when)
        if under is False:
            return
        if most == 0:
            for literal in literals:
                self._model.add_bool_or([contrary(under), contrary(literal)])
            return
        if most == 1 and len(literals) == 2:  # noqa: PLR2004
            self._model.add_bool_or([contrary(lit) for lit in (under, *literals)])
            return
        kept = self._model.add(cp_model.LinearExpr.sum(literals) <= most)
        if under is not True:
            kept.only_enforce_if(under)
