"""Read when the conference is: its time zone, its days and their hours."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

from timetabler.problem.clock import DAY, Clock, ClockError
from timetabler.problem.file import ConferenceEntry, DayEntry
from timetabler.problem.mistakes import Mistake, nearest, shown
from timetabler.problem.problem import Day, Window
from timetabler.problem.when import WhenError, read_hours


class Calendar:
    """The clock and the days of a conference; ``mistakes`` holds what is wrong."""

    def __init__(self, conference: ConferenceEntry) -> None:
        self.mistakes: list[Mistake] = []
        zone = self._zone(conference.timezone)
        first = min(day.date for day in conference.days.values())
        self.clock = Clock(zone, first)
        self.days = dict(self._days(conference.days))

    def _zone(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            near = nearest(name, sorted(available_timezones()))
            hint = f"did you mean {near!r}?" if near else "write it as Europe/Brussels"
            why = f"{shown(name)} is not a known time zone; {hint}"
            self.mistakes.append(Mistake(("conference", "timezone"), why))
            return ZoneInfo("UTC")

    def _days(self, entries: dict[str, DayEntry]) -> Iterator[tuple[str, Day]]:
        last: Day | None = None
        for id, entry in entries.items():
            path = ("conference", "days", id)
            try:
                start, end = read_hours(entry.hours)
                hours = Window(*self.clock.span(entry.date, start, end))
            except (WhenError, ClockError) as error:
                self.mistakes.append(Mistake((*path, "hours"), str(error)))
                midnight = self.clock.midnight(entry.date)
                yield id, Day(id, entry.title or id, entry.date, _all_day(midnight))
                continue
            if last and hours.start < last.hours.end:
                why = f"{id} begins before {last.id} ends; list days in order of date"
                self.mistakes.append(Mistake((*path, "date"), why))
            last = Day(id, entry.title or id, entry.date, hours)
            yield id, last


def _all_day(midnight: int) -> Window:
    return Window(midnight, midnight + DAY)
