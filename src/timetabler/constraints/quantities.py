"""Numbers of a timetable that is not made yet: what constraints count and compare."""

from dataclasses import dataclass

from timetabler.constraints.questions import (
    Question,
)
from timetabler.problem.problem import Window


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
