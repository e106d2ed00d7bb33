"""What goes on over time: rooms in use and their seats, people against seats."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from timetabler.problem.problem import Day, Problem
from timetabler.timetable.comparison import Comparison
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.views.charts.base import (
    RULE,
    Palette,
    clean,
    legend_below,
    new_figure,
)
from timetabler.views.layout.words import first_capital

STEP = 5
"""Minutes between two looks."""
_HOUR = 60
_MANY_HOURS = 9

Measure = Callable[[Placement], int]


@dataclass(frozen=True)
class _Axis:
    """The looks at one day: minutes of the problem, and hours on the wall clock."""

    day: Day
    minutes: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    ticks: tuple[tuple[int, str], ...]


def rooms_over_time(comparison: Comparison) -> Figure | None:
    """Draw how many rooms are in use and how many seats they have, by time of day."""
    problem = comparison.problem
    days = _axes(problem, [c.timetable for c in comparison.contenders])
    if not days:
        return None
    seats = any(room.seats is not None for room in problem.rooms.values())
    rows: list[tuple[str, Measure]] = [("rooms in use", lambda placement: 1)]
    if seats:
        rows.append(
            (
                "seats in them",
                lambda placement: problem.rooms[placement.room].seats or 0,
            )
        )
    figure = new_figure(
        10.5,
        1.4 + 1.8 * len(rows),
        "Room use over time",
        "Rooms without a number of seats count no seats." if seats else "",
    )
    grid = figure.subplots(
        len(rows), len(days), squeeze=False, sharey="row", sharex="col"
    )
    palette = Palette(comparison.names)
    for row, (label, measure) in enumerate(rows):
        for column, axis in enumerate(days):
            axes = grid[row][column]
            for index, contender in enumerate(comparison.contenders):
                height = _sum(problem, contender.timetable, axis, measure)
                axes.step(
                    axis.minutes,
                    height,
                    where="post",
                    color=palette.colour(index),
                    linestyle=palette.dash(index),
                    linewidth=1.6,
                    label=clean(contender.name),
                )
            _dress(axes, axis, "" if row else first_capital(axis.day.title))
        grid[row][0].set_ylabel(label)
    legend_below(figure, grid[0][0], len(comparison.names))
    return figure


def people_against_seats(comparison: Comparison) -> Figure | None:
    """Draw the people expected at each time against the seats of the rooms in use.

    None where no audiences are known.
    """
    problem = comparison.problem
    days = _axes(problem, [c.timetable for c in comparison.contenders])
    known = any(t.audience and t.id in comparison.talks for t in problem.talks.values())
    if not (days and known):
        return None
    count = len(comparison.contenders)
    figure = new_figure(
        10.5,
        1.3 + 1.35 * count,
        "People at each time, and the seats for them",
        "People are the expected audiences of the talks that are on; seats those of"
        " their rooms. Dark: people beyond the seats of their own room.",
    )
    grid = figure.subplots(count, len(days), squeeze=False, sharey=True, sharex="col")
    palette = Palette(comparison.names)
    for row, contender in enumerate(comparison.contenders):
        for column, axis in enumerate(days):
            axes = grid[row][column]
            _people(axes, problem, contender.timetable, axis, palette.colour(row))
            _dress(axes, axis, "" if row else first_capital(axis.day.title))
        grid[row][0].set_ylabel(f"{clean(contender.name, 14)}\npeople")
    handles, labels = grid[0][0].get_legend_handles_labels()
    for handle in handles[:1]:
        handle.set_label("people")
    figure.legend(handles, labels, loc="outside upper right", ncols=len(labels))
    return figure


def _people(
    axes: Axes, problem: Problem, timetable: Timetable, axis: _Axis, colour: str
) -> None:
    def audience(placement: Placement) -> int:
        return problem.talks[placement.talk].audience or 0

    def seats(placement: Placement) -> int:
        room = problem.rooms[placement.room].seats
        return 0 if room is None or not audience(placement) else room

    def missing(placement: Placement) -> int:
        room = problem.rooms[placement.room].seats
        return 0 if room is None else max(0, audience(placement) - room)

    people = _sum(problem, timetable, axis, audience)
    without = _sum(problem, timetable, axis, missing)
    axes.fill_between(
        axis.minutes,
        people,
        step="post",
        color=colour,
        alpha=0.45,
        linewidth=0,
        label="people",
    )
    axes.fill_between(
        axis.minutes,
        people - without,
        people,
        step="post",
        color="#000000",
        linewidth=0,
        label="without a seat",
    )
    axes.step(
        axis.minutes,
        _sum(problem, timetable, axis, seats),
        where="post",
        color="#000000",
        linewidth=1.0,
        label="seats of the rooms in use",
    )


def _axes(problem: Problem, timetables: Iterable[Timetable]) -> list[_Axis]:
    """The days on which there are talks, each from its first hour to its last."""
    spans: dict[str, list[int]] = {}
    for timetable in timetables:
        for placement in timetable:
            day = problem.day_at(placement.start).id
            end = timetable.end(problem, placement.talk)
            spans.setdefault(day, []).extend((placement.start, end))
    return [
        _axis(problem, day, min(spans[day.id]), max(spans[day.id]))
        for day in problem.days.values()
        if day.id in spans
    ]


def _axis(problem: Problem, day: Day, first: int, last: int) -> _Axis:
    minutes = np.arange(first - STEP, last + 2 * STEP, STEP)
    hours = [
        minute
        for minute in range(first - _HOUR, last + _HOUR)
        if problem.clock.wall(minute).minute == 0
    ]
    inside = [minute for minute in hours if first - STEP <= minute <= last + STEP]
    every = 2 if len(inside) > _MANY_HOURS else 1
    ticks = tuple(
        (minute, f"{problem.clock.wall(minute):%H}") for minute in inside[::every]
    )
    return _Axis(day, minutes, ticks)


def _sum(
    problem: Problem, timetable: Timetable, axis: _Axis, measure: Measure
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Add up a measure of the talks that are on, at each look."""
    total = np.zeros(len(axis.minutes), dtype=np.int64)
    for placement in timetable:
        end = timetable.end(problem, placement.talk)
        on = (axis.minutes >= placement.start) & (axis.minutes < end)
        total[on] += measure(placement)
    return total


def _dress(axes: Axes, axis: _Axis, title: str) -> None:
    axes.set_xticks([at for at, _ in axis.ticks], [text for _, text in axis.ticks])
    axes.set_ylim(bottom=0)
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    if title:
        axes.set_title(title)
