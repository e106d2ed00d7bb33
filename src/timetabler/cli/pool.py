"""Where solves go that do not depend on each other: processes of their own."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

_MOST = 4


@contextmanager
def pool(workers: int | None = None) -> Iterator[tuple[Executor, int]]:
    """Open a pool of processes; yields it, and how many threads each solve may have.

    Args:
        workers: Threads for all solves together; None for one a core.
    """
    cores = workers or os.cpu_count() or 1
    processes = min(_MOST, cores)
    # A fork of a process with threads may hang; a fresh process does not. Ctrl-C is
    # for this process alone, which ends the others in good order.
    executor = ProcessPoolExecutor(
        processes,
        get_context("spawn"),
        signal.signal,
        (signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield executor, max(1, cores // processes)
    finally:
        executor.shutdown(cancel_futures=True)
