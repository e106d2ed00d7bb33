"""The plan: answers to questions, as variables of one CP-SAT model."""

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from timetabler.constraints.composites import (
    Composite,
    Holds,
    OneRoom,
    Smaller,
    Together,
)
from timetabler.constraints.demands import Use
from timetabler.constraints.quantities import Quantity, Spread, Start
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
from timetabler.engine.amounts import Amounts
from timetabler.engine.going import going
from timetabler.engine.literals import Literal, conjunction, contrary, suggest, value_in
from timetabler.engine.places import Places
from timetabler.engine.possible import Possible
from timetabler.engine.room_day import RoomDays
from timetabler.engine.talk_variables import TalkVariables
from timetabler.engine.twos import Twos
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable

FEW_STARTS = 32


class Plan:
    """The decision variables of a problem; each answer is made once, when asked for.

    Args:
        problem: The problem.
        model: The model to add to.
        possible: What is possible for each talk; nothing else gets a variable.
        few: Up to how many possible starts a talk has one literal for each.
    """

    def __init__(
        self,
        problem: Problem,
        model: cp_model.CpModel,
        possible: Possible,
        few: int = FEW_STARTS,
    ) -> None:
        self.problem = problem
        self.model = model
        self.possible = possible
        self.talks = {t: TalkVariables(model, possible, t, few) for t in problem.talks}
        self._answers: dict[Question, Literal] = {}
        self._intervals: dict[tuple[str, int | None, int], cp_model.IntervalVar] = {}
        self.room_days = RoomDays(self)
        self.amounts = Amounts(self)
        self.few = few
        self.twos = Twos(self)
        self._places = Places(problem, model, possible, self.talks)

    def literal(self, question: Question) -> Literal:
        """Answer a question with a literal, or with True or False where certain."""
        if isinstance(question, Not):
            return contrary(self.literal(question.question))
        found = self._answers.get(question)
        if found is None:
            going()
            certain = self.possible.answer(question)
            found = self._make(question) if certain is None else certain
            self._answers[question] = found
        return found

    def quantity(self, quantity: Quantity) -> cp_model.LinearExprT:
        """Answer with a linear expression, in minutes; literals count 0 or 1."""
        if isinstance(quantity, Start):
            return self.talks[quantity.talk].start
        if isinstance(quantity, Spread):
            return self.room_days.spread(quantity)
        if isinstance(quantity, Question):
            return self.literal(quantity)
        return self.amounts.quantity(quantity)

    def most(self, quantity: Quantity) -> int:
        """The most a quantity can be, given what is possible."""
        if isinstance(quantity, Start):
            return max(self.possible.starts[quantity.talk], default=0)
        if isinstance(quantity, Spread):
            longest = max(map(self.minutes, quantity.talks), default=0)
            return quantity.window.end - quantity.window.start + longest
        return 1 if isinstance(quantity, Question) else self.amounts.most(quantity)

    def interval(self, talk: str, present: Literal, after: int) -> cp_model.IntervalVar:
        """The time a talk takes with so many minutes after it, if present."""
        # No literal's index is None; one may be 1, which equals True.
        index = None if isinstance(present, bool) else present.index
        key = (talk, index, after)
        if key not in self._intervals:
            start, size = self.talks[talk].start, self.minutes(talk) + after
            self._intervals[key] = (
                self.model.new_fixed_size_interval_var(start, size, "")
                if present is True
                else self.model.new_optional_fixed_size_interval_var(
                    start, size, present, ""
                )
            )
        return self._intervals[key]

    def minutes(self, talk: str) -> int:
        """How long a talk takes."""
        return self.problem.talks[talk].minutes

    def is_sure(self, use: Use) -> bool:
        """Whether a use takes place in every timetable."""
        return (use.when is None or self.literal(use.when) is True) and (
            self.talks[use.talk].scheduled is True
        )

    def conjunction(self, parts: Iterable[Question]) -> Literal:
        """Answer whether all of these are true."""
        return conjunction(self.model, map(self.literal, parts))

    def _make(self, question: Question) -> Literal:  # noqa: C901, PLR0911 - a table
        match question:
            case Scheduled():
                return self.talks[question.talk].scheduled
            case InRoom():
                return self.talks[question.talk].in_room(question.rooms)
            case StartsIn():
                return self.talks[question.talk].within(question.ranges)
            case All():
                return self._all(question)
            case Some():
                return self._some(question)
            case Before():
                return self._before(question)
            case Close():
                return self._close(question)
            case AtLeast():
                return self.amounts.at_least(question)
            case Together() | OneRoom() | Smaller():
                return self.twos.literal(question)
            case Holds():
                return self._holds(question)
            case Composite():
                return self.literal(question.spelled())
        raise TypeError(f"no such question: {question!r}")

    def _all(self, question: All) -> Literal:
        match question.parts:
            case (InRoom() as room, StartsIn() as day):
                place = self._places.literal(room, day)
                if place is not None:
                    return place
        return self.conjunction(question.parts)

    def _holds(self, question: Holds) -> Literal:
        able = [t for t in question.talks if self._may_hold(t, question)]
        if len(able) == 1 or len(able) < len(question.talks):
            # The same answer for every question that comes to the same.
            less = Holds(tuple(able), question.room, question.window)
            spelled = less.spelled()
            parts = spelled.parts if isinstance(spelled, Some) else (spelled,)
            return self.literal(parts[0] if len(parts) == 1 else Some(parts))
        return self.literal(question.spelled())

    def _may_hold(self, talk: str, question: Holds) -> bool:
        alone = Holds((talk,), question.room, question.window)
        return self.possible.answer(alone) is not False

    def _some(self, question: Some) -> Literal:
        parts = map(self.literal, question.parts)
        return contrary(conjunction(self.model, map(contrary, parts)))

    def _before(self, question: Before) -> Literal:
        first, second = self.talks[question.first], self.talks[question.second]
        literal = self.model.new_bool_var(f"{first.talk}<{second.talk}")
        ends = first.start + self.minutes(question.first) + question.gap
        self.model.add(ends <= second.start).only_enforce_if(literal)
        both = [lit for lit in (first.scheduled, second.scheduled) if lit is not True]
        for scheduled in both:
            self.model.add_implication(literal, scheduled)
        self.model.add(ends > second.start).only_enforce_if([~literal, *both])
        return literal

    def _close(self, question: Close) -> Literal:
        one, other = question.first, question.second
        if (other, one) < (one, other):
            turned = Close(other, one, question.back, question.gap)
            return self.literal(turned)
        classed = self.twos.close(question)
        if classed is not None:
            return classed
        there = self.literal(Before(one, other, question.gap))
        back = self.literal(Before(other, one, question.back))
        both = self.conjunction((Scheduled(one), Scheduled(other)))
        # One of three: stronger in the linear relaxation than a conjunction.
        close = self.model.new_bool_var(f"{one}|{other}")
        self.model.add_exactly_one([there, back, close, contrary(both)])
        return close

    def hint(self, timetable: Timetable) -> None:
        """Suggest a timetable, as far as it is possible here."""
        hints: dict[int, int] = {}
        for talk, variables in self.talks.items():
            there = timetable.placements.get(talk)
            for literal, value in variables.hints(there):
                if not isinstance(literal, bool):
                    hints[literal.index] = value
        # One value a variable: talks with one room share its literal with "scheduled".
        suggest(self.model, hints)

    def read(self, solution: Sequence[int]) -> Timetable:
        """Read the timetable off a solution."""
        placements = []
        for talk, variables in self.talks.items():
            if not value_in(solution, variables.scheduled):
                continue
            (room,) = (
                r for r, lit in variables.rooms.items() if value_in(solution, lit)
            )
            start = value_in(solution, variables.start)
            placements.append(Placement(start, room, talk))
        return Timetable.of(placements)
