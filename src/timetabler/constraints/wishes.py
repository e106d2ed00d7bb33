"""People in the audience can hear what they want to hear."""

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from timetabler.constraints.attendance import Goer, lost
from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never, NoMore
from timetabler.constraints.people import Wants, wants_mistakes
from timetabler.constraints.questions import (
    Close,
    InRoom,
    Limit,
    Need,
    Question,
    Scheduled,
    Unmet,
)
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Wishes(Constraint):
    """People can hear the talks they want to hear.

    Counts the wishes that can not be met, by weight, when everybody chooses at best:
    a person hears at most one talk at a time and all of it; with `seats`, a room holds
    no more people than it has seats, and they are shared out at best. Talks that are
    left out can not be heard. With `normalise`, each person's wishes together count
    100, so that 30 wishes of one do not outweigh 3 each of ten others. Source: attendee
    preferences of AK-plan and of preference-based conference scheduling.
    """

    key: ClassVar[str] = "wishes"
    unit: ClassVar[str] = "wishes"
    files: ClassVar[tuple[str, ...]] = ("people",)
    level: Level = "off"

    people: Wants
    """The talks that people want, by person: `{p1: [t1, t2], p2: {t1: 3}}` (with
    weights), or a CSV file beside the problem file with columns `person`, `talk` and,
    if wanted, `weight`."""
    normalise: bool = False
    """Whether everybody's wishes together count the same."""
    seats: bool = False
    """Whether the seats of rooms limit how many can hear a talk."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Let everybody choose at best."""
        people = self._people(problem)
        if self.seats:
            if people:
                yield self._all_at_once(problem, people)
            return
        for person, wanted in people.items():
            if len(wanted) > 2:  # noqa: PLR2004
                yield NoMore(((1, _unmet({person: wanted})),), (person,))
                continue
            # Of two wishes, the smaller one is lost if they overlap.
            for talk, weight in wanted.items():
                yield Never((~Scheduled(talk),), (person,), weight)
            for one, other in combinations(wanted, 2):
                least = min(wanted[one], wanted[other])
                yield Never((Close(one, other),), (person,), least)

    def _all_at_once(
        self, problem: Problem, people: dict[str, dict[str, int]]
    ) -> Demand:
        unmet = _unmet(people)
        who = [talk for wanted in people.values() for talk in wanted]
        full = []
        for talk in dict.fromkeys(who):
            ways = tuple(index for index, other in enumerate(who) if other == talk)
            for room in problem.rooms.values():
                if room.seats is not None and room.seats < len(ways):
                    here = InRoom(talk, frozenset((room.id,)))
                    full.append(Limit(room.seats, ways, here))
        whole = Unmet(unmet.needs, unmet.ways, (*unmet.limits, *full))
        return NoMore(((1, whole),), (self.label,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Find what each person can hear at best."""
        people = self._people(problem)
        goers = [
            Goer(
                person,
                tuple(
                    (timetable[talk].start, timetable.end(problem, talk), talk, weight)
                    for talk, weight in wanted.items()
                    if talk in timetable
                ),
                sum(weight for talk, weight in wanted.items() if talk not in timetable),
            )
            for person, wanted in people.items()
        ]
        if self.seats:
            seats = {p.talk: problem.rooms[p.room].seats for p in timetable}
            amount = lost(goers, {t: s for t, s in seats.items() if s is not None})
            if amount:
                text = f"wishes worth {amount} can not be met with the seats there are"
                yield Finding((self.label,), amount, text)
            return
        for goer in goers:
            amount = lost([goer], {})
            if amount:
                yield Finding((goer.person,), amount, f"{goer.person} misses {amount}")

    def law(self, problem: Problem, about: About) -> str:
        """Name the person."""
        who = "everybody" if self.seats else about[0]
        return f"{who} can hear what they want to hear"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find wanted talks that are not known."""
        yield from wants_mistakes(problem, self.people, ("people",))

    @property
    def counted(self) -> str:
        """What is counted."""
        return "hundredths of a person's wishes" if self.normalise else self.unit

    def _people(self, problem: Problem) -> dict[str, dict[str, int]]:
        """What everybody wants of the talks there are, as it is weighed."""
        found = {}
        for person, wanted in self.people.items():
            total = sum(wanted.values())
            weighed = {
                talk: max(1, round(100 * weight / total)) if self.normalise else weight
                for talk, weight in wanted.items()
                if talk in problem.talks
            }
            if weighed:
                found[person] = weighed
        return found


def _unmet(people: dict[str, dict[str, int]]) -> Unmet:
    """Everybody's wishes: each is met in one way, and no two that overlap."""
    needs, ways, limits = [], list[Question](), []
    for wanted in people.values():
        first = len(ways)
        for index, (talk, weight) in enumerate(wanted.items()):
            needs.append(Need(weight, (first + index,)))
            ways.append(Scheduled(talk))
        for (i, one), (j, other) in combinations(enumerate(wanted, first), 2):
            limits.append(Limit(1, (i, j), Close(one, other)))
    return Unmet(tuple(needs), tuple(ways), tuple(limits))
