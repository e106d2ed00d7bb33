"""What people could change in a problem, and how much that asks of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem, Window, Windows

STEPS = (5, 10, 15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720)
"""By how many minutes something may be moved, shortened or lengthened."""

DROP, RAISE, PLACE, PERSON, WISH, LEAVE = 60, 60, 90, 240, 480, 2000
"""What changes ask of people, in minutes of somebody's time that are as bad: to drop a
pin or an order, to take one talk more a day, to equip a room or to use another, to find
another speaker, to make a rule a wish, to leave out a talk."""


@dataclass(frozen=True)
class Case:
    """A problem with the constraints that count."""

    problem: Problem
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True)
class Change:
    """One change of a problem.

    Attributes:
        text: What to do, in words.
        effort: How much it asks of people; see ``DROP`` and others.
        apply: Makes the problem with it.
    """

    text: str
    effort: int
    apply: Callable[[Case], Case]

    def __call__(self, case: Case) -> Case:
        """Make the problem with it."""
        return self.apply(case)


Family = tuple[Change, ...]
"""Changes of which each allows all that those before it allow."""

Entry = TypeVar("Entry")


def entry(kind: str, id: str, **values: object) -> Callable[[Case], Case]:
    """Change one entry of a problem: ``entry("rooms", "hall", turnover=0)``."""

    def apply(case: Case) -> Case:
        entries = getattr(case.problem, kind)
        changed = changed_entry(entries, id, **values)
        values_of: dict[str, Any] = {kind: changed}
        return replace(case, problem=replace(case.problem, **values_of))

    return apply


def changed_entry(
    entries: Mapping[str, Entry], id: str, **values: object
) -> dict[str, Entry]:
    """The entries with one changed."""
    one = replace(entries[id], **values)  # type: ignore[type-var]
    return {**entries, id: one}


def as_wish(constraint: Constraint) -> Callable[[Case], Case]:
    """Turn a hard constraint into a wish of the first priority."""

    def apply(case: Case) -> Case:
        wish = constraint.model_copy(update={"level": 1})
        same = (wish if c is constraint else c for c in case.constraints)
        return replace(case, constraints=tuple(same))

    return apply


def one_after_the_other(changes: Iterable[Change]) -> Callable[[Case], Case]:
    """Make several changes."""
    listed = tuple(changes)

    def apply(case: Case) -> Case:
        for change in listed:
            case = change(case)
        return case

    return apply


def begun_earlier(windows: Windows, span: Window, minutes: int) -> Windows:
    """Let the first window inside a span begin earlier, though not before the span."""
    first = min(w for w in windows if w.meets(span.start, span.end))
    start = min(first.start, max(span.start, first.start - minutes))
    return _joined(w if w != first else Window(start, w.end) for w in windows)


def ended_later(windows: Windows, span: Window, minutes: int) -> Windows:
    """Let the last window inside a span end later, though not after the span."""
    last = max(w for w in windows if w.meets(span.start, span.end))
    end = max(last.end, min(span.end, last.end + minutes))
    return _joined(w if w != last else Window(w.start, end) for w in windows)


def begun_later(windows: Windows, span: Window, minutes: int) -> Windows:
    """Let every window inside a span begin later, or vanish."""
    moved = (
        Window(w.start + minutes, w.end) if w.meets(span.start, span.end) else w
        for w in windows
    )
    return tuple(w for w in moved if w.start < w.end)


def ended_earlier(windows: Windows, span: Window, minutes: int) -> Windows:
    """Let every window inside a span end earlier, or vanish."""
    moved = (
        Window(w.start, w.end - minutes) if w.meets(span.start, span.end) else w
        for w in windows
    )
    return tuple(w for w in moved if w.start < w.end)


def _joined(windows: Iterable[Window]) -> Windows:
    """Join windows that a wider one has reached."""
    found: list[Window] = []
    for window in sorted(windows):
        if found and window.start <= found[-1].end:
            found[-1] = Window(found[-1].start, max(found[-1].end, window.end))
        else:
            found.append(window)
    return tuple(found)
