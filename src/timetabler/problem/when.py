"""Read windows and starts as people write them: ``saturday 14:00-14:50``."""

import re
from collections.abc import Callable, Mapping

from timetabler.problem.clock import DAY, Clock, ClockError, minutes_of
from timetabler.problem.mistakes import unknown
from timetabler.problem.problem import Day, Window, Windows

_RANGE = re.compile(r"(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})")


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
        hint = f"; if it ends after midnight, write {late}" if end < DAY // 2 else ""
        raise WhenError(f"{text!r} is reversed: it ends before it starts{hint}")
    return start, end


class When:
    """Reads the windows and starts of one conference."""

    def __init__(self, clock: Clock, days: Mapping[str, Day]) -> None:
        self._clock = clock
        self._days = days

    def windows(self, text: str) -> Windows:
        """Read a window; one without a day is one window on every day.

        Raises:
            WhenError: If the text is no window, or names no day of the conference.
        """
        name, _, span = text.strip().partition(" ")
        if not span and name in self._days:
            return (self._days[name].hours,)
        if not span and "-" in name and name[0].isdigit():
            return tuple(self._window(day, name) for day in self._days.values())
        if name not in self._days:
            raise WhenError(f"{text!r}: {unknown('day', name, self._days)}")
        return (self._window(self._days[name], span),)

    def starts(self, text: str) -> tuple[int, ...]:
        """Read ``saturday 11:30``, or ``11:30`` for a start on every day.

        Raises:
            WhenError: If the text is no start, or names no day of the conference.
        """
        name, _, at = text.strip().partition(" ")
        if not at:
            return self._on_every_day(lambda day: self._start(day, name))
        if name not in self._days:
            raise WhenError(f"{text!r}: {unknown('day', name, self._days)}")
        return (self._start(self._days[name], at),)

    def on(self, day: str, text: str) -> int:
        """Read ``11:30`` on a day.

        Raises:
            WhenError: If the text is no time, or none on that day.
        """
        return self._start(self._days[day], text)

    def _on_every_day(self, read: Callable[[Day], int]) -> tuple[int, ...]:
        return tuple(read(day) for day in self._days.values())

    def _start(self, day: Day, text: str) -> int:
        try:
            return self._clock.read(day.date, text)
        except ClockError as error:
            raise WhenError(str(error)) from None

    def _window(self, day: Day, span: str) -> Window:
        start, end = read_hours(span)
        try:
            return Window(
                self._clock.minute(day.date, start), self._clock.minute(day.date, end)
            )
        except ClockError as error:
            raise WhenError(str(error)) from None
