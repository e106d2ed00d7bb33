"""Makes figures and files of the pages of a picture."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from matplotlib import style
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from timetabler import __version__
from timetabler.problem.problem import Problem
from timetabler.views.layout.brief import Brief
from timetabler.views.layout.shapes import Grid
from timetabler.views.picture.fonts import Fonts
from timetabler.views.picture.geometry import Rect
from timetabler.views.picture.pen import Pen
from timetabler.views.picture.sheet import Leaf, draw_leaf, leaves

_DPI = 130
_MOST_PIXELS = 120_000_000
_TALLEST = 60_000
_BETWEEN = 18.0
_CREATOR = f"timetabler {__version__}"


class Canvas:
    """The pages of one timetable, planned once and drawn as often as is asked."""

    def __init__(self, brief: Brief, grids: list[Grid]) -> None:
        """Plan the pages.

        Args:
            brief: What to draw.
            grids: One for each page.
        """
        self._brief = brief
        with _settings():
            self._fonts = Fonts(_texts(brief.problem))
            self._leaves = leaves(brief, grids, self._fonts)

    def figures(self) -> list[Figure]:
        """Draw each page on a figure of its own."""
        with _settings():
            return [self._figure([leaf]) for leaf in self._leaves]

    def render(self, suffix: str) -> bytes:
        """Make the bytes of a file whose name ends in ``.png``, ``.svg`` or ``.pdf``.

        They hold no date, and are the same for the same pages.
        """
        buffer = BytesIO()
        with _settings():
            if suffix == ".pdf":
                self._pdf(buffer)
            elif suffix == ".svg":
                self._image(buffer, "svg", self._about("Creator", "Date"))
            else:
                self._image(buffer, "png", {"Software": _CREATOR})
        return buffer.getvalue()

    def _about(self, creator: str, *empty: str) -> dict[str, str | None]:
        title = self._fonts.clean(self._brief.problem.title)
        return {"Title": title, creator: _CREATOR, **dict.fromkeys(empty)}

    def _image(
        self, buffer: BytesIO, kind: str, metadata: dict[str, str | None]
    ) -> None:
        figure = self._figure(self._leaves)
        figure.savefig(buffer, format=kind, dpi=_dpi(figure), metadata=metadata)

    def _pdf(self, buffer: BytesIO) -> None:
        metadata = self._about("Creator", "Producer", "CreationDate")
        with PdfPages(buffer, metadata=metadata) as pdf:
            for leaf in self._leaves:
                pdf.savefig(self._figure([leaf]))

    def _figure(self, pages: list[Leaf]) -> Figure:
        """Draw pages below each other."""
        frames = [leaf.frame for leaf in pages]
        width = max(frame.width for frame in frames)
        height = sum(frame.height for frame in frames) + _BETWEEN * (len(frames) - 1)
        figure = Figure(figsize=(width / 72, height / 72), facecolor="#ffffff")
        y = 0.0
        for leaf in pages:
            place = Rect(0, y, leaf.frame.width, leaf.frame.height)
            self._paint(Pen(figure, self._fonts, place), leaf)
            y += leaf.frame.height + _BETWEEN
        return figure

    def _paint(self, pen: Pen, leaf: Leaf) -> None:
        """Draw one page."""
        draw_leaf(pen, self._brief, leaf)


def _dpi(figure: Figure) -> float:
    """Dots an inch: fewer where a very tall picture would not fit into memory."""
    width, height = figure.get_size_inches()
    by_area = (_MOST_PIXELS / (width * height)) ** 0.5
    return float(min(_DPI, by_area, _TALLEST / height))


def _texts(problem: Problem) -> Iterator[str]:
    """Yield every text of a problem that can come up in a picture."""
    yield problem.title
    for named in (problem.days, problem.breaks, problem.rooms, problem.tracks):
        yield from (entry.title for entry in named.values())
    yield from (speaker.name for speaker in problem.speakers.values())
    yield from (talk.title for talk in problem.talks.values())


@contextmanager
def _settings() -> Iterator[None]:
    """Settings of matplotlib that make the same output whatever a user has set."""
    mine: dict[str, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "timetabler",
        "pdf.fonttype": 42,
        # For viewers of SVG that do not have the first.
        "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica", "sans-serif"],
        "text.hinting": "none",
        "lines.scale_dashes": False,
    }
    # Looking for a font that has a rare character, it warns of every one it passes.
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with style.context(["default", mine]):
            yield
    finally:
        log.setLevel(level)
