"""People in the audience can hear what they want to hear."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from timetabler.constraints.attendance import Goer, Wanted, lost
from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never, NoMore
from timetabler.constraints.listeners import Audience, Listener, unmet
from timetabler.constraints.people import Wants, wants_mistakes
from timetabler.constraints.questions import Close, Scheduled
from timetabler.problem.fields import Ids
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem, Room, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Wishes(Constraint):
    """People can hear the talks they want to hear.

    Counts the wishes that can not be met, by weight, when everybody chooses at best:
    a person hears at most one talk at a time and all of it; with `seats`, a room holds
    no more people than it has seats, and they are shared out at best. Talks that are
    left out can not be heard. With `duties`, speakers want to hear talks as well, and
    can not while they give their own. With `normalise`, each person's wishes together
    count 100, so that 30 wishes of one do not outweigh 3 each of ten others. Source:
    attendee preferences of AK-plan and of preference-based conference scheduling.
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
    duties: bool = False
    """Whether people who are `speakers` too hear nothing else during their own talks
    and nothing while they are not there (`available`, `busy`), and whether speakers
    take seats in their own talks. To want one's own talk then counts nothing."""
    rooms: dict[str, Ids] = {}
    """The rooms that a person can be in, where not all: `{p1: [hall, h2]}`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Let everybody choose at best."""
        audience = self.audience(problem)
        if self.seats:
            if audience.listeners:
                yield NoMore(((1, unmet(problem, audience)),), (self.label,))
            return
        for listener in audience.listeners:
            about, wanted = (listener.person,), listener.wanted
            if len(wanted) > 2 or not listener.free:  # noqa: PLR2004
                alone = Audience((listener,), {})
                yield NoMore(((1, unmet(problem, alone)),), about)
                continue
            # Of two wishes, the smaller one is lost if they overlap.
            for talk, weight in wanted.items():
                yield Never((~Scheduled(talk),), about, weight)
            for one, other in combinations(wanted, 2):
                yield Never((Close(one, other),), about, min(wanted.values()))

    def audience(self, problem: Problem) -> Audience:
        """Tell who wants to hear what, and where seats are scarce."""
        people = self._people(problem)
        found = (self._listener(problem, *item) for item in people.items())
        listeners = tuple(listener for listener in found if listener.wanted)
        seats: dict[str, dict[str, int]] = {}
        for talk, number in Counter(t for p in listeners for t in p.wanted).items():
            here = {r.id: self._left(problem, talk, r) for r in problem.rooms.values()}
            scarce = {r: n for r, n in here.items() if n is not None and n < number}
            if scarce and self.seats:
                seats[talk] = scarce
        return Audience(listeners, seats)

    def _listener(
        self, problem: Problem, person: str, wanted: dict[str, int]
    ) -> Listener:
        rooms = frozenset(self.rooms[person]) if person in self.rooms else None
        speaker = problem.speakers.get(person) if self.duties else None
        if speaker is None:
            return Listener(person, wanted, rooms=rooms)
        own = tuple(talk.id for talk in problem.talks_of(person))
        others = {talk: weight for talk, weight in wanted.items() if talk not in own}
        there, away = speaker.available, speaker.busy
        return Listener(person, others, own, there, away, rooms)

    def _left(self, problem: Problem, talk: str, room: Room) -> int | None:
        taken = len(problem.talks[talk].speakers) if self.duties else 0
        return None if room.seats is None else max(0, room.seats - taken)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Find what each person can hear at best."""
        people = self._people(problem)
        goers = [self._goer(problem, timetable, *item) for item in people.items()]
        if self.seats:
            seats: dict[str, int] = {}
            for placement in timetable:
                number = problem.rooms[placement.room].seats
                if number is not None:
                    speakers = problem.talks[placement.talk].speakers
                    sitting = len(speakers) if self.duties else 0
                    seats[placement.talk] = max(0, number - sitting)
            amount = lost(goers, seats)
            if amount:
                text = f"wishes worth {amount} can not be met with the seats there are"
                yield Finding((self.label,), amount, text)
            return
        for goer in goers:
            amount = lost([goer], {})
            if amount:
                yield Finding((goer.person,), amount, f"{goer.person} misses {amount}")

    def _goer(
        self,
        problem: Problem,
        timetable: Timetable,
        person: str,
        wanted: dict[str, int],
    ) -> Goer:
        """What a person wants and could hear, and what they miss anyhow."""
        able: list[Wanted] = []
        missed = 0
        speaker = problem.speakers.get(person) if self.duties else None
        for talk, weight in wanted.items():
            if speaker and person in problem.talks[talk].speakers:
                continue
            if talk in timetable and self._can(problem, timetable, person, talk):
                start, end = timetable[talk].start, timetable.end(problem, talk)
                able.append((start, end, talk, weight))
            else:
                missed += weight
        return Goer(person, tuple(able), missed)

    def _can(
        self, problem: Problem, timetable: Timetable, person: str, talk: str
    ) -> bool:
        start, end = timetable[talk].start, timetable.end(problem, talk)
        if person in self.rooms and timetable[talk].room not in self.rooms[person]:
            return False
        if not self.duties or person not in problem.speakers:
            return True
        speaker = problem.speakers[person]
        times = [
            Window(placement.start, timetable.end(problem, placement.talk))
            for placement in timetable
            if person in problem.talks[placement.talk].speakers
        ]
        there = speaker.available
        if there is not None and not any(w.holds(start, end) for w in there):
            return False
        return not any(w.meets(start, end) for w in (*times, *speaker.busy))

    def law(self, problem: Problem, about: About) -> str:
        """Name the person."""
        who = "everybody" if self.seats else about[0]
        return f"{who} can hear what they want to hear"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find wanted talks, and rooms, that are not known."""
        yield from wants_mistakes(problem, self.people, ("people",))
        for person, rooms in self.rooms.items():
            for index, room in enumerate(rooms):
                if room not in problem.rooms:
                    why = unknown("room", room, problem.rooms)
                    yield Mistake(("rooms", person, index), why)

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
