"""The trade-off between two criteria."""

from collections.abc import Sequence

from matplotlib.ticker import MaxNLocator

from timetabler.views.charts.base import RULE, clean, new_figure, render, settings
from timetabler.views.layout.colours import PALETTE


def frontier_chart(
    one: tuple[str, str],
    other: tuple[str, str],
    points: Sequence[tuple[int, int, bool]],
    suffixes: Sequence[str],
) -> dict[str, bytes]:
    """Draw the curve between two criteria, in several formats.

    Args:
        one: The first criterion's name and unit.
        other: The second's.
        points: Their amounts, and whether the point is proven.
        suffixes: The formats, as ``.png``.
    """
    with settings():
        figure = new_figure(
            7.0,
            4.6,
            f"{clean(one[0])} against {clean(other[0])}",
            "Every point is a timetable; left and below is better. Nothing is possible"
            " below the line.\nFull marks are proven, hollow ones are the best found.",
        )
        axes = figure.subplots()
        across = [point[0] for point in points]
        up = [point[1] for point in points]
        axes.step(across, up, where="post", color=PALETTE[0], linewidth=1.4, zorder=2)
        for x, y, proven in points:
            face = PALETTE[0] if proven else "#ffffff"
            axes.scatter(x, y, s=52, facecolor=face, edgecolor=PALETTE[0], zorder=3)
        axes.set_xlabel(f"{clean(one[0])}, {clean(one[1])}")
        axes.set_ylabel(f"{clean(other[0])}, {clean(other[1])}")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(color=RULE, linewidth=0.5)
        axes.margins(0.08)
        axes.set_axisbelow(True)
        return {suffix: render(figure, suffix) for suffix in suffixes}
