"""A room keeps to one track in a session."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.composites import Holds
from timetabler.constraints.demands import AtMost, Demand, Never
from timetabler.constraints.questions import Question, in_room, starting
from timetabler.problem.problem import Problem, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SessionTrack(Constraint):
    """A room holds one track in a session, and only its own where it is limited.

    Counts, for every session and room, the tracks beyond the first among the talks
    that start there; where `rooms` of the session limits the room to a track, it
    counts the talks of others instead.
    """

    key: ClassVar[str] = "session-track"
    unit: ClassVar[str] = "tracks or talks"

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow at most one track a room and session, or forbid talks of others."""
        tracks = _tracks(problem)
        for session, room in product(problem.sessions.values(), problem.rooms):
            about = (session.id, room)
            if room in session.rooms:
                for talk in problem.talks.values():
                    if talk.track != session.rooms[room]:
                        yield Never(_here(talk.id, room, session.window), about)
            elif len(tracks) > 1:
                present = tuple(
                    Holds(tuple(talks), room, session.window)
                    for talks in tracks.values()
                )
                yield AtMost(1, present, about)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the tracks that start talks in each room and session."""
        for session, room in product(problem.sessions.values(), problem.rooms):
            here = [
                problem.talks[p.talk]
                for p in timetable.in_room(room)
                if session.window.start <= p.start < session.window.end
            ]
            about = (session.id, room)
            if room in session.rooms:
                for talk in here:
                    if talk.track != session.rooms[room]:
                        text = f"{talk.id} is in {room} in {session.id}, "
                        text += f"which is kept for {session.rooms[room]}"
                        yield Finding(about, 1, text)
                continue
            tracks = sorted({talk.track for talk in here if talk.track})
            if len(tracks) > 1:
                text = f"{room} mixes {' and '.join(tracks)} in {session.id}"
                yield Finding(about, len(tracks) - 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the session, the room and the track."""
        only = problem.sessions[about[0]].rooms.get(about[1], "one track only")
        return f"{about[1]} holds {only} in {about[0]}"


def _tracks(problem: Problem) -> dict[str, list[str]]:
    tracks: dict[str, list[str]] = {}
    for talk in problem.talks.values():
        if talk.track:
            tracks.setdefault(talk.track, []).append(talk.id)
    return tracks


def _here(talk: str, room: str, window: Window) -> tuple[Question, Question]:
    return in_room(talk, room), starting(talk, window)
