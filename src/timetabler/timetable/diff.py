"""The difference between two timetables: what is cancelled, added and moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable

Kind = Literal["cancelled", "added", "day", "time", "room"]
KINDS: tuple[Kind, ...] = ("cancelled", "added", "day", "time", "room")
"""What can happen to a talk, the gravest first; a talk is of one kind only."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one talk.

    Attributes:
        talk: Its id.
        kind: ``cancelled``, ``added``, or what of its place changes: its ``day``; its
            ``time`` on the same day (its room may change too); its ``room`` alone.
        was: Where it was; None if it was not.
        now: Where it is; None if it is not.
    """

    talk: str
    kind: Kind
    was: Placement | None
    now: Placement | None

    @property
    def minutes(self) -> int:
        """How many minutes lie between the two starts; 0 if there is only one."""
        return abs(self.now.start - self.was.start) if self.was and self.now else 0

    @property
    def places(self) -> tuple[Placement, ...]:
        """Where it was and where it is, as far as it was and is."""
        return tuple(place for place in (self.was, self.now) if place)


@dataclass(frozen=True)
class Diff:
    """What changes from one timetable to another; empty if nothing does.

    Attributes:
        changes: One for every talk for which anything changes, in order of time.
        new: The later timetable.
    """

    changes: tuple[Change, ...]
    new: Timetable = field(repr=False)

    @property
    def was(self) -> Mapping[str, Placement]:
        """Where the talks were, by talk: of the earlier timetable, all of it."""
        stayed = (p for p in self.new if p.talk not in self.by_talk)
        moved = (change.was for change in self.changes if change.was)
        return {place.talk: place for place in (*stayed, *moved)}

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    @property
    def moved(self) -> tuple[Change, ...]:
        """The talks that are elsewhere; each once, whatever of its place changes."""
        return self.of("day", "time", "room")

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind."""
        return {kind: len(self.of(kind)) for kind in KINDS}

    @property
    def minutes(self) -> int:
        """Minutes moved, all talks together."""
        return sum(change.minutes for change in self.changes)

    @cached_property
    def by_talk(self) -> Mapping[str, Change]:
        """The changes by talk."""
        return {change.talk: change for change in self.changes}


def difference(problem: Problem, old: Timetable, new: Timetable) -> Diff:
    """Compare two timetables of a conference.

    Args:
        problem: The conference, which says what a day is.
        old: The earlier timetable.
        new: The later one.
    """
    changes = list(_changes(problem, old, new))
    return Diff(tuple(sorted(changes, key=lambda c: (c.places[0], c.talk))), new)


def _changes(problem: Problem, old: Timetable, new: Timetable) -> Iterator[Change]:
    for talk in sorted(old.placements.keys() | new.placements.keys()):
        was, now = old.placements.get(talk), new.placements.get(talk)
        if was != now:
            yield Change(talk, _kind(problem, was, now), was, now)


def _kind(problem: Problem, was: Placement | None, now: Placement | None) -> Kind:
    if now is None:
        return "cancelled"
    if was is None:
        return "added"
    if problem.day_at(was.start).id != problem.day_at(now.start).id:
        return "day"
    return "time" if was.start != now.start else "room"
