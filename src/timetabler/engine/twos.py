"""Answers about two talks: whether they start together, share a room, or outrank.

Constraints may ask that of every two talks, tens of thousands of times. So it is asked
once of each talk which of several classes (starts, days, rooms) it is in, and pairs are
compared by that.
"""

from typing import TYPE_CHECKING

from timetabler.constraints.questions import InRoom, OneRoom, Smaller, Together
from timetabler.engine.literals import Literal, conjunction, contrary

if TYPE_CHECKING:
    from timetabler.engine.plan import Plan

Two = Together | OneRoom | Smaller
Classes = dict[int, Literal]
"""The classes that a talk may be in, by their places, each with its literal."""


class Twos:
    """Literals for questions about two talks."""

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self._model = plan.model
        self._in: dict[tuple[object, ...], Classes] = {}
        self._above: dict[tuple[object, ...], Literal] = {}

    def literal(self, question: Two) -> Literal:
        """Answer a question."""
        one = self._classes(question, question.first)
        other = self._classes(question, question.second)
        if isinstance(question, Smaller):
            return self._smaller(question, one, other)
        return self._same(one, other)

    def _classes(self, question: Two, talk: str) -> Classes:
        key = (type(question), talk, question.classes)
        if key not in self._in:
            self._in[key] = {
                index: literal
                for index, asked in enumerate(question.asked(talk))
                if (literal := self._plan.literal(asked)) is not False
            }
        return self._in[key]

    def _same(self, ones: Classes, others: Classes) -> Literal:
        """Whether two talks are in one class; no talk is in two."""
        common = [(ones[i], others[i]) for i in ones if i in others]
        if len(common) == 1:
            return conjunction(self._model, common[0])
        same = self._model.new_bool_var("")
        for one, other in common:
            self._model.add_bool_or([same, contrary(one), contrary(other)])
            self._model.add_bool_or([~same, contrary(one), other])
            self._model.add_bool_or([~same, contrary(other), one])
        self._model.add_bool_or([~same, *(one for one, _ in common)])
        return same

    def _smaller(self, question: Smaller, ones: Classes, others: Classes) -> Literal:
        """Whether the class of one comes before that of the other."""
        smaller = self._model.new_bool_var("")
        here, there = question.first, question.second
        for rank, literal in ones.items():
            above = self._rises(question, there, rank)
            self._model.add_bool_or([~smaller, contrary(literal), above])
        self._model.add_bool_or([~smaller, *ones.values()])
        # Where the other is above a rank that the first is not above, it is larger.
        ranked = self._plan.literal(InRoom(here, frozenset().union(*question.classes)))
        for rank in others:
            above = self._rises(question, there, rank - 1)
            first = self._rises(question, here, rank - 1)
            self._model.add_bool_or([smaller, contrary(above), first, contrary(ranked)])
        return smaller

    def _rises(self, question: Smaller, talk: str, rank: int) -> Literal:
        key = (talk, rank, question.classes)
        if key not in self._above:
            self._above[key] = self._plan.literal(question.above(talk, rank))
        return self._above[key]
