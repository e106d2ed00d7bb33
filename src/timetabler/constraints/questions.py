"""Questions about a timetable that is not made yet.

A constraint asks; how the answer is found is the engine's business alone. Questions are
plain values: asking the same one twice is asking once. Every question about a talk is
answered "no" while the talk is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from timetabler.problem.problem import Window

Ranges = tuple[tuple[int, int], ...]


class Question:
    """Something that is true of a timetable or not; ``~`` asks the contrary."""

    __slots__ = ()

    def __invert__(self) -> "Question":
        return Not(self)


@dataclass(frozen=True, slots=True)
class Not(Question):
    """The contrary of a question."""

    question: Question

    def __invert__(self) -> Question:
        return self.question


@dataclass(frozen=True, slots=True)
class Scheduled(Question):
    """Does the talk take place?"""

    talk: str


@dataclass(frozen=True, slots=True)
class InRoom(Question):
    """Does the talk take place in one of the rooms?"""

    talk: str
    rooms: frozenset[str]


@dataclass(frozen=True, slots=True)
class StartsIn(Question):
    """Does the talk start in one of the ranges (first and last minute, both in)?"""

    talk: str
    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Before(Question):
    """Does one talk end at least ``gap`` minutes before the other starts?"""

    first: str
    second: str
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Close(Question):
    """Do two talks overlap, or leave too few minutes between them?

    ``gap`` minutes are wanted after the first if it comes first, ``back`` minutes after
    the second if that comes first. With no gaps the question is whether they overlap.
    """

    first: str
    second: str
    gap: int = 0
    back: int = 0


class Compound(Question):
    """A question made of others; its hash is worked out once, as it may be deep."""

    __slots__ = ("_hash",)
    _hash: int

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            told = tuple(getattr(self, name) for name in self.__slots__)
            object.__setattr__(self, "_hash", hash((type(self), told)))
            return self._hash


@dataclass(frozen=True, slots=True)
class All(Compound):
    """Are all of these true?"""

    parts: tuple[Question, ...]

    __hash__ = Compound.__hash__


@dataclass(frozen=True, slots=True)
class Some(Compound):
    """Is at least one of these true?"""

    parts: tuple[Question, ...]

    __hash__ = Compound.__hash__


@dataclass(frozen=True, slots=True)
class AtLeast(Compound):
    """Are at least so many of these true?"""

    number: int
    parts: tuple[Question, ...]

    __hash__ = Compound.__hash__


class Composite(Question):
    """A question that can be spelled out in others; the engine may know better."""

    __slots__ = ()

    def spelled(self) -> Question:
        """Ask the same in other questions."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Holds(Composite):
    """Does one of the talks start in the room (any, if None) within the window?

    Without a window the question is whether one of them is in the room at all.
    """

    talks: tuple[str, ...]
    room: str | None
    window: Window | None

    def spelled(self) -> Question:
        """Ask each talk."""
        return Some(tuple(map(self._here, self.talks)))

    def _here(self, talk: str) -> Question:
        if self.window is None:
            return Scheduled(talk) if self.room is None else in_room(talk, self.room)
        if self.room is None:
            return starting(talk, self.window)
        return All((in_room(talk, self.room), starting(talk, self.window)))


@dataclass(frozen=True, slots=True)
class Skips(Composite):
    """Do the talks skip one of the windows between two in which some of them start?"""

    talks: tuple[str, ...]
    windows: tuple[Window, ...]

    def spelled(self) -> Question:
        """Ask for each window whether it is skipped."""
        held = [Holds(self.talks, None, window) for window in self.windows]
        return Some(
            tuple(
                All((Some(tuple(held[:i])), ~held[i], Some(tuple(held[i + 1 :]))))
                for i in range(1, len(held) - 1)
            )
        )


@dataclass(frozen=True, slots=True)
class Beside(Composite):
    """Do two talks start within the window, in different ones of all rooms?"""

    first: str
    second: str
    window: Window
    rooms: tuple[str, ...]

    def spelled(self) -> Question:
        """Ask for both starts, and for each room that is not the same one."""
        one, other = self.first, self.second
        same = (All((in_room(one, r), in_room(other, r))) for r in self.rooms)
        both = starting(one, self.window), starting(other, self.window)
        return All((*both, ~Some(tuple(same))))


@dataclass(frozen=True, slots=True)
class Together(Composite):
    """Do two talks start in the same one of these spans (first and last minute)?

    The spans are disjoint.
    """

    first: str
    second: str
    classes: Ranges

    def spelled(self) -> Question:
        """Ask for both in each span."""
        return _same(self.asked(self.first), self.asked(self.second))

    def asked(self, talk: str) -> tuple[Question, ...]:
        """Ask for one of the talks in each span."""
        return tuple(StartsIn(talk, (span,)) for span in self.classes)


@dataclass(frozen=True, slots=True)
class OneRoom(Composite):
    """Are two talks in the same one of these rooms?"""

    first: str
    second: str
    classes: tuple[str, ...]

    def spelled(self) -> Question:
        """Ask for both in each room."""
        return _same(self.asked(self.first), self.asked(self.second))

    def asked(self, talk: str) -> tuple[Question, ...]:
        """Ask for one of the talks in each room."""
        return tuple(in_room(talk, room) for room in self.classes)


