"""How far apart timetables are, as a map."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from timetabler.timetable.comparison import Comparison
from timetabler.views.charts.base import Palette, bare, clean, new_figure

_DARK = 0.55
_NEAR = 1e-9


def classical_mds(
    distances: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Place points in the plane so that their distances are as near as can be.

    Classical multidimensional scaling (Torgerson 1952): the two largest eigenvalues of
    the doubly centred squared distances.
    """
    count = len(distances)
    centring = np.eye(count) - np.full((count, count), 1 / count)
    gram = -0.5 * centring @ (distances**2) @ centring
    values, vectors = np.linalg.eigh(gram)
    chosen = np.argsort(values)[::-1][:2]
    points = np.zeros((count, 2))
    for axis, index in enumerate(chosen):
        vector = vectors[:, index]
        # The sign of an eigenvector is arbitrary; the first entry decides it here.
        leading = vector[np.argmax(np.abs(vector) > _NEAR)]
        turned = vector if leading >= 0 else -vector
        points[:, axis] = turned * np.sqrt(max(0.0, values[index]))
    return points


def distance_map(comparison: Comparison) -> Figure | None:
    """Draw timetables as points of a map; None for fewer than three."""
    count = len(comparison.names)
    if count < 3:  # noqa: PLR2004 - two points make no map
        return None
    distances = np.array(comparison.distances())
    points = classical_mds(distances)
    figure = new_figure(
        10.5,
        4.8,
        "How far apart the timetables are",
        "The nearer two points, the more talks are in the same place;"
        " a flat map can only come near to that.\nThe numbers are exact: the share of"
        " talks that differ.",
    )
    axes, table = figure.subplots(1, 2, width_ratios=(3, 2))
    palette = Palette(comparison.names)
    _numbers(table, comparison, distances)
    for index, name in enumerate(comparison.names):
        axes.scatter(
            points[index, 0],
            points[index, 1],
            s=110,
            color=palette.colour(index),
            marker=palette.marker(index),
            edgecolor="#000000",
            linewidth=0.8,
            zorder=3,
        )
        axes.annotate(
            clean(name),
            points[index],
            xytext=(8, 6),
            textcoords="offset points",
            fontweight="bold",
            zorder=4,
        )
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.18)
    bare(axes)
    return figure


def _numbers(
    axes: Axes,
    comparison: Comparison,
    distances: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> None:
    """Write the exact distances beside the map."""
    names = [clean(name, 12) for name in comparison.names]
    count = len(names)
    axes.imshow(distances, cmap="cividis_r", vmin=0, vmax=1)
    for (row, column), share in np.ndenumerate(distances):
        if row != column:
            colour = "#ffffff" if share > _DARK else "#000000"
            text = f"{share:.0%}"
            axes.text(
                column, row, text, ha="center", va="center", fontsize=8, color=colour
            )
    axes.set_xticks(range(count), names, rotation=90)
    axes.set_yticks(range(count), names)
    axes.tick_params(length=0)
