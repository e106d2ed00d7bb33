"""Answers about two talks: whether they start together, share a room, or outrank.

Constraints may ask that of every two talks, tens of thousands of times. So it is asked
once of each talk which of several classes (starts, days, rooms) it is in, and pairs are
compared by that. What comes to the same in the end is answered once.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from timetabler.constraints.composites import OneRoom, Smaller, Together
from timetabler.constraints.questions import Close, InRoom, Ranges, StartsIn
from timetabler.engine.literals import Literal, conjunction, contrary

if TYPE_CHECKING:
    from timetabler.engine.plan import Plan

FEW_CLASSES = 10
"""Up to so many classes are compared by clauses, which relax well; more as numbers."""
Two = Together | OneRoom | Smaller
Groups = list[tuple[Ranges, Ranges, int | None]]
"""Starts of two talks that are all close to each other, and how long they overlap."""
_SURE = 10**9


class _Classes:
    """The classes that a talk may be in, each with its literal; it is in one at most.

    Attributes:
        literals: The literals, by the places of classes.
        places: The places.
        indices: What tells the literals from others, in the order of the places.
        number: The class as a number, once it is asked for.
    """

    __slots__ = ("indices", "literals", "number", "places")

    def __init__(self, literals: Iterable[Literal]) -> None:
        self.literals = {i: lit for i, lit in enumerate(literals) if lit is not False}
        self.places = tuple(self.literals)
        self.indices = tuple(map(_index, self.literals.values()))
        self.number: cp_model.IntVar | None = None

    def among(self, places: tuple[int, ...]) -> tuple[int, ...]:
        """What tells the literals of some places from others."""
        if places == self.places:
            return self.indices
        return tuple(_index(self.literals[place]) for place in places)


class Twos:
    """Literals for questions about two talks.

    Attributes:
        asked: The answers there are, but for certain ones, by question.
        beside: Whether talks are in one room on one day, by talks, where that is asked.
    """

    def __init__(self, plan: "Plan") -> None:
        self.asked: dict[Two, Literal] = {}
        self.beside: dict[tuple[str, str], Literal] = {}
        self._plan = plan
        self._model = plan.model
        self._in: dict[tuple[object, ...], _Classes] = {}
        self._above: dict[tuple[object, ...], Literal] = {}
        self._numbers = 0
        self._made: dict[tuple[tuple[int, ...], ...], Literal] = {}
        self._groups: dict[tuple[object, ...], Groups | None] = {}

    def literal(self, question: Two) -> Literal:
        """Answer a question."""
        one = self._classes(question, question.first)
        other = self._classes(question, question.second)
        if isinstance(question, Smaller):
            found = self._smaller(question, one, other)
        else:
            found = self._same(one, other)
        if not isinstance(found, bool):
            self.asked[question] = found
        return found

    def both(self, day: Together, room: OneRoom) -> Literal:
        """Whether two talks start in one span and are in one room."""
        parts = self._plan.literal(day), self._plan.literal(room)
        found = conjunction(self._model, parts)
        days = map(self._plan.problem.day_window, self._plan.problem.days)
        if day.classes == tuple((span.start, span.end - 1) for span in days):
            self.beside[day.first, day.second] = found
        return found

    def _classes(self, question: Two, talk: str) -> _Classes:
        key = (type(question), talk, question.classes)
        if key not in self._in:
            asked = map(self._plan.literal, question.asked(talk))
            self._in[key] = _Classes(asked)
        return self._in[key]

    def _same(self, one: _Classes, other: _Classes) -> Literal:
        """Whether two talks are in one class."""
        common = one.places
        if common != other.places:
            common = tuple(place for place in common if place in other.literals)
        if len(common) < 2:  # noqa: PLR2004
            both = [c.literals[place] for place in common for c in (one, other)]
            return conjunction(self._model, both) if common else False
        sides = one.among(common), other.among(common)
        key = sides if sides[0] < sides[1] else sides[::-1]
        if key not in self._made:
            few = len(common) <= FEW_CLASSES
            made = self._compared if few else self._equal
            self._made[key] = made(one, other, common)
        return self._made[key]

    def _compared(
        self, one: _Classes, other: _Classes, common: tuple[int, ...]
    ) -> cp_model.IntVar:
        same = self._model.new_bool_var("")
        add = self._model.add_bool_or
        for place in common:
            mine, others = one.literals[place], other.literals[place]
            add([same, contrary(mine), contrary(others)])
            add([~same, contrary(mine), others])
            add([~same, contrary(others), mine])
        add([~same, *(one.literals[place] for place in common)])
        return same

    def _equal(
        self, one: _Classes, other: _Classes, _: tuple[int, ...]
    ) -> cp_model.IntVar:
        same = self._model.new_bool_var("")
        here, there = self._numbered(one), self._numbered(other)
        self._model.add(here == there).only_enforce_if(same)
        self._model.add(here != there).only_enforce_if(~same)
        return same

    def _numbered(self, classes: _Classes) -> cp_model.IntVar:
        """The class of a talk as a number; below 0, and its own, if it is in none."""
        if classes.number is None:
            self._numbers += 1
            domain = cp_model.Domain.from_values([-self._numbers, *classes.places])
            classes.number = self._model.new_int_var_from_domain(domain, "")
            for place, literal in classes.literals.items():
                self._model.add(classes.number == place).only_enforce_if(literal)
            out = [contrary(literal) for literal in classes.literals.values()]
            self._model.add(classes.number == -self._numbers).only_enforce_if(out)
        return classes.number

    def _smaller(self, question: Smaller, ones: _Classes, others: _Classes) -> Literal:
        """Whether the class of one comes before that of the other."""
        smaller = self._model.new_bool_var("")
        self._model.add_bool_or([~smaller, *ones.literals.values()])
        here, there = question.first, question.second
        ranked = self._plan.literal(InRoom(here, frozenset().union(*question.classes)))
        if max(len(ones.places), len(others.places)) > FEW_CLASSES:
            one, other = self._numbered(ones), self._numbered(others)
            self._model.add(one < other).only_enforce_if(smaller)
            self._model.add(one >= other).only_enforce_if(~smaller, ranked)
            return smaller
        for rank, literal in ones.literals.items():
            above = self._rises(question, there, rank)
            self._model.add_bool_or([~smaller, contrary(literal), above])
        # Where the other is above a rank that the first is not above, it is larger.
        for rank in others.places:
            above = self._rises(question, there, rank - 1)
            first = self._rises(question, here, rank - 1)
            self._model.add_bool_or([smaller, contrary(above), first, contrary(ranked)])
        return smaller

    def _rises(self, question: Smaller, talk: str, rank: int) -> Literal:
        key = (talk, rank, question.classes)
        if key not in self._above:
            self._above[key] = self._plan.literal(question.above(talk, rank))
        return self._above[key]

    def close(self, question: Close) -> Literal | None:
        """Whether two talks are close, if their starts are classed by that.

        None where they are not: where a start of one is close to two of the other, and
        another start of it to one of those only. The starts of slots mostly are.
        """
        groups = self._grouped(question)
        if groups is None:
            return None
        return self._same(
            self._started(question.first, tuple(group[0] for group in groups)),
            self._started(question.second, tuple(group[1] for group in groups)),
        )

    def _started(self, talk: str, ranges: tuple[Ranges, ...]) -> _Classes:
        key = (StartsIn, talk, ranges)
        if key not in self._in:
            asked = (self._plan.literal(StartsIn(talk, each)) for each in ranges)
            self._in[key] = _Classes(asked)
        return self._in[key]

    def overlap(self, first: str, second: str) -> tuple[int, Literal] | None:
        """For how long two talks overlap if they do, and whether; None if it varies."""
        question = Close(first, second)
        minutes = {group[2] for group in self._grouped(question) or ()}
        if len(minutes) != 1 or None in minutes:
            return None
        return minutes.pop() or 0, self._plan.literal(question)

    def _grouped(self, question: Close) -> Groups | None:
        first, second = question.first, question.second
        starts = [tuple(self._plan.possible.starts[t]) for t in (first, second)]
        if max(map(len, starts)) > self._plan.few:
            return None
        lengths = self._plan.minutes(first), self._plan.minutes(second)
        key = (*starts, *lengths, question.gap, question.back)
        if key not in self._groups:
            found = _groups((starts[0], starts[1]), _closeness(question, lengths))
            self._groups[key] = found
        return self._groups[key]


def _closeness(
    question: Close, lengths: tuple[int, int]
) -> Callable[[int, int], int | None]:
    """Make what tells for two starts how long they overlap; None if not close."""
    one, other = lengths

    def overlap(start: int, second: int) -> int | None:
        ahead = start + one + question.gap <= second
        behind = second + other + question.back <= start
        both = min(start + one, second + other) - max(start, second)
        return None if ahead or behind else both

    return overlap


def _groups(
    starts: tuple[tuple[int, ...], tuple[int, ...]],
    overlap: Callable[[int, int], int | None],
) -> Groups | None:
    ones, others = starts
    met: dict[tuple[int, ...], list[int]] = {}
    for start in ones:
        close = tuple(q for q in others if overlap(start, q) is not None)
        met.setdefault(close, []).append(start)
    met.pop((), None)
    if len({q for close in met for q in close}) < sum(map(len, met)):
        return None
    groups: Groups = []
    for close, first in met.items():
        minutes = {overlap(start, q) for start in first for q in close}
        one, other = (tuple((s, s) for s in side) for side in (first, close))
        groups.append((one, other, minutes.pop() if len(minutes) == 1 else None))
    return groups


def _index(literal: Literal) -> int:
    return _SURE if isinstance(literal, bool) else literal.index
