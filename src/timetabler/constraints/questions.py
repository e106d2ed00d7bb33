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
