"""Remote speakers speak at hours that suit them where they are."""

from collections.abc import Iterator
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import StartsIn
from timetabler.problem.fields import Text, Time, Weight
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem
from timetabler.problem.when import WhenError, read_hours
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class LocalHours(Constraint):
    """A remote speaker speaks at hours that suit them, in their own time zone.

    Adds up for every talk and remote speaker of it: nothing if all of it is within the
    `suitable` hours of their clock on that date (daylight saving included), `less` if
    it is within the `bearable` ones, `unsuitable` otherwise. Source: submission time
    zones of CoSPLib, by the talk's own time instead of its session's.
    """

    key: ClassVar[str] = "local-hours"
    unit: ClassVar[str] = "cost"
    singly: ClassVar[bool] = True
    level: Level = "off"

    zones: Annotated[dict[str, Text], Field(default_factory=dict)]
    """The IANA time zone of remote speakers: `{ann: Asia/Tokyo}`."""
    suitable: Time = "9:00-18:00"
    """The hours that suit them."""
    bearable: Time = "7:00-22:00"
    """The hours that suit them less; those beyond do not suit."""
    less: Weight = 1
    """What a talk in hours costs that suit less."""
    unsuitable: Weight = 10
    """What a talk in hours costs that do not suit."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge the starts that suit less and those that do not."""
        for speaker, zone in self.zones.items():
            for talk in problem.talks_of(speaker):
                costs: dict[int, list[tuple[int, int]]] = {}
                for start in problem.starts_of(talk):
                    cost = self._cost(problem, start, talk.minutes, ZoneInfo(zone))
                    costs.setdefault(cost, []).append((start, start))
                for cost, starts in sorted(costs.items()):
                    if cost:
                        when = StartsIn(talk.id, tuple(starts))
                        yield Never((when,), (speaker, talk.id), cost)

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Look at each remote speaker's clock."""
        for speaker, zone in self.zones.items():
            for talk in problem.talks_of(speaker):
                if talk.id not in timetable:
                    continue
                start, local = timetable[talk.id].start, ZoneInfo(zone)
                cost = self._cost(problem, start, talk.minutes, local)
                if cost:
                    clock = problem.clock.wall(start).astimezone(local)
                    text = f"{talk.id} is at {clock:%H:%M} for "
                    text += f"{problem.speakers[speaker].name} in {zone}"
                    yield Finding((speaker, talk.id), cost, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the speaker and the talk."""
        zone = self.zones[about[0]]
        return f"{about[1]} suits {problem.speakers[about[0]].name} in {zone}"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find unknown speakers and zones, and spans that are none."""
        zones = available_timezones()
        for speaker, zone in self.zones.items():
            if speaker not in problem.speakers:
                why = unknown("speaker", speaker, problem.speakers)
                yield Mistake(("zones", speaker), why, at="key")
            if zone not in zones:
                why = unknown("time zone", zone, sorted(zones))
                yield Mistake(("zones", speaker), why)
        for key, text in (("suitable", self.suitable), ("bearable", self.bearable)):
            try:
                read_hours(text)
            except WhenError as error:
                yield Mistake((key,), str(error))

    def _cost(self, problem: Problem, start: int, minutes: int, zone: ZoneInfo) -> int:
        wall = problem.clock.wall(start).astimezone(zone)
        at = wall.hour * 60 + wall.minute
        # After midnight, a night's bearable hours (20:00-26:00) are those of the day
        # before.
        spans = ((at, at + minutes), (at + 24 * 60, at + 24 * 60 + minutes))
        for text, cost in ((self.suitable, 0), (self.bearable, self.less)):
            first, last = read_hours(text)
            if any(first <= begin and end <= last for begin, end in spans):
                return cost
        return self.unsuitable
