"""Places with one price, joined: from the first start to the last, by room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timetabler.problem.problem import Problem
from timetabler.workflows.explaining.why.alternatives import Alternative


@dataclass(frozen=True)
class Range:
    """Neighbouring starts of one day in some rooms that are all alike.

    Attributes:
        first: The first start, in minutes.
        last: The last start, in minutes.
        rooms: The rooms.
        alternatives: The places.
    """

    first: int
    last: int
    rooms: tuple[str, ...]
    alternatives: tuple[Alternative, ...]

    def text(self, problem: Problem) -> str:
        """Say where: ``saturday 11:00 to 12:30 in hall``."""
        when = problem.at(self.first)
        if self.last != self.first:
            when += f" to {problem.at(self.last).split()[-1]}"
        return f"{when} in {', '.join(self.rooms)}"


def joined(
    problem: Problem, alternatives: Iterable[Alternative], starts: Sequence[int]
) -> list[Range]:
    """Join places that have the same price, or the same laws against them."""
    order = {start: index for index, start in enumerate(starts)}
    runs: list[list[Alternative]] = []
    ordered = sorted(alternatives, key=lambda a: (a.place.room, a.place.start))
    for one in ordered:
        last = runs[-1][-1] if runs else None
        if last is not None and _follows(problem, last, one, order):
            runs[-1].append(one)
        else:
            runs.append([one])
    by_span: dict[tuple[object, ...], list[list[Alternative]]] = {}
    for run in runs:
        key = (run[0].place.start, run[-1].place.start, *_alike(run[0]))
        by_span.setdefault(key, []).append(run)
    return [_range(alike) for alike in by_span.values()]


def _range(runs: list[list[Alternative]]) -> Range:
    return Range(
        runs[0][0].place.start,
        runs[0][-1].place.start,
        tuple(run[0].place.room for run in runs),
        tuple(alternative for run in runs for alternative in run),
    )


def _follows(
    problem: Problem, last: Alternative, one: Alternative, order: dict[int, int]
) -> bool:
    return (
        last.place.room == one.place.room
        and problem.day_at(last.place.start) == problem.day_at(one.place.start)
        and order[one.place.start] == order[last.place.start] + 1
        and _alike(last) == _alike(one)
    )


def _alike(one: Alternative) -> tuple[object, ...]:
    if one.forbidden:
        return (one.forbidden,)
    # Broken laws name the times, so that hardly two of them read the same.
    return len(one.price.broken), one.price.priorities, one.price.shifts
