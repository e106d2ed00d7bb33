"""Which tracks are on at the same time, as a matrix."""

from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from timetabler.problem.problem import Problem
from timetabler.timetable.comparison import Comparison
from timetabler.timetable.timetable import Timetable
from timetabler.views.charts.base import clean, new_figure

_FEW, _SIZES = 12, (8.0, 5.0)
_ACROSS = 3
_NONE = "no track"


def conflict_matrices(comparison: Comparison) -> Figure | None:
    """Draw for each timetable how long each two tracks are on at the same time.

    None where no two talks of tracks are ever parallel.
    """
    problem = comparison.problem
    tracks = list(dict.fromkeys(problem.talks[t].track or "" for t in comparison.talks))
    tables = [contender.timetable for contender in comparison.contenders]
    found = [_matrix(problem, timetable, tracks) for timetable in tables]
    most = max(int(matrix.max(initial=0)) for matrix in found)
    if most == 0:
        return None
    across = min(_ACROSS, len(found))
    down = ceil(len(found) / across)
    size = max(2.9, min(5.0, 1.2 + 0.2 * len(tracks)))
    figure = new_figure(
        across * size + 1.2,
        down * size + 1.0,
        "Tracks at the same time",
        "Minutes for which talks of both tracks are on; on the diagonal, two talks of"
        " the same track. Blank: never.",
    )
    grid = figure.subplots(down, across, squeeze=False)
    cells: list[Axes] = [axes for row in grid for axes in row]
    titles = [clean(problem.tracks[t].title if t else _NONE, 18) for t in tracks]
    image = None
    for index, (axes, matrix) in enumerate(zip(cells, found, strict=False)):
        shown = np.ma.masked_equal(matrix, 0)
        image = axes.imshow(shown, cmap="cividis_r", vmin=0, vmax=most)
        axes.set_title(clean(comparison.names[index]))
        _label(axes, titles, first=index % across == 0)
        if len(tracks) <= _FEW:
            _numbers(axes, matrix, most)
    for axes in cells[len(found) :]:
        axes.set_visible(False)
    if image is not None:
        figure.colorbar(image, ax=cells[: len(found)], label="minutes", shrink=0.6)
    return figure


def _matrix(
    problem: Problem, timetable: Timetable, tracks: list[str]
) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    """Minutes in parallel of each two tracks, pair of talks by pair of talks."""
    place = {track: index for index, track in enumerate(tracks)}
    spans = [
        (p.start, timetable.end(problem, p.talk), problem.talks[p.talk].track or "")
        for p in timetable
    ]
    matrix = np.zeros((len(tracks), len(tracks)), dtype=np.int64)
    for index, (_, end, track) in enumerate(spans):
        for later_start, later_end, other in spans[index + 1 :]:
            if later_start >= end:
                break
            minutes = min(end, later_end) - later_start
            one, two = place[track], place[other]
            matrix[one, two] += minutes
            if one != two:
                matrix[two, one] += minutes
    return matrix


def _label(axes: Axes, titles: list[str], *, first: bool) -> None:
    size = _SIZES[0] if len(titles) <= _FEW else _SIZES[1]
    places = range(len(titles))
    axes.set_xticks(places, titles, rotation=90, fontsize=size)
    axes.set_yticks(places, titles if first else [""] * len(titles), fontsize=size)
    axes.tick_params(length=0)


def _numbers(
    axes: Axes, matrix: "np.ndarray[tuple[int, int], np.dtype[np.int64]]", most: int
) -> None:
    for (row, column), minutes in np.ndenumerate(matrix):
        if minutes:
            colour = "#ffffff" if minutes > 0.55 * most else "#000000"
            axes.text(
                column,
                row,
                str(minutes),
                ha="center",
                va="center",
                fontsize=6.5,
                color=colour,
            )
