"""Questions about groups of talks and about two talks, made of simpler ones.

Constraints ask them as they are, so that a model that has variables for the answer need
not put it together from its parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from timetabler.constraints.questions import (
    All,
    AtLeast,
    InRoom,
    Question,
    Ranges,
    Scheduled,
    Some,
    StartsIn,
    in_room,
    starting,
)
from timetabler.problem.problem import Window


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
