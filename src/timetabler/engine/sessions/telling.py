"""Tell demands to the session-level model, as far as it can hear them.

What it can not tell exactly is told too mildly or left out: the model stays a
relaxation, and its bounds stay proven.
"""

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.constraints.composites import Beside, Holds, InPlace, Skips
from timetabler.constraints.demands import AtMost, Demand, Disjoint, Never, NoMore
from timetabler.constraints.quantities import Alongside, Overlap
from timetabler.constraints.questions import Not, Question, StartsIn
from timetabler.engine.literals import Literal, contrary
from timetabler.engine.sessions.answers import Answers
from timetabler.engine.sessions.close import clashing, close_talks
from timetabler.engine.sessions.model import Charges, SessionModel
from timetabler.engine.sessions.places import Places
from timetabler.engine.sessions.runs import skipping
from timetabler.problem.problem import Problem, Window

Price = int | None
"""What a breach costs; None if it is forbidden."""


class Telling:
    """Tells demands to a session-level model.

    Args:
        model: The model.
        problem: The problem.
    """

    def __init__(self, model: SessionModel, problem: Problem) -> None:
        self._model = model
        self._problem = problem
        self._shape = model.shape
        self._answers = Answers(model)
        self._session, self._group = self._answers.session, self._answers.group
        self._class = self._answers.kind
        self._first = {kind[0] for kind in model.classes}
        self._together: dict[tuple[str, str, Price], Literal] = {}
        self._skips: dict[tuple[int, tuple[Window, ...]], Literal] = {}
        self._places = Places(model)
        self._charges = Charges()

    def hard(self, demands: Iterable[Demand]) -> None:
        """Tell what no timetable may break."""
        for demand in demands:
            match demand:
                case Never():
                    self._never(demand.questions, None)
                case AtMost():
                    self._at_most(demand, None)
                case Disjoint():
                    self._apart(demand)

    def soft(self, told: Iterable[tuple[Constraint, Sequence[Demand]]]) -> None:
        """Tell what each soft constraint charges by its demands, by priority."""
        for constraint, demands in told:
            priority = int(constraint.level)
            charges = self._model.charges.setdefault(priority, Charges())
            self._charges = charges
            self._places.anew()
            for demand in demands:
                self._charged(demand, constraint.weight)

    def _charged(self, demand: Demand, weight: int) -> None:
        match demand:
            case Never():
                self._never(demand.questions, weight * demand.each)
            case AtMost():
                self._at_most(demand, weight * demand.each)
            case NoMore(terms=((price, Alongside() as pairs),), constant=0):
                self._alongside(pairs, weight * price)
            case NoMore(terms=((price, Overlap() as minutes),)):
                talks = minutes.first, minutes.second
                most = min(self._problem.talks[talk].minutes for talk in talks)
                self._left_out((minutes,), weight * price * most)

    def _charge(self, literal: Literal, price: Price) -> None:
        if isinstance(literal, bool):
            if price is None and literal:
                self._model.exclude([])
            self._charges.constant += (price or 0) * literal
        elif price is None:
            self._model.exclude([literal])
        elif price:
            if not isinstance(literal, cp_model.IntVar):
                literal = self._model.variable(literal)
            self._charges.terms.append((price, literal))

    def _never(self, questions: Sequence[Question], price: Price) -> None:
        open_ = [q for q in questions if not self._answers.surely(q)]
        match open_:
            case [Holds(room=str()) as held]:
                self._cell(held, price)
            case [Beside() as pair]:
                self._beside(pair, price)
            case [Skips() as skips]:
                self._skipped(skips, price)
            case [Not(question=InPlace() as place)]:
                self._misplaced(place, price)
            case [StartsIn() as first, *_] if price and self._of_alike(open_):
                self._numbers(first.talk, open_, price)
            case _:
                self._plain(open_, price)

    def _of_alike(self, questions: Sequence[Question]) -> bool:
        """Whether all questions are about the starts of one talk that has its like."""
        talks = {q.talk if isinstance(q, StartsIn) else "" for q in questions}
        return len(talks) == 1 and not self._model.alone(*talks)

    def _numbers(self, talk: str, asked: Sequence[Question], price: int) -> None:
        """Price sessions for talks that are alike, by how many are there.

        The same is said of each of them; it is told once, for the first.
        """
        if talk not in self._model.talks:
            return
        sessions = set(self._model.talks[talk])
        for question in asked:
            if isinstance(question, StartsIn):
                told = self._answers.sessions_of(talk, question.ranges)
                sessions &= set(told or ())
        here = self._model.talks[talk]
        self._charges.terms.extend((price, here[s]) for s in sorted(sessions))

    def _plain(self, questions: Sequence[Question], price: Price) -> None:
        if self._clash(questions, price):
            return
        literals = [self._answers.literal(question) for question in questions]
        known = [literal for literal in literals if literal is not None]
        if len(known) < len(literals):
            self._left_out(questions, price)
        elif price is None:
            self._model.exclude(known)
        elif len(known) == 1:
            self._charge(known[0], price)
        elif not any(literal is False for literal in known):
            broken = self._model.model.new_bool_var("")
            self._model.exclude([*known, contrary(broken)])
            self._charge(broken, price)

    def _clash(self, questions: Sequence[Question], price: Price) -> bool:
        """Tell what depends on starts that the model chooses; whether it was that."""
        literals = clashing(questions, self._model, self._answers)
        if literals is None:
            return False
        broken = [] if price is None else [self._model.model.new_bool_var("")]
        for both in literals:
            self._model.exclude([*both, *map(contrary, broken)])
        if price:
            self._charges.clashes.extend((price, literal) for literal in broken)
        return True

    def _left_out(self, asked: Sequence[Question | Overlap], price: Price) -> None:
        """Note talks of which this level can not tell whether they cost something."""
        risks = self._model.risks if price is None else self._charges.risks
        for pair in close_talks(asked, self._shape, self._answers):
            risks[pair] = risks.get(pair, 0) + (price or 1)

    def _cell(self, held: Holds, price: Price) -> None:
        """Price a room in a session, by the groups that may hold it.

        The rooms of a class are alike, so what is said of the first is said of each.
        """
        groups = self._answers.groups_of(held.talks)
        session = self._session.get(held.window) if held.window else None
        if groups is None or session is None or held.room is None:
            return
        if held.room in self._first:
            for group in groups:
                cell = group, session, self._class[held.room]
                if price is None:
                    self._model.forbidden.add(cell)
                else:
                    cells = self._charges.cells
                    cells[cell] = cells.get(cell, 0) + price

    def _at_most(self, demand: AtMost, price: Price) -> None:
        held = [q for q in demand.questions if isinstance(q, Holds)]
        asked = {(q.talks, q.window) for q in held}
        rooms = sorted(q.room or "" for q in held)
        if len(held) < len(demand.questions) or len(asked) > 1:
            # Also "one group a room and session": the model is made of that.
            return
        ((talks, window),) = asked
        group = self._group.get(frozenset(talks))
        if group is None or rooms != sorted(self._class):
            return
        if window in self._session:
            held_there = self._model.held[group][self._session[window]]
            for literal in held_there[demand.limit :]:
                self._charge(literal, price)
        elif window is None and price is not None:
            self._charges.spread.append((group, demand.limit, price))

    def _alongside(self, pairs: Alongside, price: Price) -> None:
        ones = self._group.get(frozenset(pairs.ones))
        others = self._group.get(frozenset(pairs.others))
        session = self._session.get(pairs.window)
        everywhere = len(pairs.rooms) == len(self._class)
        if ones is None or others is None or session is None or not everywhere:
            return
        for one in self._model.held[ones][session]:
            for other in self._model.held[others][session]:
                both = self._model.model.new_bool_var("")
                self._model.exclude([one, other, ~both])
                self._charge(both, price)

    def _beside(self, pair: Beside, price: Price) -> None:
        """Charge for two talks in one session; talks of one group can share a room."""
        shape, model = self._shape, self._model
        session = self._session.get(pair.window)
        if session is None or len(pair.rooms) != len(self._class):
            return
        here = [model.talks[t].get(session) for t in (pair.first, pair.second)]
        groups = {shape.group_of[t] for t in (pair.first, pair.second)}
        both = [literal for literal in here if literal is not None]
        if len(both) < len(here):
            return
        if len(groups) == 1:
            size = sum(shape.sizes[t] for t in (pair.first, pair.second))
            if size <= shape.capacity[session]:
                return
        if price is None:
            model.exclude(both)
            return
        key = (pair.first, pair.second, price)
        if key not in self._together:
            # They are in one session at the most, so one literal does for all.
            self._together[key] = model.boolean("together", *key[:2], price)
            self._charge(self._together[key], price)
        model.exclude([*both, contrary(self._together[key])])

    def _skipped(self, skips: Skips, price: Price) -> None:
        group = self._group.get(frozenset(skips.talks))
        sessions = [self._session.get(window) for window in skips.windows]
        known = [session for session in sessions if session is not None]
        if group is None or len(known) < len(sessions):
            return
        key = group, skips.windows
        if key not in self._skips:
            self._skips[key] = skipping(self._model, group, known)
        self._charge(self._skips[key], price)

    def _misplaced(self, place: InPlace, price: Price) -> None:
        groups = self._answers.groups_of((place.talk, *place.others))
        if groups is None or len(groups) != 1:
            return
        if price is None:
            # Hard demands may be of several constraints.
            self._places.anew()
        self._charge(self._places.wrong(place, groups[0]), price)

    def _apart(self, demand: Disjoint) -> None:
        """Talks that need one person fill a session together, too."""
        if any(use.when is not None for use in demand.uses):
            return
        shape = self._shape
        for session, capacity in enumerate(shape.capacity):
            here = [
                (shape.sizes[use.talk], literal)
                for use in demand.uses
                if (literal := self._model.talks[use.talk].get(session)) is not None
            ]
            if sum(size for size, _ in here) > capacity:
                used = cp_model.LinearExpr.weighted_sum(
                    [literal for _, literal in here], [size for size, _ in here]
                )
                self._model.model.add(used <= capacity)
