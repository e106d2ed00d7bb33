"""Constraints that a question brings along: be there, stay put, spare somebody."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import All, InRoom, Scheduled, StartsIn, in_room
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Placement, Timetable


class There(Constraint):
    """A talk is at a place that somebody asks about.

    Counts 1 if it is not.
    """

    key: ClassVar[str] = "there"
    unit: ClassVar[str] = "talks"

    talk: str
    """The talk, by id."""
    starts: tuple[int, ...]
    """The starts asked about, in minutes."""
    rooms: frozenset[str]
    """The rooms asked about."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid to leave the talk out, every other start, and every other room."""
        about = (self.talk,)
        asked = StartsIn(self.talk, tuple((start, start) for start in self.starts))
        yield Never((~Scheduled(self.talk),), about)
        yield Never((Scheduled(self.talk), ~asked), about)
        others = frozenset(problem.rooms) - self.rooms
        if others:
            yield Never((InRoom(self.talk, others),), about)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look where the talk is."""
        del problem
        place = timetable.placements.get(self.talk)
        if place is None or place.start not in self.starts or not self._holds(place):
            yield Finding((self.talk,), 1, f"{self.talk} is not where it was asked for")

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and the place."""
        first, last = min(self.starts), max(self.starts)
        when = problem.at(first)
        if first != last:
            when = f"between {when} and {problem.at(last)}"
        where = "" if self.rooms >= set(problem.rooms) else f" in {_any(self.rooms)}"
        return f"{about[0]} is asked to start {when}{where}"

    def _holds(self, place: Placement) -> bool:
        return place.room in self.rooms


class Stays(Constraint):
    """Talks stay where a timetable has them.

    Counts the talks that do not.
    """

    key: ClassVar[str] = "stays"
    unit: ClassVar[str] = "talks"

    places: tuple[tuple[str, int, str], ...]
    """Talk, start and room of each placement."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge for each talk that is elsewhere."""
        del problem
        for talk, start, room in self.places:
            same = All((StartsIn(talk, ((start, start),)), in_room(talk, room)))
            yield Never((~same,), (talk,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare each placement."""
        del problem
        for talk, start, room in self.places:
            now = timetable.placements.get(talk)
            if now is None or (now.start, now.room) != (start, room):
                yield Finding((talk,), 1, f"{talk} does not stay where it is")

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk."""
        del problem
        return f"{about[0]} stays where it is"


class Spared(Constraint):
    """A constraint that does not count for somebody.

    Counts what the constraint counts, without what is about those spared.
    """

    key: ClassVar[str] = "spared"
    unit: ClassVar[str] = "as the constraint has it"

    inner: Constraint
    """The constraint."""
    spared: tuple[About, ...]
    """Whom its demands and findings may be about without counting."""

    @property
    def label(self) -> str:
        """The name of the constraint itself."""
        return self.inner.label

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Yield the demands on others."""
        for demand in self.inner.encode(problem):
            if demand.about not in self.spared:
                yield demand

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Yield the findings about others."""
        for finding in self.inner.check(problem, timetable):
            if finding.about not in self.spared:
                yield finding

    def law(self, problem: Problem, about: About) -> str:
        """Say what the constraint says."""
        return self.inner.law(problem, about)


def spare(inner: Constraint, spared: tuple[About, ...]) -> Spared:
    """Let a constraint not count for some, at the level and weight it has."""
    return Spared(inner=inner, spared=spared, level=inner.level, weight=inner.weight)


def _any(rooms: frozenset[str]) -> str:
    return " or ".join(sorted(rooms))
