"""What timetables ask of speakers who have more than one talk."""

from matplotlib.figure import Figure

from timetabler.problem.problem import Problem
from timetabler.timetable.comparison import Comparison
from timetabler.timetable.timetable import Timetable
from timetabler.views.charts.base import RULE, Palette, clean, legend_below, new_figure

MOST = 25
"""The most speakers in one chart: those for whom it differs most come first."""


def speaker_load(comparison: Comparison) -> Figure | None:
    """Draw for each speaker how long they are there, and on how many days.

    None where nobody has more than one talk.
    """
    problem = comparison.problem
    tables = [contender.timetable for contender in comparison.contenders]
    speakers = [s for s in problem.speakers if len(problem.talks_of(s)) > 1]
    if not speakers:
        return None
    loads = {s: [_load(problem, table, s) for table in tables] for s in speakers}
    speakers.sort(key=lambda s: _importance(loads[s]))
    chosen = speakers[:MOST]
    left = f"\nShown are the {MOST} of {len(speakers)} for whom it differs most."
    left = left if len(speakers) > MOST else ""
    figure = new_figure(
        9.0,
        1.6 + 0.38 * len(chosen),
        "Speakers with more than one talk",
        "Hours from a day's first talk to its last, added up over the days. A number"
        f" at a mark is that of days, where it is not the same in all.{left}",
    )
    axes = figure.subplots()
    palette = Palette(comparison.names)
    width = 0.7 / max(1, len(tables))
    told: set[tuple[str, float, int]] = set()
    for index, name in enumerate(comparison.names):
        rows = [r + (index - (len(tables) - 1) / 2) * width for r in range(len(chosen))]
        hours = [loads[speaker][index][0] / 60 for speaker in chosen]
        axes.scatter(
            hours,
            rows,
            color=palette.colour(index),
            marker=palette.marker(index),
            s=30,
            label=clean(name),
            zorder=3,
        )
        for row, hour, speaker in zip(rows, hours, chosen, strict=True):
            days = loads[speaker][index][1]
            if _days(loads[speaker]) is None and (speaker, hour, days) not in told:
                told.add((speaker, hour, days))
                axes.annotate(
                    str(days),
                    (hour, row),
                    xytext=(5, 0),
                    textcoords="offset points",
                    va="center",
                    fontsize=7,
                )
    axes.set_yticks(range(len(chosen)), [_label(problem, s, loads[s]) for s in chosen])
    axes.set_ylim(len(chosen) - 0.4, -0.6)
    axes.set_xlim(left=0)
    axes.set_xlabel("hours")
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    legend_below(figure, axes, len(tables))
    return figure


def _load(problem: Problem, timetable: Timetable, speaker: str) -> tuple[int, int]:
    """Minutes from first to last, added up over the days; and how many days."""
    days: dict[str, list[int]] = {}
    for talk in problem.talks_of(speaker):
        if talk.id in timetable:
            start = timetable[talk.id].start
            span = days.setdefault(problem.day_at(start).id, [])
            span.extend((start, timetable.end(problem, talk.id)))
    return sum(max(span) - min(span) for span in days.values()), len(days)


def _importance(loads: list[tuple[int, int]]) -> tuple[int, int]:
    minutes = [load[0] for load in loads]
    return min(minutes) - max(minutes), -max(minutes)


def _days(loads: list[tuple[int, int]]) -> int | None:
    """On how many days a speaker comes; None if that differs."""
    days = {load[1] for load in loads}
    return days.pop() if len(days) == 1 else None


def _label(problem: Problem, speaker: str, loads: list[tuple[int, int]]) -> str:
    name, days = clean(problem.speakers[speaker].name), _days(loads)
    return name if days in (None, 1) else f"{name} ({days} days)"
