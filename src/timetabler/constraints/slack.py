"""Some rooms stay free, for what nobody has planned."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.questions import All, Question, Some, StartsIn, in_room
from timetabler.constraints.selectors import Rooms, rooms_in
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable

Place = tuple[str, Window]


class Slack(Constraint):
    """Rooms stay free: so many in every slot, in every session, or on every day.

    A room is free in a slot (a permitted start of the conference) if no talk is going
    on in it then, in a session if none is going on at any time of it; a day is counted
    in slots, or in sessions where there are no slots. Counts the free ones that are
    missing, of those in which the room is open all the time. Source: spare slots as
    unconferences and large conferences keep them.
    """

    key: ClassVar[str] = "slack"
    unit: ClassVar[str] = "free rooms"
    level: Level = "off"

    free: Annotated[int, Field(ge=1)] = 1
    """How many stay free (never more than there are)."""
    per: Literal["slot", "session", "day"] = "session"
    """Whether so many are free in each `slot`, each `session` or each `day`."""
    rooms: Rooms = None
    """The rooms it is about; all if left out."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Leave so many places unused."""
        for about, places in self._groups(problem).items():
            used = tuple(_used(problem, place) for place in places)
            yield AtMost(max(0, len(places) - self.free), used, about)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Count the places without a talk."""
        for about, places in self._groups(problem).items():
            free = [
                room
                for room, window in places
                if not any(
                    window.meets(p.start, timetable.end(problem, p.talk))
                    for p in timetable.in_room(room)
                )
            ]
            missing = min(self.free, len(places)) - len(free)
            if missing > 0:
                text = f"{about[0]} has {len(free)} rooms free, {missing} too few"
                yield Finding(about, missing, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the time and the number."""
        return f"{about[0]} has {self.free} rooms free"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find out whether there are slots, or sessions, to count."""
        if self.per == "slot" and problem.slots is None:
            yield Mistake(("per",), "the conference has no `slots`; count by session")
        if self.per != "slot" and problem.slots is None and not problem.sessions:
            yield Mistake(("per",), "there are no sessions in the file to count")

    def _groups(self, problem: Problem) -> dict[About, list[Place]]:
        """The places that could be free, by what they are counted in."""
        found: dict[About, list[Place]] = {}
        for name, window in self._spans(problem):
            day = problem.day_at(window.start).id
            about = (day,) if self.per == "day" else (name,)
            for room in rooms_in(problem, self.rooms):
                if _open(problem, room, window):
                    found.setdefault(about, []).append((room, window))
        return found

    def _spans(self, problem: Problem) -> list[tuple[str, Window]]:
        if self.per != "session" and problem.slots is not None:
            return [(problem.at(at), Window(at, at + 1)) for at in problem.slots]
        return [(s.id, s.window) for s in problem.sessions.values()]


def _open(problem: Problem, room: str, window: Window) -> bool:
    hours = problem.rooms[room].open
    pauses = (w for b in problem.breaks.values() if room in b.rooms for w in b.windows)
    inside = any(span.holds(window.start, window.end) for span in hours)
    return inside and not any(w.meets(window.start, window.end) for w in pauses)


def _used(problem: Problem, place: Place) -> Question:
    room, window = place
    return Some(
        tuple(
            All(
                (
                    in_room(talk.id, room),
                    StartsIn(
                        talk.id, ((window.start - talk.minutes + 1, window.end - 1),)
                    ),
                )
            )
            for talk in problem.talks.values()
        )
    )
