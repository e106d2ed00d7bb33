"""Read windows and starts as people write them: ``saturday 14:00-14:50``."""

import re
from collections.abc import Mapping

from timetabler.problem.clock import HOUR, Clock, ClockError, minutes_of
from timetabler.problem.mistakes import unknown
from timetabler.problem.problem import Day, Problem, Window, Windows

_RANGE = re.compile(r"([0-9]{1,2}:[0-9]{2})\s*[-–]\s*([0-9]{1,2}:[0-9]{2})")

SMALL_HOURS = 6 * HOUR


class WhenError(ValueError):
    """A window or a start that can not be read, or that is on no day."""


def read_hours(text: str) -> tuple[int, int]:
    """Read ``9:00-18:00`` as minutes on the wall clock since midnight.

    Raises:
        WhenError: If it is no such span, or empty, or reversed.
    """
    match = _RANGE.fullmatch(text.strip())
    if not match:
        raise WhenError(f"{text!r} is not a span of time; write it as 9:00-18:00")
    try:
        start, end = minutes_of(match[1]), minutes_of(match[2])
    except ClockError as error:
        raise WhenError(str(error)) from None
    if start == end:
        raise WhenError(f"{text!r} is empty: it ends when it starts")
    if start > end:
        late = f"{match[1]}-{end // 60 + 24}:{end % 60:02}"
        hint = (
            f"; if it ends after midnight, write {late}" if end <= SMALL_HOURS else ""
        )
        raise WhenError(f"{text!r} is reversed: it ends before it starts{hint}")
    return start, end


class When:
    """Reads the windows and starts of one conference."""

    def __init__(self, clock: Clock, days: Mapping[str, Day]) -> None:
        self._clock = clock
        self._days = days
        self._read: dict[str, Windows] = {}

    def windows(self, text: str) -> Windows:
        """Read a window; one without a day is one window on every day.

        Raises:
            WhenError: If the text is no window, or names no day of the conference.
        """
        if text not in self._read:
            self._read[text] = self._windows(text.strip())
        return self._read[text]

    def starts(self, text: str) -> tuple[int, ...]:
        """Read ``saturday 11:30``, or ``11:30`` for a start on every day.

        Raises:
            WhenError: If the text is no start, or names no day of the conference.
        """
        name, at = _split(text)
        if not at:
            return tuple(self._start(day, name) for day in self._days.values())
        return (self._start(self._day(name, text), at),)

    def on(self, day: str, text: str) -> int:
        """Read ``11:30`` on a day.

        Raises:
            WhenError: If the text is no time, or none on that day.
        """
        return self._start(self._days[day], text)

    def _windows(self, text: str) -> Windows:
        if text in self._days:
            return (self._days[text].hours,)
        if not text:
            raise WhenError(
                "a window can not be empty; write it as saturday 9:00-10:00"
            )
        name, span = _split(text)
        timely = name[:1].isdigit() and ":" in name
        if _RANGE.fullmatch(text) or (timely and name not in self._days):
            hours = read_hours(text)
            return tuple(self._window(day, hours) for day in self._days.values())
        day = self._day(name, text)
        return (self._window(day, read_hours(span)),)

    def _day(self, name: str, text: str) -> Day:
        if name not in self._days:
            about = f"{text!r}: " if text != name else ""
            raise WhenError(f"{about}{unknown('day', name, self._days)}")
        return self._days[name]

    def _start(self, day: Day, text: str) -> int:
        try:
            return self._clock.read(day.date, text)
        except ClockError as error:
            raise WhenError(str(error)) from None

    def _window(self, day: Day, hours: tuple[int, int]) -> Window:
        try:
            return Window(*self._clock.span(day.date, *hours))
        except ClockError as error:
            raise WhenError(str(error)) from None


def _split(text: str) -> tuple[str, str]:
    name, *rest = text.split(maxsplit=1) or [""]
    return name, rest[0] if rest else ""


def clock_time(problem: Problem, minute: int) -> str:
    """Write a moment as ``saturday 11:30``, or with its date if far from any day."""
    return _written(problem, problem.day_at(minute), minute)


def clock_window(problem: Problem, window: Window) -> str:
    """Write a window as ``saturday 11:30-12:00``, as ``windows`` reads it."""
    first, last = problem.day_at(window.start), problem.day_at(window.end - 1)
    start = _written(problem, first, window.start)
    end = _written(problem, last, window.end)
    day = f"{first.id} "
    if start.startswith(day) and end.startswith(day):
        return f"{start}-{end.removeprefix(day)}"
    return f"{start} to {end}"


def _written(problem: Problem, day: Day, minute: int) -> str:
    try:
        return f"{day.id} {problem.clock.write(day.date, minute)}"
    except ClockError:
        return f"{problem.clock.wall(minute):%Y-%m-%d %H:%M}"
