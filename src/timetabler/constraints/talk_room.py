"""Talks are in rooms they may be in."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import InRoom
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class TalkRoom(Constraint):
    """A talk is in one of its rooms, and in one of its track's.

    Counts the talks in rooms that their own `rooms` leave out, and those in rooms
    that their track's leave out.
    """

    key: ClassVar[str] = "talk-room"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid the other rooms."""
        every = frozenset(problem.rooms)
        for talk in problem.talks.values():
            if talk.rooms is not None:
                yield Never((InRoom(talk.id, every - talk.rooms),), (talk.id,))
            track = problem.tracks[talk.track] if talk.track else None
            if track and track.rooms is not None:
                other = InRoom(talk.id, every - track.rooms)
                yield Never((other,), (track.id, talk.id))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look each room up among those allowed."""
        for placement in timetable:
            talk, room = problem.talks[placement.talk], placement.room
            if talk.rooms is not None and room not in talk.rooms:
                text = f"{talk.id} is in {room}, which is not among its rooms"
                yield Finding((talk.id,), 1, text)
            track = problem.tracks[talk.track] if talk.track else None
            if track and track.rooms is not None and room not in track.rooms:
                text = f"{talk.id} is in {room}, which is no room of track {track.id}"
                yield Finding((track.id, talk.id), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk and the rooms."""
        own = len(about) == 1
        owner = problem.talks[about[0]] if own else problem.tracks[about[0]]
        rooms = " or ".join(sorted(owner.rooms or ())) or "no room"
        return f"{about[-1]} has to be in {rooms}{'' if own else f', as {about[0]} is'}"
