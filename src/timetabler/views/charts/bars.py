"""Bars for each criterion, against the ideal, the bound and random timetables."""

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from timetabler.timetable.comparison import Comparison
from timetabler.views.charts.base import INK, QUIET, Palette, clean, new_figure
from timetabler.views.layout.colours import text_on

if TYPE_CHECKING:
    from collections.abc import Callable

_COLUMNS = 3
_ROOM = 1.18


@dataclass(frozen=True)
class _Panel:
    title: str
    unit: str
    amounts: tuple[int, ...]
    limit: int | None
    limit_name: str
    baseline: float | None


def criteria_bars(comparison: Comparison) -> Figure | None:
    """Draw a panel of bars for each criterion and each priority.

    None where no criterion is a matter of more or less.
    """
    panels = _panels(comparison)
    if not panels:
        return None
    rows = ceil(len(panels) / _COLUMNS)
    each = 0.62 + 0.24 * len(comparison.names)
    figure = new_figure(
        10.5,
        1.0 + rows * each,
        "What each timetable costs, criterion by criterion",
        "Shorter is better. Solid line: the best possible (of the criterion alone; of a"
        " priority: proven bound). Dotted line: mean of random feasible timetables.",
    )
    grid = figure.subplots(rows, _COLUMNS, squeeze=False)
    palette = Palette(comparison.names)
    cells: list[Axes] = [axes for row in grid for axes in row]
    for axes, panel in zip(cells, panels, strict=False):
        _draw(axes, panel, palette)
    for axes in cells[len(panels) :]:
        axes.set_visible(False)
    return figure


def _panels(comparison: Comparison) -> list[_Panel]:
    found = [
        _Panel(
            f"{criterion.name} (priority {criterion.level})",
            criterion.unit,
            criterion.amounts,
            None if criterion.ideal is None else criterion.ideal.bound,
            "ideal",
            criterion.baseline,
        )
        for criterion in comparison.soft
        if any(criterion.amounts) or any(criterion.random)
    ]
    for priority in sorted({int(c.level) for c in comparison.soft}):
        penalties = tuple(
            contender.score.priorities[priority] for contender in comparison.contenders
        )
        found.append(
            _Panel(
                f"Priority {priority}, together",
                "penalty",
                penalties,
                comparison.bounds.get(priority),
                "bound",
                None,
            )
        )
    return [p for p in found if any(p.amounts) or p.limit or p.baseline]


def _draw(axes: Axes, panel: _Panel, palette: Palette) -> None:
    names = [clean(name, 16) for name in palette.names]
    widest = max([*panel.amounts, panel.baseline or 0, panel.limit or 0, 1])
    axes.set_xlim(0, widest * _ROOM)
    for index, amount in enumerate(panel.amounts):
        colour = palette.colour(index)
        axes.barh(index, amount, color=colour, height=0.72)
        _number(axes, index, amount, widest, colour)
    _line(axes, panel.limit, "-", INK)
    _line(axes, panel.baseline, ":", QUIET)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.set_title(f"{clean(panel.title, 44)}\n{panel.unit}", fontsize=8.5)


def _number(axes: Axes, index: int, amount: int, widest: float, colour: str) -> None:
    inside = amount > 0.3 * widest
    axes.annotate(
        f"{amount:,}",
        (amount, index),
        xytext=(-3 if inside else 3, 0),
        textcoords="offset points",
        ha="right" if inside else "left",
        va="center",
        fontsize=7.5,
        color=text_on(colour) if inside else INK,
    )


def _line(axes: Axes, at: float | None, dash: str, colour: str) -> None:
    draw: Callable[..., object] = axes.axvline
    if at is not None:
        draw(at, color=colour, linestyle=dash, linewidth=1.6, clip_on=False, zorder=3)
