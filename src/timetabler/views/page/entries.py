"""What the page says of each talk: facts, marks, and what runs around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from timetabler.problem.problem import Pin, Problem, Talk
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.views.page.names import clock, count

SOON = 30  # minutes: who leaves a talk looks this far ahead
# The page finds these two by itself and says them in better words.
_OWN_WORDS = {"room-clash", "speaker-clash"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be seen at a talk: a symbol's name, a short text, a long one."""

    symbol: str
    short: str
    long: str


@dataclass(frozen=True)
class Book:
    """A timetable opened at its talks: who is beside and behind whom."""

    problem: Problem
    timetable: Timetable
    score: Score | None

    @cached_property
    def by_day(self) -> dict[str, list[Placement]]:
        """The placements of each day, in order of time, then of rooms."""
        order = {room: index for index, room in enumerate(self.problem.rooms)}
        days: dict[str, list[Placement]] = {day: [] for day in self.problem.days}
        for placement in self.timetable:
            days[self.problem.day_at(placement.start).id].append(placement)
        for placements in days.values():
            placements.sort(key=lambda p: (p.start, order[p.room], p.talk))
        return days

    @cached_property
    def conflicts(self) -> dict[str, list[str]]:
        """For each talk in a conflict, the conflicts in words."""
        found: dict[str, list[str]] = {}
        for talk, text in (*self._clashes(), *self._hard_findings()):
            texts = found.setdefault(talk, [])
            if text not in texts:
                texts.append(text)
        return found

    def talk(self, placement: Placement) -> Talk:
        """The talk of a placement."""
        return self.problem.talks[placement.talk]

    def end(self, placement: Placement) -> int:
        """When a placement ends, in minutes."""
        return placement.start + self.talk(placement).minutes

    def day_of(self, placement: Placement) -> list[Placement]:
        """The placements of the same day."""
        return self.by_day[self.problem.day_at(placement.start).id]

    def parallel(self, placement: Placement) -> list[Placement]:
        """The other talks that share a minute with this one."""
        end = self.end(placement)
        return [
            other
            for other in self.day_of(placement)
            if other.start < end
            and placement.start < self.end(other)
            and other.talk != placement.talk
        ]

    def running(self, day: str, minute: int) -> list[Placement]:
        """The talks of the day that are on in a minute."""
        return [p for p in self.by_day[day] if p.start <= minute < self.end(p)]

    def following(self, placement: Placement) -> Placement | None:
        """The next talk in the same room on the same day."""
        end = self.end(placement)
        later = (
            other
            for other in self.day_of(placement)
            if other.room == placement.room and other.start >= end
        )
        return next(later, None)

    def starting(self, day: str, end: int) -> list[Placement]:
        """The talks of the day that start at a moment or soon after it."""
        return [p for p in self.by_day[day] if end <= p.start <= end + SOON]

    def marks(self, talk: Talk) -> Iterator[Mark]:
        """What is to be seen at a talk: pinned, over capacity, in conflict."""
        if talk.pin != Pin():
            yield Mark("pin", "pinned", f"Pinned: {self._pinned(talk.pin)}.")
        placement = self.timetable.placements.get(talk.id)
        seats = self.problem.rooms[placement.room].seats if placement else None
        if seats is not None and talk.audience is not None and talk.audience > seats:
            over = talk.audience - seats
            short = f"{over} without a seat"
            long = f"{talk.audience} people are expected, the room has"
            yield Mark("over", short, f"{long} {count(seats, 'seat')}.")
        if texts := self.conflicts.get(talk.id):
            yield Mark("clash", "conflict", f"Conflict: {'; '.join(texts)}.")

    def _pinned(self, pin: Pin) -> str:
        parts = []
        if pin.day is not None:
            parts.append(self.problem.days[pin.day].title)
        if pin.starts is not None:
            times = dict.fromkeys(clock(self.problem, s) for s in pin.starts)
            parts.append(" or ".join(times))
        if pin.room is not None:
            parts.append(self.problem.rooms[pin.room].title)
        return ", ".join(parts)

    def _clashes(self) -> Iterator[tuple[str, str]]:
        for placement in self.timetable:
            talk = self.talk(placement)
            for other in self.parallel(placement):
                title = f"“{self.talk(other).title}”"
                if other.room == placement.room:
                    yield talk.id, f"the room also holds {title} then"
                for speaker in talk.speakers:
                    if speaker in self.talk(other).speakers:
                        name = self.problem.speakers[speaker].name
                        yield talk.id, f"{name} also gives {title} then"

    def _hard_findings(self) -> Iterator[tuple[str, str]]:
        for constraint in self.score.constraints if self.score else ():
            if constraint.level != "hard" or constraint.name in _OWN_WORDS:
                continue
            for finding in constraint.findings:
                for talk in self.talks_about(finding.about):
                    yield talk.id, finding.text.rstrip(".")

    def talks_about(self, about: tuple[str, ...]) -> list[Talk]:
        """The talks among the ids a finding is about.

        An id that also names somebody or something else is not taken for a talk.
        """
        problem = self.problem
        others = (problem.speakers, problem.rooms, problem.tracks, problem.themes)
        return [
            problem.talks[id]
            for id in dict.fromkeys(about)
            if id in problem.talks and not any(id in known for known in others)
        ]
