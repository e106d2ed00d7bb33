"""Memory within a limit: looked at all the time, so that there is time to end well."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

_TICK = 0.05
_MEGABYTE = 1 << 20
_RESERVE = 0.15
"""The part of a limit that is for ending: the solver stops, files are written."""
_PAGES = Path("/proc/self/statm")


class MemoryLimitError(Exception):
    """A limit that is too small to begin with, or not to be had on this system."""


def used() -> int:
    """The memory this process uses, in bytes; what it has used at most, on macOS.

    Raises:
        MemoryLimitError: If this system does not tell.
    """
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        why = "a memory limit can be kept on Linux and macOS only"
        raise MemoryLimitError(why) from None
    try:
        return int(_PAGES.read_text("ascii").split()[1]) * resource.getpagesize()
    except FileNotFoundError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


@contextmanager
def watched(megabytes: int, full: Callable[[], None]) -> Iterator[None]:
    """Watch the memory of this process.

    Args:
        megabytes: How much it may use.
        full: Called once, from a thread, when little of it is left.

    Raises:
        MemoryLimitError: If it is used up before anything has begun.
    """
    most = int(megabytes * _MEGABYTE * (1 - _RESERVE))
    now = used()
    if now >= most:
        need = int(now / _MEGABYTE / (1 - _RESERVE)) + 1
        why = f"the memory limit of {megabytes} MB is too small: {need} MB are used"
        raise MemoryLimitError(f"{why} before the search begins")
    done = Event()

    def watch() -> None:
        while not done.wait(_TICK):
            if used() >= most:
                full()
                return

    thread = Thread(target=watch, daemon=True, name="memory")
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
