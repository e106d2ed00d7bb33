"""Ctrl-C as a wish to end, so that what was found is not lost."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from timetabler.cli.exits import complain


@contextmanager
def interruptible() -> Iterator[Event]:
    """Turn the first Ctrl-C into a wish to end; the second ends at once."""
    wanted = Event()

    def end(number: int, frame: FrameType | None) -> None:
        if wanted.is_set():
            signal.default_int_handler(number, frame)
        complain("\nending with the best timetable so far; Ctrl-C again ends at once")
        wanted.set()

    before = signal.signal(signal.SIGINT, end)
    try:
        yield wanted
    finally:
        signal.signal(signal.SIGINT, before)
