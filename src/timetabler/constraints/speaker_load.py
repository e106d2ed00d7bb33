"""Speakers have no more talks a day than they want."""

from collections.abc import Iterator
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.questions import starting
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SpeakerLoad(Constraint):
    """A speaker gives no more talks a day than `talks_a_day`.

    Counts, for every speaker and day, the talks beyond that.
    """

    key: ClassVar[str] = "speaker-load"
    unit: ClassVar[str] = "talks"

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow so many talks a day."""
        for speaker in problem.speakers.values():
            most = speaker.talks_a_day
            talks = problem.talks_of(speaker.id)
            if most is None or len(talks) <= most:
                continue
            for day in problem.days:
                span = problem.day_window(day)
                there = tuple(starting(talk.id, span) for talk in talks)
                yield AtMost(most, there, (speaker.id, day))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Count the talks of each speaker and day."""
        for speaker in problem.speakers.values():
            days: dict[str, list[str]] = {}
            for talk in problem.talks_of(speaker.id):
                if talk.id in timetable:
                    day = problem.day_at(timetable[talk.id].start).id
                    days.setdefault(day, []).append(talk.id)
            for day, talks in days.items():
                most = speaker.talks_a_day
                if most is not None and len(talks) > most:
                    text = f"{speaker.name} gives {len(talks)} talks on {day}, "
                    text += f"{most} at most are wanted: {', '.join(talks)}"
                    yield Finding((speaker.id, day), len(talks) - most, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the speaker, the number and the day."""
        speaker = problem.speakers[about[0]]
        return f"{speaker.name} gives at most {speaker.talks_a_day} talks on {about[1]}"
