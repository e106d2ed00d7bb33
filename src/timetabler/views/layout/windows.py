"""Cut and subtract windows."""

from collections.abc import Iterable, Iterator

from timetabler.problem.problem import Window


def cut(windows: Iterable[Window], hours: Window) -> list[Window]:
    """Keep what the windows have inside the hours."""
    met = [w for w in windows if w.meets(hours.start, hours.end)]
    return [Window(max(w.start, hours.start), min(w.end, hours.end)) for w in met]


def gaps(windows: Iterable[Window], start: int, end: int) -> Iterator[Window]:
    """Yield what the windows leave of the time from start to end."""
    for window in sorted(windows):
        if start < min(window.start, end):
            yield Window(start, min(window.start, end))
        start = max(start, window.end)
    if start < end:
        yield Window(start, end)
