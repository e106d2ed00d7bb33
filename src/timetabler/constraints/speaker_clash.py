"""A speaker is in one place at a time."""

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Disjoint, Never, Use
from timetabler.constraints.questions import Close, InRoom
from timetabler.constraints.sums import Meet, Pairs, Sums, Where, rooms_that
from timetabler.problem.problem import Problem, Talk
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SpeakerClash(Constraint):
    """A speaker is in one place at a time, with time to rest and to walk.

    Counts pairs of talks of one speaker that overlap, or that leave less time between
    them than the speaker's `rest` or the walk between their buildings takes
    (`conference.walking`, `conference.walks`), whichever is longer.
    """

    key: ClassVar[str] = "speaker-clash"
    unit: ClassVar[str] = "pairs of talks"

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Keep a speaker's talks apart by the rest, then by each walk."""
        for speaker in problem.speakers.values():
            talks = problem.talks_of(speaker.id)
            if len(talks) < 2:  # noqa: PLR2004
                continue
            about = (speaker.id,)
            uses = tuple(Use(talk.id, after=speaker.rest) for talk in talks)
            yield Disjoint(uses, about)
            for one, other in combinations(talks, 2):
                yield from self._walks(problem, one, other, speaker.rest, about)

    def _walks(
        self, problem: Problem, one: Talk, other: Talk, rest: int, about: About
    ) -> Iterator[Never]:
        rested = ~Close(one.id, other.id, rest, rest)
        for here, there, minutes in _long_walks(problem, rest):
            late = Close(one.id, other.id, minutes, minutes)
            for a, b in ((here, there), (there, here)):
                places = InRoom(one.id, a), InRoom(other.id, b)
                yield Never((*places, late, rested), about)

    def sums(self, problem: Problem) -> Sums:
        """Charge each two that are too close, and those further apart but too far."""
        told: list[Pairs] = []
        walks = sorted({minutes for *_, minutes in _long_walks(problem, -1)})
        far = {walk: _as_far(problem, walk) for walk in walks}
        for speaker in problem.speakers.values():
            talks = [talk.id for talk in problem.talks_of(speaker.id)]
            pairs = tuple((one, other, 1) for one, other in combinations(talks, 2))
            if not pairs:
                continue
            told.append(Pairs(Meet(speaker.rest), pairs))
            less = tuple((one, other, -1) for one, other, _ in pairs)
            for walk in walks:
                if walk > speaker.rest:
                    told.append(Pairs(Meet(walk), pairs, far[walk]))
                    told.append(Pairs(Meet(speaker.rest), less, far[walk]))
        return tuple(told)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Measure the time between every two talks of a speaker."""
        for speaker in problem.speakers.values():
            given = [t for t in problem.talks_of(speaker.id) if t.id in timetable]
            for pair in combinations(given, 2):
                one, other = sorted(pair, key=lambda t: timetable[t.id])
                room, next_room = timetable[one.id].room, timetable[other.id].room
                walk = problem.walk(room, next_room)
                between = timetable[other.id].start - timetable.end(problem, one.id)
                if between < max(speaker.rest, walk):
                    text = f"{speaker.name} has {one.id} in {room} and {other.id}"
                    text += f" in {next_room}, "
                    text += (
                        "overlapping"
                        if between < 0
                        else f"with {between} minutes between"
                    )
                    yield Finding((speaker.id,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the speaker."""
        speaker = problem.speakers[about[0]]
        rest = f" and rests {speaker.rest} minutes between" if speaker.rest else ""
        return f"{speaker.name} gives one talk at a time{rest}"


def _long_walks(
    problem: Problem, rest: int
) -> Iterator[tuple[frozenset[str], frozenset[str], int]]:
    """Yield the pairs of buildings that are further apart than the rest."""
    buildings: dict[str, set[str]] = {}
    for room in problem.rooms.values():
        if room.building:
            buildings.setdefault(room.building, set()).add(room.id)
    for one, other in combinations(buildings, 2):
        minutes = problem.walks.get(frozenset((one, other)), problem.walking)
        if minutes > rest:
            yield frozenset(buildings[one]), frozenset(buildings[other]), minutes


def _as_far(problem: Problem, walk: int) -> Where:
    return rooms_that(problem, lambda a, b: problem.walk(a.id, b.id) == walk)
