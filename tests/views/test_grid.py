"""Pictures: measured by the renderers that draw them."""

from collections.abc import Callable
from functools import partial

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.brief import Brief
from timetabler.views.layout.layout import BYS, By, grids
from timetabler.views.layout.marks import Marks
from timetabler.views.layout.tracks import looks
from timetabler.views.picture.canvas import _texts
from timetabler.views.picture.fonts import Fonts
from timetabler.views.picture.grid import draw
from timetabler.views.picture.sheet import leaves
from views.small import crowd, two_days

CASES: dict[str, Callable[[], tuple[Problem, Timetable]]] = {
    "small": two_days,
    "few": partial(crowd, 40, 5, 14),
    "crowd": partial(crowd, 120, 9, 40),
}
CROWD = pytest.param("crowd", marks=pytest.mark.slow)
HAIR = 0.75
"""Points by which renderers may round."""


def _written(figure: Figure) -> list[tuple[Text, Bbox]]:
    """The texts of a figure and their extents in points, y upwards."""
    figure.set_dpi(144)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    to_points = Affine2D().scale(72 / figure.dpi)
    found = [
        artist
        for artist in figure.get_children()
        if isinstance(artist, Text) and artist.get_text()
    ]
    return [
        (text, text.get_window_extent(renderer).transformed(to_points))
        for text in found
    ]


def _marked(problem: Problem) -> Marks:
    talks = list(problem.talks)
    return Marks(
        frozenset(talks[::7]),
        {talk: 7 * number for number, talk in enumerate(talks[::5], 1)},
        frozenset(talks[::4]),
    )


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("case", ["small", "few", CROWD])
def test_texts_keep_apart_and_inside_the_page(case: str, by: By) -> None:
    problem, timetable = CASES[case]()
    for figure in draw(problem, timetable, by=by, marks=_marked(problem)):
        width, height = figure.get_size_inches() * 72
        written = _written(figure)
        assert written
        for number, (text, place) in enumerate(written):
            assert place.x0 >= 0, text
            assert place.y0 >= 0, text
            assert place.x1 <= width, text
            assert place.y1 <= height, text
            for other, other_place in written[number + 1 :]:
                across = min(place.x1, other_place.x1) - max(place.x0, other_place.x0)
                down = min(place.y1, other_place.y1) - max(place.y0, other_place.y0)
                assert across <= HAIR or down <= HAIR, (text, other)


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("case", ["few", CROWD])
def test_words_of_a_talk_stay_inside_its_cell(case: str, by: By) -> None:
    problem, timetable = CASES[case]()
    marks = _marked(problem)
    brief = Brief(problem, timetable, marks, looks(problem))
    fonts = Fonts(_texts(problem))
    pages = leaves(brief, grids(problem, timetable, by), fonts)
    seen = set()
    for leaf, figure in zip(
        pages, draw(problem, timetable, by=by, marks=marks), strict=True
    ):
        height = leaf.frame.height
        places: dict[str, list[Bbox]] = {}
        for cell in leaf.frame.grid.cells:
            rect = leaf.frame.cell(cell)
            top = height - rect.y
            box = Bbox([[rect.x, top - rect.height], [rect.x + rect.width, top]])
            places.setdefault(cell.talk, []).append(box)
        for text, extent in _written(figure):
            talk = str(text.get_label())
            if talk in places:
                seen.add(talk)
                assert any(
                    box.padded(HAIR).x0 <= extent.x0
                    and extent.x1 <= box.padded(HAIR).x1
                    and box.padded(HAIR).y0 <= extent.y0
                    and extent.y1 <= box.padded(HAIR).y1
                    for box in places[talk]
                ), text
    assert seen == timetable.placements.keys()
