"""Progress on standard error, where that is a terminal; silence where it is not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from rich.live import Live
from rich.text import Text

from timetabler.cli.console import messages
from timetabler.problem.problem import Problem

if TYPE_CHECKING:
    from timetabler.engine.outcome import Progress

Report = Callable[["Progress"], None]


@contextmanager
def shown(problem: Problem) -> Iterator[Report | None]:
    """Show a running search; yields whom to tell, None if nobody would see it."""
    console = messages()
    if not console.is_terminal:
        yield None
        return
    line = _Line(problem.title)
    with Live(line, console=console, refresh_per_second=4, transient=True):
        yield line.hear


class _Line:
    """One line that always shows the latest glimpse."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._lock = Lock()
        self._began: float | None = None
        self._text = ""

    def hear(self, progress: "Progress") -> None:
        """Take in a glimpse."""
        with self._lock:
            self._text = describe(progress)

    def __rich__(self) -> Text:
        with self._lock:
            return Text(f"{self._title}: {self._text}", overflow="ellipsis")


def describe(progress: "Progress") -> str:
    """Say in one line how a search stands."""
    parts = [f"{progress.seconds:.1f} s"]
    if progress.priority is None:
        parts.append("looking for a first timetable")
        return ", ".join(parts)
    parts.append(f"priority {progress.priority}")
    if progress.best is not None:
        parts.append(f"best {progress.best:,}")
    if progress.bound is not None:
        bound = max(0, progress.bound)
        parts.append(f"bound {bound:,}")
        if progress.best:
            parts.append(f"gap {(progress.best - bound) / progress.best:.1%}")
    return ", ".join(parts)
