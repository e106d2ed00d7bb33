"""Timetables side by side: each criterion in its unit, with what can be reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from timetabler.problem.problem import Problem
from timetabler.timetable.distance import KINDS, Kind, differing, distance
from timetabler.timetable.score import Level, Score
from timetabler.timetable.timetable import Timetable


@dataclass(frozen=True)
class Contender:
    """One of the timetables that are compared; ``score`` is the checkers' verdict."""

    name: str
    timetable: Timetable
    score: Score


@dataclass(frozen=True)
class Reach:
    """The best that a criterion can have if nothing else is wanted.

    Attributes:
        amount: The smallest amount found; None if no timetable was found.
        bound: Proven: no timetable has less.
    """

    amount: int | None
    bound: int


@dataclass(frozen=True)
class Known:
    """What runs of the solver found out about a problem.

    Attributes:
        ideals: For each criterion, by name, the best of it alone.
        bounds: By priority, the proven bound of its penalty with the priorities before
            it at their best.
        random: By criterion, its amount in each of some random feasible timetables.
    """

    ideals: Mapping[str, Reach] = field(default_factory=dict)
    bounds: Mapping[int, int] = field(default_factory=dict)
    random: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Criterion:
    """One constraint across all timetables.

    Attributes:
        name: The constraint's name.
        level: ``hard``, or its priority.
        weight: What one unit costs.
        unit: What is counted.
        amounts: The amount in each timetable, in their order.
        ideal: The best possible of it alone; None where that is not known.
        random: Its amounts in random feasible timetables; () where there are none.
    """

    name: str
    level: Level
    weight: int
    unit: str
    amounts: tuple[int, ...]
    ideal: Reach | None = None
    random: tuple[int, ...] = ()

    @property
    def baseline(self) -> float | None:
        """The mean amount of the random timetables."""
        return fmean(self.random) if self.random else None

    def figure(self, index: int) -> float | None:
        """How good a timetable is here, from 0 (as if at random) to 100 (the ideal).

        It is below 0 where a timetable is worse than a random one. It is None where
        ideal or baseline are not known, or where placements make no difference.
        """
        if self.ideal is None or self.baseline is None:
            return None
        width = self.baseline - self.ideal.bound
        if width <= 0:
            return None
        return 100 * (self.baseline - self.amounts[index]) / width


@dataclass(frozen=True)
class Comparison:
    """Timetables of one conference, compared.

    Attributes:
        problem: The conference, which all of them are scored by.
        contenders: The timetables, in the order given.
        criteria: Every constraint, in the order of score cards.
        bounds: The proven bound of each priority; empty where none is known.
        talks: The talks that the timetables share, and are compared by.
        notes: What is left out of the comparison and why, in sentences.
    """

    problem: Problem
    contenders: tuple[Contender, ...]
    criteria: tuple[Criterion, ...]
    bounds: Mapping[int, int]
    talks: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the timetables."""
        return tuple(contender.name for contender in self.contenders)

    @property
    def soft(self) -> tuple[Criterion, ...]:
        """The criteria that are a matter of more or less."""
        return tuple(c for c in self.criteria if c.level != "hard")

    def distances(self, kinds: Sequence[Kind] = KINDS) -> tuple[tuple[float, ...], ...]:
        """The share of talks that differ, for each pair of timetables."""
        return tuple(
            tuple(
                float(
                    distance(self.problem, a.timetable, b.timetable, kinds, self.talks)
                )
                for b in self.contenders
            )
            for a in self.contenders
        )

    def differing(self) -> tuple[str, ...]:
        """The talks that are not in the same place everywhere, in the file's order."""
        first, *others = (contender.timetable for contender in self.contenders)
        found: set[str] = set()
        for other in others:
            found.update(differing(self.problem, first, other, talks=self.talks))
        return tuple(talk for talk in self.talks if talk in found)


def criteria_of(scores: Sequence[Score], known: Known) -> tuple[Criterion, ...]:
    """Put the scores of the same constraints side by side."""
    return tuple(
        Criterion(
            name=first.name,
            level=first.level,
            weight=first.weight,
            unit=first.unit,
            amounts=tuple(score.constraints[index].amount for score in scores),
            ideal=known.ideals.get(first.name),
            random=known.random.get(first.name, ()),
        )
        for index, first in enumerate(scores[0].constraints)
    )
