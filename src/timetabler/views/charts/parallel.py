"""Parallel coordinates: one line a timetable, one axis a criterion."""

from matplotlib.figure import Figure

from timetabler.timetable.comparison import Comparison, Criterion
from timetabler.views.charts.base import QUIET, Palette, bare, clean, new_figure

_LEAST = 2
_SPREAD = 0.012


def parallel_coordinates(comparison: Comparison) -> Figure | None:
    """Draw every timetable as a line across the criteria; the top is best.

    None where fewer than two criteria tell the timetables apart.
    """
    told = [c for c in comparison.soft if len(set(c.amounts)) > 1]
    if len(told) < _LEAST:
        return None
    figure = new_figure(
        max(7.0, 1.7 * len(told)),
        4.6,
        "Where each timetable is strong",
        "Each axis is one criterion in its own unit; the top is best. Lines that cross"
        " are trade-offs. Criteria in which all are alike are left out.",
    )
    axes = figure.subplots()
    palette = Palette(comparison.names)
    for position, criterion in enumerate(told):
        best, worst = _span(criterion)
        axes.plot([position] * 2, [0, 1], color=QUIET, linewidth=0.8)
        for at, amount, align in ((1.0, best, "bottom"), (0.0, worst, "top")):
            shift = 11 if align == "bottom" else -11
            axes.annotate(
                f"{amount:,}",
                (position, at),
                xytext=(0, shift),
                textcoords="offset points",
                ha="center",
                va=align,
                fontsize=8,
            )
    for index, name in enumerate(comparison.names):
        # Lines that would hide each other are drawn a little apart.
        aside = (index - (len(comparison.names) - 1) / 2) * _SPREAD
        axes.plot(
            range(len(told)),
            [_height(criterion, index) + aside for criterion in told],
            color=palette.colour(index),
            marker=palette.marker(index),
            linestyle=palette.dash(index),
            linewidth=2,
            markersize=7,
            label=clean(name),
        )
    bare(axes)
    axes.set_xticks(
        range(len(told)), [f"{clean(c.name, 20)}\n{clean(c.unit, 20)}" for c in told]
    )
    axes.tick_params(axis="x", length=0, pad=14)
    axes.set_ylim(-0.12, 1.12)
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
    return figure


def _span(criterion: Criterion) -> tuple[int, int]:
    best = min(criterion.amounts)
    if criterion.ideal is not None:
        best = min(best, criterion.ideal.bound)
    return best, max(criterion.amounts)


def _height(criterion: Criterion, index: int) -> float:
    best, worst = _span(criterion)
    return (worst - criterion.amounts[index]) / (worst - best)
