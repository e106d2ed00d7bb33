"""Popular talks are in the larger rooms."""

from collections.abc import Iterator
from itertools import permutations
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Smaller
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.pairs import Each, minutes_of_both
from timetabler.constraints.people import Wants, number_wanting, wants_mistakes
from timetabler.constraints.questions import Close
from timetabler.constraints.sums import Always, Meet, Pairs, Sums, rooms_that
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem, Room
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class PopularRooms(Constraint):
    """Of talks in parallel, the more popular one is in the larger room.

    Counts the pairs of talks that overlap of which the more popular one has the room
    with fewer seats. Popular is what more `people` want, or without those what expects
    the larger `audience`. With `anytime`, pairs count whenever they take place. Source:
    popular talks of OptaPlanner's conference scheduling (anytime).
    """

    key: ClassVar[str] = "popular-rooms"
    unit: ClassVar[str] = "pairs of talks"
    files: ClassVar[tuple[str, ...]] = ("people",)
    level: Level = "off"

    people: Wants
    """The talks that people want, as in `wishes`; left out: the talks' `audience`."""
    anytime: bool = False
    """Whether pairs that do not overlap count as well."""
    each: Each = "pair"
    """What each pair counts: 1 (`pair`), or the `minutes` of both talks."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid the more popular of two the smaller room."""
        ranks = _ranks(problem)
        for pair, worth in self._pairs(problem):
            at_once = () if self.anytime else (Close(*pair),)
            yield Never((Smaller(*pair, ranks), *at_once), pair, worth)

    def sums(self, problem: Problem) -> Sums:
        """Charge each pair in the wrong rooms."""
        pairs = tuple((*pair, worth) for pair, worth in self._pairs(problem))
        smaller = rooms_that(problem, _smaller)
        return (Pairs(Always() if self.anytime else Meet(), pairs, smaller),)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Compare the rooms of each pair."""
        for (more, fewer), worth in self._pairs(problem):
            if more not in timetable or fewer not in timetable:
                continue
            here, there = timetable[more], timetable[fewer]
            small, large = (problem.rooms[p.room].seats for p in (here, there))
            starts = max(here.start, there.start)
            ends = min(timetable.end(problem, more), timetable.end(problem, fewer))
            if small is None or large is None or small >= large:
                continue
            if self.anytime or starts < ends:
                text = f"{more} is more popular than {fewer}, but {here.room} "
                text += f"has {small} seats and {there.room} {large}"
                yield Finding((more, fewer), worth, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talks."""
        return f"{about[0]} has no smaller room than {about[1]}"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find wanted talks that are not known."""
        yield from wants_mistakes(problem, self.people, ("people",))

    @property
    def counted(self) -> str:
        """What is counted."""
        return "minutes of talks" if self.each == "minutes" else "pairs of talks"

    def _pairs(self, problem: Problem) -> Iterator[tuple[tuple[str, str], int]]:
        """Yield the pairs, the more popular talk first, and what each counts."""
        wanted = number_wanting(self.people)
        popular = {
            talk.id: wanted.get(talk.id, 0) if self.people else talk.audience
            for talk in problem.talks.values()
        }
        for one, other in permutations(problem.talks, 2):
            more, fewer = popular[one], popular[other]
            if more is not None and fewer is not None and more > fewer:
                both = (one, other)
                each = minutes_of_both(problem, both) if self.each == "minutes" else 1
                yield both, each


def _ranks(problem: Problem) -> tuple[frozenset[str], ...]:
    """The rooms by their seats, fewest first; rooms of unknown seats are left out."""
    by_seats: dict[int, set[str]] = {}
    for room in problem.rooms.values():
        if room.seats is not None:
            by_seats.setdefault(room.seats, set()).add(room.id)
    return tuple(frozenset(by_seats[seats]) for seats in sorted(by_seats))


def _smaller(one: Room, other: Room) -> bool:
    known = one.seats is not None and other.seats is not None
    return known and (one.seats or 0) < (other.seats or 0)
