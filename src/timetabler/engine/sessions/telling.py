"""Tell demands to the session-level model, as far as it can hear them.

What it can not tell exactly is told too mildly or left out: the model stays a
relaxation, and its bounds stay proven. ``exact`` says whether anything was.
"""

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import AtMost, Demand, Disjoint, Never, NoMore
from timetabler.constraints.questions import (
    All,
    Alongside,
    Beside,
    Holds,
    InPlace,
    InRoom,
    Not,
    Question,
    Ranges,
    Scheduled,
    Skips,
    Some,
    StartsIn,
)
from timetabler.engine.literals import Literal, contrary
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
        self._session = {w: s for s, w in enumerate(self._shape.windows)}
        self._group = {frozenset(t): g for g, t in enumerate(self._shape.groups)}
        self._class = {r: c for c, kind in enumerate(model.classes) for r in kind}
        self._first = {kind[0] for kind in model.classes}
        self._together: dict[tuple[str, str, Price], Literal] = {}
        self._skips: dict[tuple[int, tuple[Window, ...]], Literal] = {}
        self._members: dict[tuple[str, ...], list[int] | None] = {}
        self._places = Places(model)
        self._charges = Charges()
        self.exact = True

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
                case _:
                    self.exact = False

    def soft(self, constraints: Iterable[Constraint]) -> None:
        """Tell what each soft constraint charges, by priority."""
        for constraint in constraints:
            priority = int(constraint.level)
            charges = self._model.charges.setdefault(priority, Charges())
            self._charges = charges
            for demand in constraint.encode(self._problem):
                self._charged(demand, constraint.weight)

    def _charged(self, demand: Demand, weight: int) -> None:
        match demand:
            case Never():
                self._never(demand.questions, weight * demand.each)
            case AtMost():
                self._at_most(demand, weight * demand.each)
            case NoMore(terms=((price, Alongside() as pairs),), constant=0):
                self._alongside(pairs, weight * price)
            case _:
                self.exact = False

    def _charge(self, literal: Literal, price: Price) -> None:
        if isinstance(literal, bool):
            if price is None and literal:
                self._model.exclude([])
            self._charges.constant += (price or 0) * literal
        elif price is None:
            self._model.exclude([literal])
        elif literal.index < 0:
            self._charges.constant += price
            self._charges.terms.append((-price, ~literal))
        else:
            self._charges.terms.append((price, literal))

    def _never(self, questions: Sequence[Question], price: Price) -> None:
        open_ = [q for q in questions if not self._surely(q)]
        match open_:
            case [Holds(room=str()) as held]:
                self._cell(held, price)
            case [Beside() as pair]:
                self._beside(pair, price)
            case [Skips() as skips]:
                self._skipped(skips, price)
            case [Not(question=InPlace() as place)]:
                self._misplaced(place, price)
            case _:
                self._plain(open_, price)

    def _plain(self, questions: Sequence[Question], price: Price) -> None:
        literals = [self._literal(question) for question in questions]
        known = [literal for literal in literals if literal is not None]
        if len(known) < len(literals):
            self.exact = False
        elif price is None:
            self._model.exclude(known)
        elif len(known) == 1:
            self._charge(known[0], price)
        elif not any(literal is False for literal in known):
            broken = self._model.model.new_bool_var("")
            self._model.exclude([*known, contrary(broken)])
            self._charge(broken, price)

    def _surely(self, question: Question) -> bool:
        match question:
            case Scheduled():
                return question.talk in self._model.possible.must
            case InRoom():
                rooms = self._model.possible.rooms[question.talk]
                must = question.talk in self._model.possible.must
                return must and question.rooms.issuperset(rooms)
        return False

    def _literal(self, question: Question) -> Literal | None:  # noqa: PLR0911
        """Answer a question exactly; None if that can not be told here."""
        match question:
            case Scheduled():
                return self._model.scheduled(question.talk)
            case StartsIn():
                return self._starts(question.talk, question.ranges)
            case Holds(room=None, window=Window() as window):
                group = self._group.get(frozenset(question.talks))
                if group is None or window not in self._session:
                    return None
                held = self._model.held[group][self._session[window]]
                return held[0] if held else False
            case Not():
                answer = self._literal(question.question)
                return None if answer is None else contrary(answer)
            case All():
                return self._whole(question.parts)
            case Some():
                answer = self._whole([~part for part in question.parts])
                return None if answer is None else contrary(answer)
        return True if self._surely(question) else None

    def _whole(self, parts: Iterable[Question]) -> Literal | None:
        literals = [self._literal(part) for part in parts]
        known = [literal for literal in literals if literal is not None]
        return self._model.all_of(known) if len(known) == len(literals) else None

    def _starts(self, talk: str, ranges: Ranges) -> Literal | None:
        possible = self._model.possible
        inside = set(possible.inside(talk, ranges))
        whole = []
        for session in self._shape.sessions[talk]:
            window = self._shape.windows[session]
            starts = possible.inside(talk, ((window.start, window.end - 1),))
            if inside.issuperset(starts):
                whole.append(session)
            elif not inside.isdisjoint(starts):
                return None
        return self._model.among(talk, whole)

    def _parts(self, talks: tuple[str, ...]) -> list[int] | None:
        """The groups that some talks are made of; None if any is split."""
        if talks not in self._members:
            chosen = frozenset(talks)
            groups = {self._shape.group_of[talk] for talk in talks}
            whole = chosen.issuperset
            split = any(not whole(self._shape.groups[g]) for g in groups)
            self._members[talks] = None if split else sorted(groups)
        return self._members[talks]

    def _cell(self, held: Holds, price: Price) -> None:
        """Price a room in a session, by the groups that may hold it.

        The rooms of a class are alike, so what is said of the first is said of each.
        """
        groups = self._parts(held.talks)
        session = self._session.get(held.window) if held.window else None
        if groups is None or session is None or held.room is None:
            self.exact = False
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
            # One group a room and session is what the model is made of.
            places = {(q.room, q.window) for q in held}
            structural = len(held) == len(demand.questions) and len(places) == 1
            self.exact = self.exact and structural and price is None
            return
        ((talks, window),) = asked
        group = self._group.get(frozenset(talks))
        if group is None or rooms != sorted(self._class):
            self.exact = False
        elif window in self._session:
            for literal in self._model.held[group][self._session[window]][
                demand.limit :
            ]:
                self._charge(literal, price)
        elif window is None and price is not None:
            self._charges.spread.append((group, demand.limit, price))
        else:
            self.exact = False

    def _alongside(self, pairs: Alongside, price: Price) -> None:
        ones = self._group.get(frozenset(pairs.ones))
        others = self._group.get(frozenset(pairs.others))
        session = self._session.get(pairs.window)
        everywhere = len(pairs.rooms) == len(self._class)
        if ones is None or others is None or session is None or not everywhere:
            self.exact = False
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
            self.exact = False
            return
        here = [model.talks[t].get(session) for t in (pair.first, pair.second)]
        groups = {shape.group_of[t] for t in (pair.first, pair.second)}
        both = [literal for literal in here if literal is not None]
        if len(both) < len(here):
            return
        if len(groups) == 1:
            size = sum(shape.sizes[t] for t in (pair.first, pair.second))
            if size <= shape.capacity[session]:
                self.exact = self.exact and len(model.held[min(groups)][session]) == 1
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
            self.exact = False
            return
        key = group, skips.windows
        if key not in self._skips:
            self._skips[key] = skipping(self._model, group, known)
        self._charge(self._skips[key], price)

    def _misplaced(self, place: InPlace, price: Price) -> None:
        groups = self._parts((place.talk, *place.others))
        if groups is None or len(groups) != 1:
            self.exact = False
            return
        self._charge(self._places.wrong(place, groups[0]), price)

    def _apart(self, demand: Disjoint) -> None:
        """Talks that need one person fill a session together, too."""
        if any(use.when is not None for use in demand.uses):
            rooms = {
                use.when.rooms for use in demand.uses if isinstance(use.when, InRoom)
            }
            after = any(use.after for use in demand.uses)
            self.exact = self.exact and len(rooms) == 1 and not after
            return
        self.exact = False
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
