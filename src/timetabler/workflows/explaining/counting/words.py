"""Lengths, windows and lists for sentences that people check by hand."""

from collections.abc import Sequence

from timetabler.problem.problem import Problem, Window

_MOST_NAMES = 8
_MOST_SPANS = 6
_HOUR = 60


def minutes_in_words(minutes: int) -> str:
    """Write a length: ``50 minutes``, ``2 h``, ``2 h 30``."""
    if minutes < 2 * _HOUR:
        return f"{minutes} minute{'s' if minutes != 1 else ''}"
    hours, rest = divmod(minutes, _HOUR)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def some(names: Sequence[str], noun: str = "talks") -> str:
    """List names; of many, only the first, with their number."""
    if len(names) > _MOST_NAMES:
        return f"{len(names)} {noun} ({', '.join(names[:_MOST_NAMES])} and others)"
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def spans(problem: Problem, windows: Sequence[Window]) -> str:
    """Write windows; of many, only the first, with their number."""
    texts = [problem.span(window) for window in windows[:_MOST_SPANS]]
    more = len(windows) - len(texts)
    return ", ".join(texts) + (f" and {more} more windows" if more else "")
