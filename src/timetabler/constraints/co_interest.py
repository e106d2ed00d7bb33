"""Few people have to choose between two talks that they want."""

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand
from timetabler.constraints.interest import discoveries, tail, together
from timetabler.constraints.pairs import (
    PairCount,
    apart,
    in_parallel,
    pair_mistakes,
    parallel,
    told,
)
from timetabler.constraints.people import Wants, number_wanting, wants_mistakes
from timetabler.constraints.sums import Sums
from timetabler.problem.fields import People
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class CoInterest(Constraint):
    """Few people have to choose between two talks in parallel.

    Adds up, for every two talks that overlap, the people who want both: those given in
    `pairs`, those of `people` who want the two, and `same_track` for talks of one
    track. With `count: minutes` they count for every minute, with `count: sessions`
    where the two start in one session in different rooms. Of `people`, pairs that too
    few want (`least`), that are wanted together too little more than independent wishes
    would have it (`lift`), or that may be chance (`false_rate`) are passed over.
    Source: attendee conflicts of CoSPLib; co-interest clustering of PyData schedulers.
    """

    key: ClassVar[str] = "co-interest"
    unit: ClassVar[str] = "people who must choose"
    files: ClassVar[tuple[str, ...]] = ("people",)
    level: Level = "off"

    people: Wants
    """The talks that people want, as in `wishes`: a map, or a CSV file."""
    pairs: Annotated[dict[str, People], Field(default_factory=dict)]
    """How many want both of two talks: `{keynote tutorial: 30}`."""
    same_track: People = 0
    """How many want both of any two talks of one track."""
    least: Annotated[int, Field(ge=1)] = 1
    """Pairs that fewer of `people` want are passed over."""
    lift: Annotated[float, Field(ge=0)] = 0.0
    """Pairs wanted together less than so many times as often as independent wishes
    would have it are passed over."""
    false_rate: Annotated[float, Field(gt=0, le=1)] = 1.0
    """How much of the pairs kept may be chance (hypergeometric test, rate of false
    discoveries after Benjamini and Hochberg); 1 keeps all."""
    count: PairCount = "pairs"
    """What people count for: `pairs`, `minutes`, `slots` or `sessions`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge each pair at its people."""
        for pair, number in self.weights(problem).items():
            yield from apart(problem, pair, self.count, pair, number)

    def sums(self, problem: Problem) -> Sums:
        """Charge each pair at its people."""
        pairs = ((*pair, number) for pair, number in self.weights(problem).items())
        return in_parallel(problem, pairs, self.count)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the times of each pair."""
        for pair, number in self.weights(problem).items():
            amount = parallel(problem, timetable, pair, self.count)
            if amount:
                text = f"{told(problem, timetable, pair)}; {number} want both"
                yield Finding(pair, number * amount, text)

    def weights(self, problem: Problem) -> dict[tuple[str, str], int]:
        """How many people want both talks, by pairs that count."""
        found = {pair: n for pair, n in self._wanted().items() if _known(problem, pair)}
        for text, number in self.pairs.items():
            one, other = text.split()
            pair = (min(one, other), max(one, other))
            if _known(problem, pair):
                found[pair] = found.get(pair, 0) + number
        for a, b in combinations(problem.talks.values(), 2):
            if self.same_track and a.track and a.track == b.track:
                pair = (min(a.id, b.id), max(a.id, b.id))
                found[pair] = found.get(pair, 0) + self.same_track
        return {pair: number for pair, number in sorted(found.items()) if number}

    def _wanted(self) -> dict[tuple[str, str], int]:
        """The pairs that people want, without those that are passed over."""
        both, single = together(self.people), number_wanting(self.people)
        number = len(self.people)
        kept = set(both)
        if self.false_rate < 1:
            chances = {
                (a, b): tail(number, single[a], single[b], n)
                for (a, b), n in both.items()
            }
            tests = len(single) * (len(single) - 1) // 2
            kept = discoveries(chances, tests, self.false_rate)
        return {
            (a, b): n
            for (a, b), n in both.items()
            if (a, b) in kept
            and n >= self.least
            and n * number >= self.lift * single[a] * single[b]
        }

    def law(self, problem: Problem, about: About) -> str:
        """Name the talks."""
        return f"{about[0]} and {about[1]} are not in parallel, as people want both"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find talks that are not known."""
        yield from wants_mistakes(problem, self.people, ("people",))
        example = "keynote tutorial"
        yield from pair_mistakes(self.pairs, "talk", problem.talks, example)

    @property
    def counted(self) -> str:
        """What is counted."""
        minutes = "minutes of people who must choose"
        return minutes if self.count == "minutes" else self.unit


def _known(problem: Problem, pair: tuple[str, str]) -> bool:
    return pair[0] in problem.talks and pair[1] in problem.talks
