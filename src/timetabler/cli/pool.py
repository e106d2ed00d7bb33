"""Where solves go that do not depend on each other: processes of their own."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Thread
from time import sleep

_MOST = 4
_TICK = 1.0


@contextmanager
def pool(workers: int | None = None) -> Iterator[tuple[Executor, int]]:
    """Open a pool of processes; yields it, and how many threads each solve may have.

    Args:
        workers: Threads for all solves together; None for one a core.
    """
    cores = workers or os.cpu_count() or 1
    processes = min(_MOST, cores)
    # A fork of a process with threads may hang; a fresh process does not.
    executor = ProcessPoolExecutor(
        processes, get_context("spawn"), _begin, (os.getpid(),)
    )
    try:
        yield executor, max(1, cores // processes)
    finally:
        executor.shutdown(cancel_futures=True)


def _begin(parent: int) -> None:
    """Leave it to the parent when to end; but end when there is none any more."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        sleep(_TICK)
    os._exit(1)
