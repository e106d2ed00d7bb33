"""Ctrl-C as a wish to end, so that what was found is not lost."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from timetabler.cli.exits import complain

if TYPE_CHECKING:
    from timetabler.engine.outcome import Interrupt


class _Lost:
    """A Ctrl-C of which nobody heard.

    Python raises ``KeyboardInterrupt`` wherever it happens to be. If that is in a
    callback, or while a module of another language is loaded, the exception is lost.
    """

    asked = False

    def notice(self, number: int, frame: FrameType | None) -> None:
        """Remember the request, and end as usual."""
        self.asked = True
        signal.default_int_handler(number, frame)


_lost = _Lost()


def notice_interrupts() -> None:
    """From now on, end at a request to; one that gets lost is not forgotten."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _lost.notice)


@contextmanager
def interruptible(megabytes: int | None = None) -> Iterator["Interrupt"]:
    """Turn the first Ctrl-C into a wish to end; the second ends at once.

    A request to terminate (SIGTERM) is the same as Ctrl-C.

    Args:
        megabytes: The memory there is; too little of it left is a wish to end as well.
    """
    from timetabler.engine.outcome import Interrupt
    from timetabler.workflows.memory import watched

    wanted = Interrupt()
    ending = False

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal ending
        if ending:
            signal.default_int_handler(number, frame)
        ending = True
        complain("\nending with the best timetable so far; Ctrl-C again ends at once")
        wanted.set()

    def full() -> None:
        complain(f"the memory of {megabytes} MB is used up; ending with what there is")
        wanted.end_for_memory()

    with ExitStack() as stack:
        if _lost.asked:
            end(signal.SIGINT, None)
        for number in (signal.SIGINT, signal.SIGTERM):
            stack.callback(signal.signal, number, signal.signal(number, end))
        if megabytes is not None:
            stack.enter_context(watched(megabytes, full))
        yield wanted
