"""Answers to questions for every place of one talk, while the others stay in theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from timetabler.constraints.composites import Composite
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
from timetabler.moves.listening.hearing import Ints, Truths

_ONE = np.ones((1, 1), dtype=bool)


@dataclass(frozen=True)
class Places:
    """The possible starts (in minutes) and rooms of a talk."""

    starts: Ints
    rooms: tuple[str, ...]


@dataclass
class Grid:
    """Where talks may be and are: ``at`` has the indices of start and room."""

    places: Mapping[str, Places]
    lengths: Mapping[str, int]
    at: dict[str, tuple[int, int]] = field(default_factory=dict)

    def everywhere(self, talk: str) -> Truths:
        """True for every start (row) and room (column) of a talk."""
        places = self.places[talk]
        return np.ones((len(places.starts), len(places.rooms)), dtype=bool)

    def answer(self, question: Question, talk: str) -> Truths:  # noqa: PLR0911 - a table
        """Answer a question for every place of a talk, in a shape that fits them."""
        match question:
            case Not():
                return ~self.answer(question.question, talk)
            case All():
                return self._joined(np.logical_and, question.parts, talk, _ONE)
            case Some():
                return self._joined(np.logical_or, question.parts, talk, ~_ONE)
            case AtLeast():
                parts = [self.answer(part, talk).astype(int) for part in question.parts]
                return np.asarray(sum(parts, np.zeros((1, 1), int)) >= question.number)
            case Composite():
                return self.answer(question.spelled(), talk)
            case Before() | Close():
                return self._about_two(question, talk)
            case Scheduled() | InRoom() | StartsIn():
                return self._about_one(question, talk)
        raise TypeError(f"no such question: {question!r}")

    def _joined(
        self, how: np.ufunc, parts: Iterable[Question], talk: str, first: Truths
    ) -> Truths:
        for part in parts:
            first = how(first, self.answer(part, talk))
        return first

    def _starts(self, other: str, talk: str) -> Ints | None:
        """The start of a talk: all of the one, that of others; None if left out."""
        if other == talk:
            return self.places[talk].starts[:, None]
        if other not in self.at:
            return None
        return self.places[other].starts[[self.at[other][0]]][:, None]

    def _about_one(self, question: Scheduled | InRoom | StartsIn, talk: str) -> Truths:
        starts = self._starts(question.talk, talk)
        if starts is None:
            return ~_ONE
        match question:
            case StartsIn():
                inside = np.zeros(starts.shape, dtype=bool)
                for first, last in question.ranges:
                    inside |= (first <= starts) & (starts <= last)
                return inside
            case InRoom():
                rooms = self.places[question.talk].rooms
                if question.talk != talk:
                    rooms = (rooms[self.at[question.talk][1]],)
                return np.array([[room in question.rooms for room in rooms]])
        return _ONE

    def _about_two(self, question: Before | Close, talk: str) -> Truths:
        first = self._starts(question.first, talk)
        second = self._starts(question.second, talk)
        if first is None or second is None:
            return ~_ONE
        length = self.lengths[question.first] + question.gap
        ahead = np.asarray(first + length <= second)
        if isinstance(question, Before):
            return ahead
        back = self.lengths[question.second] + question.back
        return ~(ahead | (second + back <= first))
