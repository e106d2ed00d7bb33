"""Answers about one talk, as tables over all places."""

import numpy as np

from timetabler.constraints.demands import Never
from timetabler.constraints.questions import (
    All,
    AtLeast,
    InRoom,
    Not,
    Question,
    Scheduled,
    Some,
    StartsIn,
)
from timetabler.moves.space import Space, Truths


class Singles:
    """Which places make questions about one talk true; each is worked out once."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._made: dict[object, Truths] = {}

    def add(self, table: np.ndarray, never: Never, weight: int) -> None:
        """Add what a demand about one talk amounts to, to a table of talks by places.

        Args:
            table: What it is added to.
            never: The demand.
            weight: What one unit costs.
        """
        answers = [self.true(question) for question in never.questions]
        every = np.logical_and.reduce(answers) if answers else self._every()
        table[self._space.index[talk_of(never)]] += weight * never.each * every

    def true(self, question: Question) -> Truths:
        """Say for every place whether a talk there makes the answer "yes"."""
        match question:
            case Scheduled():
                return self._kept("scheduled", question)
            case InRoom():
                return self._kept(question.rooms, question)
            case StartsIn():
                return self._kept(question.ranges, question)
            case Not():
                return ~self.true(question.question)
            case All() | Some() | AtLeast():
                return self._counted(question)
        raise TypeError(f"no question about one talk: {question!r}")

    def _counted(self, question: All | Some | AtLeast) -> Truths:
        counts = np.zeros(self._space.places, dtype=np.int64)
        for part in question.parts:
            counts += self.true(part)
        if isinstance(question, AtLeast):
            return counts >= question.number
        least = len(question.parts) if isinstance(question, All) else 1
        return counts >= least

    def _kept(self, key: object, question: Question) -> Truths:
        if key not in self._made:
            self._made[key] = self._make(question)
        return self._made[key]

    def _make(self, question: Question) -> Truths:
        space = self._space
        if isinstance(question, InRoom):
            rooms = [room in question.rooms for room in space.rooms]
            return np.append(np.repeat(rooms, len(space.starts)), False)
        found = np.zeros(len(space.starts), dtype=bool)
        if isinstance(question, StartsIn):
            for first, last in question.ranges:
                found |= (first <= space.starts) & (space.starts <= last)
        else:
            found[:] = True
        return np.append(np.tile(found, len(space.rooms)), False)

    def _every(self) -> Truths:
        return np.ones(self._space.places, dtype=bool)


def talk_of(never: Never) -> str:
    """The one talk that a demand is about."""
    return _talk(never.questions[0])


def _talk(question: Question) -> str:
    match question:
        case Not():
            return _talk(question.question)
        case All() | Some() | AtLeast():
            return _talk(question.parts[0])
        case Scheduled() | InRoom() | StartsIn():
            return question.talk
    raise TypeError(f"no question about one talk: {question!r}")
