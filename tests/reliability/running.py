"""The program at work, to be disturbed."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cli.typing_it import environment, program, typed

PATIENCE = 120
_TICK = 0.05


@contextmanager
def started(*arguments: str | Path, **more: Any) -> Iterator[subprocess.Popen[str]]:
    """Start the program; it is gone in the end, whatever happens."""
    running = subprocess.Popen(
        program(*arguments),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )
    try:
        yield running
    finally:
        running.kill()
        running.communicate(timeout=PATIENCE)


def awaited(path: Path, running: subprocess.Popen[str]) -> None:
    """Wait until a file is there."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < end
        time.sleep(_TICK)


def ended(
    running: subprocess.Popen[str], signals: Sequence[signal.Signals] = ()
) -> tuple[int, str, str]:
    """Send signals, the second a moment after the first; exit code and what it said."""
    for number in signals:
        running.send_signal(number)
        time.sleep(_TICK)
    out, complaints = running.communicate(timeout=PATIENCE)
    return running.returncode, out, complaints


def keeps_every_rule(problem: str | Path, timetable: Path) -> bool:
    """Whether the checkers find a timetable whole, and nothing hard broken in it."""
    return typed("check", problem, timetable).exit_code == 0


def left_in(folder: Path) -> set[str]:
    """The names in a folder, but for parts and claims of runs that were killed."""
    return {name for name in os.listdir(folder) if not name.startswith(".")}
