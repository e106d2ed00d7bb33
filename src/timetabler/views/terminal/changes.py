"""Differences between timetables in a terminal: counts, and was and now in words."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timetabler.problem.problem import Problem
from timetabler.timetable.diff import KINDS, Diff
from timetabler.timetable.score import Score
from timetabler.timetable.telling import KIND_WORDS, title_of, was_now

_COLOURS = {
    "cancelled": "red",
    "added": "green",
    "day": "magenta",
    "time": "yellow",
    "room": "cyan",
}


def changes_view(problem: Problem, diff: Diff) -> RenderableType:
    """Show what changes, the gravest kinds first."""
    if not diff.changes:
        return Text("Nothing changes.")
    return Group(Text(summary(diff), style="bold"), *_kinds(problem, diff))


def summary(diff: Diff) -> str:
    """Say how many talks change how."""
    if not diff.changes:
        return "Nothing changes."
    parts = [f"{n} {KIND_WORDS[kind]}" for kind, n in diff.counts.items() if n]
    minutes = f"; {diff.minutes:,} minutes in all" if diff.minutes else ""
    return f"{', '.join(parts)}{minutes}."


def _kinds(problem: Problem, diff: Diff) -> Iterator[RenderableType]:
    for kind in KINDS:
        changes = diff.of(kind)
        if not changes:
            continue
        yield Text()
        words = KIND_WORDS[kind]
        yield Text(f"{words[0].upper()}{words[1:]} ({len(changes)})", _COLOURS[kind])
        for change in changes:
            name = f"{title_of(problem, change.talk)} ({change.talk})"
            yield Padding(Text(name), (0, 0, 0, 2), expand=False)
            yield Padding(
                Text(was_now(problem, change), "dim"), (0, 0, 0, 6), expand=False
            )


def disturbance(
    score: Score,
    bounds: dict[int, int],
    keys: tuple[str, ...],
    counted: tuple[str, int, int],
) -> RenderableType:
    """Show what is minimised, each on its own line, with what is proven of it.

    Args:
        score: The score of the new timetable.
        bounds: The proven bound of each priority.
        keys: The names of the wishes to keep what is published.
        counted: What counts moves is called, how many there are, and at the least.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("disturbance")
    for heading in ("amount", "at least"):
        table.add_column(heading, justify="right")
    table.add_column("unit")
    alone = _alone(score)
    for constraint in score.constraints:
        if constraint.name in keys:
            known = alone.get(constraint.name)
            bound = "" if known is None else f"{bounds.get(known, 0):,}"
            name = constraint.name
            table.add_row(name, f"{constraint.amount:,}", bound, constraint.unit)
    what, moved, least = counted
    table.add_row(what, f"{moved:,}", f"{least:,}", "talks")
    return table


def _alone(score: Score) -> dict[str, int]:
    """Constraints that have a priority, of weight 1, to themselves."""
    levels = [constraint.level for constraint in score.constraints]
    return {
        c.name: int(c.level)
        for c in score.constraints
        if c.level != "hard" and levels.count(c.level) == 1 and c.weight == 1
    }
