"""What is certain of questions before any search, as far as starts and rooms tell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from timetabler.constraints.composites import (
    Composite,
    Holds,
    OneRoom,
    Smaller,
    Together,
)
from timetabler.constraints.questions import (
    All,
    AtLeast,
    Before,
    Close,
    Compound,
    InRoom,
    Not,
    Question,
    Ranges,
    Scheduled,
    Some,
    StartsIn,
)
from timetabler.problem.problem import Problem, Window

Answer = bool | None
Two = Together | OneRoom | Smaller
EVER: Ranges = ((-(10**9), 10**9),)


class Foreseen:
    """The starts and rooms that each talk may still have; ``None`` answers "open".

    Attributes:
        starts: Permitted starts by talk, in minutes, sorted.
        rooms: Rooms by talk, in the order of the file.
        must: The talks that have to be scheduled.
        alone: Talks of which no two overlap in a room, by room, once that is known.
        nothing: Whether some demand can not be kept at all.
    """

    def __init__(self, problem: Problem, like: "Foreseen | None" = None) -> None:
        self.problem = problem
        self.minutes = {talk.id: talk.minutes for talk in problem.talks.values()}
        if like is None:
            talks = problem.talks.values()
            self.starts = {t.id: list(problem.starts_of(t)) for t in talks}
            self.rooms = {talk: list(problem.rooms) for talk in problem.talks}
        else:
            self.starts, self.rooms = dict(like.starts), dict(like.rooms)
        self.must: set[str] = set()
        self.alone: dict[str, frozenset[str]] = {}
        self.apart: dict[frozenset[str], int] = {}
        self.nothing = False
        self._in: dict[tuple[object, ...], frozenset[int]] = {}
        self._known: dict[Compound, Answer] = {}

    def open(self, questions: Iterable[Question]) -> list[Question] | None:
        """Leave out what is surely true; None if something is surely false."""
        rest = []
        for question in questions:
            answer = self.answer(question)
            if answer is False:
                return None
            if answer is None:
                rest.append(question)
        return rest

    def forget(self) -> None:
        """Forget answers, as something has changed that they depend on."""
        self._known.clear()

    def inside(self, talk: str, ranges: Ranges) -> list[int]:
        """List the possible starts of a talk within the ranges."""
        starts = self.starts[talk]
        if len(ranges) == 1:
            ((first, last),) = ranges
            return starts[bisect_left(starts, first) : bisect_right(starts, last)]
        found: set[int] = set()
        for first, last in ranges:
            found.update(
                starts[bisect_left(starts, first) : bisect_right(starts, last)]
            )
        return sorted(found)

    def within(self, talk: str, window: Window) -> list[int]:
        """List the possible starts of a talk within a window."""
        return self.inside(talk, ((window.start, window.end - 1),))

    def _able(self, talk: str) -> bool:
        return bool(self.starts[talk] and self.rooms[talk])

    def answer(self, question: Question) -> Answer:
        """Say whether the answer is certain already."""
        if not isinstance(question, Compound):
            return self._answer(question)
        if question not in self._known:
            self._known[question] = self._answer(question)
        return self._known[question]

    def _answer(self, question: Question) -> Answer:  # noqa: C901, PLR0911 - a table
        match question:
            case Scheduled():
                return self._scheduled(question)
            case InRoom():
                return self._in_room(question)
            case StartsIn():
                return self._starts_in(question)
            case Not():
                answer = self.answer(question.question)
                return None if answer is None else not answer
            case All():
                return _all(self.answer(part) for part in question.parts)
            case Some():
                some = _all(self.answer(~part) for part in question.parts)
                return None if some is None else not some
            case Before():
                return self._before(question)
            case Close():
                return self._close(question)
            case AtLeast():
                return self._at_least(question)
            case Together() | OneRoom() | Smaller():
                return self._two(question)
            case Holds():
                return self._holds(question)
            case Composite():
                # Spelled out anew each time, so not worth remembering itself.
                return self._answer(question.spelled())
        raise TypeError(f"no such question: {question!r}")

    def _two(self, question: Two) -> Answer:
        pair = frozenset((question.first, question.second))
        if pair in self.apart and _at_once(question):
            return False
        ones, others = (
            self._classes(question, talk) for talk in (question.first, question.second)
        )
        if isinstance(question, Smaller):
            if not ones or not others or min(ones) >= max(others):
                return False
            sure = max(ones) < min(others)
        else:
            if ones.isdisjoint(others):
                return False
            sure = len(ones) == len(others) == 1
        return True if sure and self.answer(question.spelled()) else None

    def _classes(self, question: Two, talk: str) -> frozenset[int]:
        """The classes that a talk may still be in, by their places."""
        # What is possible only ever shrinks: its size tells whether it has changed.
        size = len(self.starts[talk]), len(self.rooms[talk])
        key = (type(question), talk, question.classes, size)
        if key not in self._in:
            asked = enumerate(question.asked(talk))
            self._in[key] = frozenset(
                i for i, q in asked if self.answer(q) is not False
            )
        return self._in[key]

    def _at_least(self, question: AtLeast) -> Answer:
        answers = [self.answer(part) for part in question.parts]
        if answers.count(True) >= question.number:
            return True
        enough = len(answers) - answers.count(False) >= question.number
        return None if enough else False

    def _holds(self, question: Holds) -> Answer:
        found: Answer = False
        for talk in question.talks:
            answer = self._here(talk, question.room, question.window)
            if answer:
                return True
            if answer is None:
                found = None
        return found

    def _here(self, talk: str, room: str | None, window: Window | None) -> Answer:
        """Answer whether a talk is in a room (any, if None) within a window (too)."""
        rooms = self.rooms[talk]
        if not self._able(talk) or (room is not None and room not in rooms):
            return False
        surely = talk in self.must and (room is None or len(rooms) == 1)
        if window is None:
            return True if surely else None
        starts = self.starts[talk]
        first = bisect_left(starts, window.start)
        past = bisect_left(starts, window.end)
        if first == past:
            return False
        return True if surely and past - first == len(starts) else None

    def _scheduled(self, question: Scheduled) -> Answer:
        if not self._able(question.talk):
            return False
        return True if question.talk in self.must else None

    def _in_room(self, question: InRoom) -> Answer:
        rooms = self.rooms[question.talk]
        if question.rooms.isdisjoint(rooms) or not self._able(question.talk):
            return False
        every = question.talk in self.must and question.rooms.issuperset(rooms)
        return True if every else None

    def _starts_in(self, question: StartsIn) -> Answer:
        if not self._able(question.talk):
            return False
        some = self.inside(question.talk, question.ranges)
        if not some:
            return False
        every = len(some) == len(self.starts[question.talk])
        return True if every and question.talk in self.must else None

    def _before(self, question: Before) -> Answer:
        first, second = question.first, question.second
        if not (self._able(first) and self._able(second)):
            return False
        length = self.minutes[first] + question.gap
        if self.starts[first][0] + length > self.starts[second][-1]:
            return False
        surely = self.starts[first][-1] + length <= self.starts[second][0]
        return True if surely and {first, second} <= self.must else None

    def _close(self, question: Close) -> Answer:
        pair = frozenset((question.first, question.second))
        if self.apart.get(pair, -1) >= max(question.gap, question.back):
            return False
        if not (self._able(question.first) and self._able(question.second)):
            return False
        there = Before(question.first, question.second, question.gap)
        back = Before(question.second, question.first, question.back)
        if self._before(there) is False and self._before(back) is False:
            return True if pair <= self.must else None
        return False if self._never_close(question) else None

    def _never_close(self, question: Close) -> bool:
        one, other = self.starts[question.first], self.starts[question.second]
        ahead = one[-1] + self.minutes[question.first] + question.gap <= other[0]
        behind = other[-1] + self.minutes[question.second] + question.back <= one[0]
        return ahead or behind


def _at_once(question: Two) -> bool:
    """Whether a question is about starting at the same time, not on one day or so."""
    return isinstance(question, Together) and all(a == b for a, b in question.classes)


def _all(answers: Iterable[Answer]) -> Answer:
    found: Answer = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            found = None
    return found
