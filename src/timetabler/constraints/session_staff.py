"""Every session in use has somebody from a pool to look after it."""

from collections.abc import Iterator
from itertools import product
from typing import Annotated, ClassVar

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, NoMore
from timetabler.constraints.flow import SINK, SOURCE, Edge, Flow
from timetabler.constraints.quantities import Limit, Need, Unmet
from timetabler.constraints.questions import (
    All,
    Question,
    Some,
    in_room,
    meeting,
    starting,
)
from timetabler.constraints.selectors import Rooms, Speakers, rooms_in, speakers_in
from timetabler.problem.problem import Problem, Session
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SessionStaff(Constraint):
    """Somebody from a pool is there for all of every session in use.

    Counts the rooms with talks in a session for which nobody is left, when people are
    shared out at best: one room a session each, `most` sessions in all, only where they
    are available for the whole session and give no talk at that time. Who looks after
    what is `staff`. Source: chairs as CoSPLib and large conferences assign them.
    """

    key: ClassVar[str] = "session-staff"
    unit: ClassVar[str] = "rooms without staff"
    level: Level = "off"

    pool: Speakers = []
    """Who can do it (people listed among the speakers)."""
    rooms: Rooms = None
    """The rooms it is about; all if left out."""
    most: Annotated[int, Field(ge=1)] | None = None
    """Most sessions for one person; left out: no limit."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Ask for somebody in each room and session in use."""
        needs, ways, who = [], list[Question](), list[tuple[str, str]]()
        able = {s: self._able(problem, s) for s in problem.sessions}
        for session, room in self._places(problem):
            here = tuple(
                All((in_room(talk, room), starting(talk, session.window)))
                for talk in problem.talks
            )
            first = len(ways)
            for person in able[session.id]:
                ways.append(~_speaking(problem, person, session))
                who.append((person, session.id))
            needs.append(Need(1, tuple(range(first, len(ways))), Some(here)))
        limits = [Limit(1, _at(who, pair)) for pair in dict.fromkeys(who)]
        for person in dict.fromkeys(person for person, _ in who):
            if self.most is not None:
                mine = tuple(i for i, pair in enumerate(who) if pair[0] == person)
                limits.append(Limit(self.most, mine))
        unmet = Unmet(tuple(needs), tuple(ways), tuple(limits))
        if needs:
            yield NoMore(((1, unmet),), (self.label,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Share the people out, and count the rooms that get nobody."""
        without = [
            k for k, person in self.staff(problem, timetable).items() if not person
        ]
        if without:
            where = ", ".join(f"{room} in {session}" for session, room in without)
            text = f"there is nobody left for {where}"
            yield Finding((self.label,), len(without), text)

    def staff(
        self, problem: Problem, timetable: Timetable
    ) -> dict[tuple[str, str], str | None]:
        """Say who looks after each session and room in use; None for nobody."""
        used = [
            (session.id, room)
            for session, room in self._places(problem)
            if any(
                session.window.start <= placement.start < session.window.end
                for placement in timetable.in_room(room)
            )
        ]
        edges: list[Edge] = []
        free: dict[str, list[str]] = {}
        for id, session in problem.sessions.items():
            free[id] = [
                person
                for person in self._able(problem, id)
                if not any(
                    session.window.meets(
                        timetable[t.id].start, timetable.end(problem, t.id)
                    )
                    for t in problem.talks_of(person)
                    if t.id in timetable
                )
            ]
        for place in used:
            edges.append((SOURCE, place, 1, 1))
            edges += [(place, (p, place[0]), 1, 0) for p in free[place[0]]]
        for id, people in free.items():
            edges += [((person, id), ("person", person), 1, 0) for person in people]
        most = len(problem.sessions) if self.most is None else self.most
        everybody = dict.fromkeys(p for people in free.values() for p in people)
        edges += [(("person", person), SINK, most, 0) for person in everybody]
        flow = Flow(edges)
        return {
            place: next(
                (p for p in free[place[0]] if flow.through(place, (p, place[0]))), None
            )
            for place in used
        }

    def law(self, problem: Problem, about: About) -> str:
        """Say it of all."""
        return "every session in use has somebody to look after it"

    def _places(self, problem: Problem) -> list[tuple[Session, str]]:
        rooms = rooms_in(problem, self.rooms)
        return list(product(problem.sessions.values(), rooms))

    def _able(self, problem: Problem, session: str) -> list[str]:
        """List those of the pool who are there for the whole of a session."""
        window, found = problem.sessions[session].window, []
        for id in speakers_in(problem, self.pool):
            person = problem.speakers[id]
            there = person.available is None or any(
                w.holds(window.start, window.end) for w in person.available
            )
            if there and not any(
                w.meets(window.start, window.end) for w in person.busy
            ):
                found.append(id)
        return found


def _speaking(problem: Problem, person: str, session: Session) -> Question:
    talks = problem.talks_of(person)
    return Some(tuple(meeting(t.id, [session.window], t.minutes) for t in talks))


def _at(who: list[tuple[str, str]], pair: tuple[str, str]) -> tuple[int, ...]:
    return tuple(index for index, other in enumerate(who) if other == pair)
