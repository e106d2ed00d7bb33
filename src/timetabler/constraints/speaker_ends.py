"""Speakers have no talk at both ends of a day, none early after a late one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Question, Some, StartsIn
from timetabler.constraints.selectors import Speakers, speakers_in
from timetabler.problem.clock import ClockError, minutes_of
from timetabler.problem.fields import Time
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Day, Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SpeakerEnds(Constraint):
    """A speaker has no talk at both ends of a day, and none early after a late one.

    Counts, for every speaker, the days with a talk that starts before `early` and one
    that ends after `late`, and the nights between a talk that ends after `late` and one
    that starts before `early` on the next day. Source: the rest times of staff
    rostering.
    """

    key: ClassVar[str] = "speaker-ends"
    unit: ClassVar[str] = "days and nights"
    level: Level = "off"

    early: Time = "10:00"
    """A talk that starts before this is early (HH:MM)."""
    late: Time = "17:00"
    """A talk that ends after this is late (HH:MM)."""
    speakers: Speakers = None
    """The speakers it is about; all if left out."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid early and late on one day, late and early on two."""
        for speaker in speakers_in(problem, self.speakers):
            for one, other in self._days(problem):
                early = self._early(problem, speaker, other)
                yield Never((self._late(problem, speaker, one), early), (speaker,))

    def _early(self, problem: Problem, speaker: str, day: Day) -> Question:
        window = problem.day_window(day.id)
        before = _minute(problem, day, self.early) - 1
        return Some(
            tuple(
                StartsIn(talk.id, ((window.start, before),))
                for talk in problem.talks_of(speaker)
            )
        )

    def _late(self, problem: Problem, speaker: str, day: Day) -> Question:
        window = problem.day_window(day.id)
        late = _minute(problem, day, self.late)
        talks = problem.talks_of(speaker)
        spans = ((t.id, max(window.start, late - t.minutes + 1)) for t in talks)
        return Some(tuple(StartsIn(id, ((at, window.end - 1),)) for id, at in spans))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Find the early and the late days of each speaker."""
        for speaker in speakers_in(problem, self.speakers):
            early, late = set(), set()
            for talk in problem.talks_of(speaker):
                if talk.id not in timetable:
                    continue
                start, end = timetable[talk.id].start, timetable.end(problem, talk.id)
                day = problem.day_at(start)
                if start < _minute(problem, day, self.early):
                    early.add(day.id)
                if end > _minute(problem, day, self.late):
                    late.add(day.id)
            for one, other in self._days(problem):
                if one.id in late and other.id in early:
                    text = f"{problem.speakers[speaker].name} has a talk late on "
                    text += f"{one.id} and one early on {other.id}"
                    yield Finding((speaker,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the speaker."""
        name = problem.speakers[about[0]].name
        return f"{name} has no early and late talks on one day or after one night"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find times that are none."""
        for key, text in (("early", self.early), ("late", self.late)):
            try:
                for day in problem.days.values():
                    _minute(problem, day, text)
            except ClockError as error:
                yield Mistake((key,), str(error))

    def _days(self, problem: Problem) -> list[tuple[Day, Day]]:
        """Each day with itself, and with the one after the night."""
        by_date = {day.date: day for day in problem.days.values()}
        nights = (
            (day, by_date.get(day.date + timedelta(days=1))) for day in by_date.values()
        )
        same = [(day, day) for day in problem.days.values()]
        return same + [(day, then) for day, then in nights if then is not None]


def _minute(problem: Problem, day: Day, text: str) -> int:
    return problem.clock.minute(day.date, minutes_of(text))
