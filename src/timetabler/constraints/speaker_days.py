"""Speakers need to come on few days."""

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar, Literal

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import AtMost, Demand
from timetabler.constraints.questions import All, Some, starting
from timetabler.constraints.selectors import Speakers, speakers_in
from timetabler.problem.problem import Problem, Speaker, Talk, Windows
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class SpeakerDays(Constraint):
    """A speaker's talks are on the fewest days possible.

    Counts, for every speaker, the days with talks of theirs beyond the fewest on which
    all could be: as many as `talks_a_day` asks for, and as the days of the talks, of
    their tracks and of the speaker allow. With `count: stay` it counts the days from
    the first with a talk to the last instead of those with talks, so that days of
    waiting cost as well. Source: speaker makespan of Timefold's conference scheduling
    (stay).
    """

    key: ClassVar[str] = "speaker-days"
    unit: ClassVar[str] = "days"
    level: Level = "off"

    speakers: Speakers = None
    """The speakers it is about; all if left out."""
    count: Literal["days", "stay"] = "days"
    """What is counted: `days` with talks, or days of `stay`."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow the fewest days."""
        for speaker in speakers_in(problem, self.speakers):
            talks = problem.talks_of(speaker)
            if len(talks) < 2:  # noqa: PLR2004
                continue
            there = [
                Some(tuple(starting(t.id, problem.day_window(day)) for t in talks))
                for day in problem.days
            ]
            if self.count == "stay":
                there = [
                    All((Some(tuple(there[: i + 1])), Some(tuple(there[i:]))))  # type: ignore[misc]
                    for i in range(len(there))
                ]
            fewest = _fewest(problem, problem.speakers[speaker])
            yield AtMost(fewest, tuple(there), (speaker,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """List the days of each speaker."""
        order = list(problem.days)
        for id in speakers_in(problem, self.speakers):
            given = [t.id for t in problem.talks_of(id) if t.id in timetable]
            days = {problem.day_at(timetable[talk].start).id for talk in given}
            if not days:
                continue
            places = sorted(map(order.index, days))
            number = len(days)
            if self.count == "stay":
                number = places[-1] - places[0] + 1
            fewest = _fewest(problem, problem.speakers[id])
            if number > fewest:
                listed = ", ".join(order[place] for place in places)
                text = f"{problem.speakers[id].name} has talks on {listed}, "
                text += f"where {fewest} would do"
                yield Finding((id,), number - fewest, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the speaker."""
        return (
            f"{problem.speakers[about[0]].name} has talks on the fewest days possible"
        )


def _fewest(problem: Problem, speaker: Speaker) -> int:
    """The fewest days on which all talks of a speaker could be, one by one."""
    talks = problem.talks_of(speaker.id)
    a_day = speaker.talks_a_day or len(talks)
    able = [_days(problem, speaker, talk) for talk in talks]
    able = [days for days in able if days]
    for number in range(1, len(problem.days)):
        enough = number * a_day >= len(talks)
        chosen = combinations(problem.days, number)
        if enough and any(all(d.intersection(c) for d in able) for c in chosen):
            return number
    return len(problem.days)


def _days(problem: Problem, speaker: Speaker, talk: Talk) -> set[str]:
    """The days that are known of talk, track and speaker not to be ruled out."""
    track = problem.tracks.get(talk.track or "")
    limits = [talk.days, track.days if track else None]
    limits.append((talk.pin.day,) if talk.pin.day else None)
    spans: list[Windows | None] = [talk.windows, speaker.available]
    spans.append(track.windows if track else None)
    starts = [
        start
        for start in problem.starts_of(talk)
        if all(
            windows is None
            or any(w.holds(start, start + talk.minutes) for w in windows)
            for windows in spans
        )
    ]
    days = {problem.day_at(start).id for start in starts}
    return {d for d in days if all(limit is None or d in limit for limit in limits)}