@dataclass(frozen=True, slots=True)
class Smaller(Composite):
    """Is the first talk in a room of an earlier rank than the second talk's room?

    Ranks are disjoint sets of rooms. Rooms of no rank are neither earlier nor later.
    """

    first: str
    second: str
    classes: tuple[frozenset[str], ...]

    def spelled(self) -> Question:
        """Ask for the first in each rank, and the second in any later one."""
        both = (
            All((rank, self.above(self.second, index)))
            for index, rank in enumerate(self.asked(self.first))
        )
        return Some(tuple(both))

    def asked(self, talk: str) -> tuple[Question, ...]:
        """Ask for one of the talks in each rank."""
        return tuple(InRoom(talk, rank) for rank in self.classes)

    def above(self, talk: str, index: int) -> Question:
        """Ask for one of the talks in any rank after one that is told by its place."""
        return InRoom(talk, frozenset[str]().union(*self.classes[index + 1 :]))


def _same(ones: Iterable[Question], others: Iterable[Question]) -> Question:
    return Some(tuple(All(both) for both in zip(ones, others, strict=True)))


@dataclass(frozen=True, slots=True)
class InPlace(Composite):
    """Are exactly so many of the others ahead that the talk is at its place?

    ``ahead`` asks of each of the others, in their order, whether it is ahead of the
    talk. Whatever that depends on within a session, talks in earlier sessions are
    ahead, those in later ones are not.
    """

    talk: str
    others: tuple[str, ...]
    ahead: tuple[Question, ...]
    place: int

    def spelled(self) -> Question:
        """Count those ahead."""
        enough = AtLeast(self.place - 1, self.ahead)
        return All((enough, ~AtLeast(self.place, self.ahead)))


@dataclass(frozen=True, slots=True)
class Start:
    """A quantity: when the talk starts, in minutes; of use only where it does."""

    talk: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity: minutes from the first start to the last end in a room, in a window.

    ``pauses`` that lie wholly between are not counted. To be used where spread is
    unwanted: the engine may answer too much, never too little. 0 without talks.
    """

    talks: frozenset[str]
    room: str
    window: Window
    pauses: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """A quantity: for how many minutes two talks take place at the same time.

    To be used where overlap is unwanted: the engine may answer too much.
    """

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Largest:
    """A quantity: the largest of some sums, each divided and rounded up.

    ``parts`` are sums over questions alone, each with its divisor. To be used where
    it is unwanted: the engine may answer too much.
    """

    parts: tuple[tuple["Terms", int], ...]


@dataclass(frozen=True, slots=True)
class Alongside:
    """A quantity: the pairs of different rooms that hold the ones and the others.

    A room holds talks that start in it within the window. To be used where it is
    unwanted: the engine may answer too much.
    """

    ones: tuple[str, ...]
    others: tuple[str, ...]
    window: Window
    rooms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that is to be done in one of several ways (indices), if ``wanted``."""

    weight: int
    ways: tuple[int, ...]
    wanted: Question | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of some ways (indices) are taken, if ``when``."""

    most: int
    ways: tuple[int, ...]
    when: Question | None = None


@dataclass(frozen=True, slots=True)
class Unmet:
    """A quantity: the weight of the needs that can not be met, all chosen at best.

    A way can be taken only where its question (of ``ways``) is true. To be used where
    unmet needs are unwanted: the engine may answer too much.
    """

    needs: tuple[Need, ...]
    ways: tuple[Question, ...]
    limits: tuple[Limit, ...]


Quantity = Question | Start | Spread | Overlap | Alongside | Largest | Unmet
ONE_WAY = (Spread, Overlap, Alongside, Largest, Unmet)
"""Quantities of which the engine may answer too much, never too little."""
Terms = tuple[tuple[int, Quantity], ...]


def not_within(
    talk: str, windows: Iterable[Window], minutes: int, span: Window
) -> StartsIn:
    """Does a talk start in the span, and is not wholly inside one of the windows?"""
    bad: list[tuple[int, int]] = []
    free = span.start
    for window in sorted(windows):
        first, last = window.start, window.end - minutes
        if first <= last and last >= free:
            bad.append((free, min(first, span.end) - 1))
            free = max(free, last + 1)
    bad.append((free, span.end - 1))
    return StartsIn(talk, tuple((a, b) for a, b in bad if a <= b))


def meeting(
    talk: str, windows: Iterable[Window], minutes: int, span: Window | None = None
) -> StartsIn:
    """Does a talk (starting in the span) have a minute inside one of the windows?"""
    ranges = [(w.start - minutes + 1, w.end - 1) for w in windows]
    if span is not None:
        ranges = [(max(a, span.start), min(b, span.end - 1)) for a, b in ranges]
    return StartsIn(talk, tuple(sorted((a, b) for a, b in ranges if a <= b)))


def starting(talk: str, window: Window) -> StartsIn:
    """Does the talk start inside the window?"""
    return StartsIn(talk, ((window.start, window.end - 1),))


def in_room(talk: str, *rooms: str) -> InRoom:
    """Does the talk take place in one of the rooms?"""
    return InRoom(talk, frozenset(rooms))
