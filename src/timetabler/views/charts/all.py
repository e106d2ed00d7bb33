"""Every chart of a comparison, by name."""

from collections.abc import Callable, Iterator

from matplotlib.figure import Figure

from timetabler.timetable.comparison import Comparison
from timetabler.views.charts.bars import criteria_bars
from timetabler.views.charts.base import render, settings
from timetabler.views.charts.conflicts import conflict_matrices
from timetabler.views.charts.distances import distance_map
from timetabler.views.charts.parallel import parallel_coordinates
from timetabler.views.charts.speakers import speaker_load
from timetabler.views.charts.times import people_against_seats, rooms_over_time

CHARTS: dict[str, Callable[[Comparison], Figure | None]] = {
    "criteria": criteria_bars,
    "parallel": parallel_coordinates,
    "rooms": rooms_over_time,
    "people": people_against_seats,
    "speakers": speaker_load,
    "conflicts": conflict_matrices,
    "distances": distance_map,
}
"""Charts by the names of their files."""

SUFFIXES = (".png", ".svg")


def charts(comparison: Comparison) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Draw every chart that has something to show, in every format.

    The bytes are the same for the same comparison.
    """
    with settings():
        for name, draw in CHARTS.items():
            figure = draw(comparison)
            if figure is not None:
                yield name, {suffix: render(figure, suffix) for suffix in SUFFIXES}
