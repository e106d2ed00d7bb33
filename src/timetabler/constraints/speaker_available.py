"""Speakers are there when they speak."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import StartsIn, meeting, not_within
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SpeakerAvailable(Constraint):
    """A speaker is there for the whole of every talk.

    Counts, for each speaker, the talks that are not wholly inside one of the
    `available` windows or that reach into a `busy` one.
    """

    key: ClassVar[str] = "speaker-available"
    unit: ClassVar[str] = "talks"
    singly: ClassVar[bool] = True

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid the starts at which the speaker would be missed, day by day."""
        for speaker in problem.speakers.values():
            if speaker.available is None and not speaker.busy:
                continue
            for talk in problem.talks_of(speaker.id):
                for day in problem.days:
                    span = problem.day_window(day)
                    bad = meeting(talk.id, speaker.busy, talk.minutes, span).ranges
                    if speaker.available is not None:
                        bad += not_within(
                            talk.id, speaker.available, talk.minutes, span
                        ).ranges
                    if bad:
                        yield Never((StartsIn(talk.id, bad),), (speaker.id, day))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every talk against its speakers' windows."""
        for speaker in problem.speakers.values():
            for talk in problem.talks_of(speaker.id):
                if talk.id not in timetable:
                    continue
                start = timetable[talk.id].start
                end = start + talk.minutes
                there = speaker.available is None or any(
                    window.holds(start, end) for window in speaker.available
                )
                if not there or any(w.meets(start, end) for w in speaker.busy):
                    text = f"{speaker.name} is not there for {talk.id}"
                    text += f" at {problem.at(start)}"
                    yield Finding((speaker.id, problem.day_at(start).id), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the speaker, the day and the hours."""
        speaker, day = problem.speakers[about[0]], about[1]
        span = problem.day_window(day)
        free = [w for w in speaker.available or () if w.meets(span.start, span.end)]
        busy = [w for w in speaker.busy if w.meets(span.start, span.end)]
        parts = []
        if speaker.available is not None:
            hours = ", ".join(map(problem.span, free))
            parts.append(f"is there only {hours}" if free else f"is not there on {day}")
        if busy:
            parts.append(f"is busy {', '.join(map(problem.span, busy))}")
        return f"{speaker.name} {' and '.join(parts)}"
