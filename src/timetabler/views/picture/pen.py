"""Draws on a page: boxes, outlines and texts, in points from its upper left corner."""

from collections.abc import Sequence
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from timetabler.views.picture.fonts import Fonts
from timetabler.views.picture.geometry import Rect
from timetabler.views.picture.symbols import Outline

_BASELINE = 0.955
"""Where a line's baseline is below its top, as a multiple of the font size."""


class Pen:
    """Draws on one page of a figure."""

    def __init__(self, figure: Figure, fonts: Fonts, place: Rect) -> None:
        """Take a page at hand.

        Args:
            figure: Where to draw; one point is 1/72 of its inches.
            fonts: The fonts of every text.
            place: Where on the figure the page lies, in points.
        """
        self.fonts = fonts
        self._figure = figure
        top = figure.get_figheight() - place.y / 72
        points = Affine2D().scale(1 / 72, -1 / 72).translate(place.x / 72, top)
        self._transform = points + figure.dpi_scale_trans

    def _add(self, artist: Artist) -> None:
        # Artists of one order are drawn as they come: what is drawn later hides.
        artist.set_zorder(1)
        artist.set_transform(self._transform)
        self._figure.add_artist(artist)

    def box(
        self,
        place: Rect,
        *,
        fill: str = "none",
        edge: str = "none",
        thick: float = 0.0,
        dash: float = 0.0,
    ) -> None:
        """Draw a rectangle.

        Args:
            place: Where.
            fill: The colour inside.
            edge: The colour of the edge, half of which lies outside.
            thick: How thick the edge is, in points.
            dash: How long its dashes and the gaps between are; 0 for no gaps.
        """
        patch = Rectangle(
            (place.x, place.y),
            place.width,
            place.height,
            facecolor=fill,
            edgecolor=edge,
            linewidth=thick,
            linestyle=(0, (dash, dash)) if dash else "solid",
        )
        self._add(patch)

    def shape(
        self, outlines: Sequence[Outline], place: Rect, colour: str, *, unit: bool
    ) -> None:
        """Fill outlines.

        Args:
            outlines: What to fill.
            place: Where; outlines in points only take its corner.
            colour: With what.
            unit: Whether the outlines are in a box of 1 by 1, not in points.
        """
        across, down = (place.width, place.height) if unit else (1.0, 1.0)
        moved = [
            Path(
                [(place.x + x * across, place.y + y * down) for x, y in (*o, o[0])],
                closed=True,
            )
            for o in outlines
        ]
        path = Path.make_compound_path(*moved)
        self._add(PathPatch(path, facecolor=colour, linewidth=0))

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str,
        thick: float,
    ) -> None:
        """Draw a straight line, ``thick`` points wide."""
        line = Line2D(
            (start[0], end[0]),
            (start[1], end[1]),
            color=colour,
            linewidth=thick,
            solid_capstyle="butt",
        )
        self._add(line)

    def text(
        self,
        text: str,
        place: tuple[float, float],
        size: float,
        *,
        bold: bool = False,
        colour: str = "#000000",
        align: Literal["left", "center", "right"] = "left",
        owner: str = "",
    ) -> None:
        """Write one line, its upper edge at ``place``.

        Args:
            text: A clean text (see ``Fonts``).
            place: Its left, centre or right, as ``align`` says, and its top.
            size: The font's, in points.
            bold: Whether it is bold.
            colour: Its colour.
            align: ``left``, ``center`` or ``right``.
            owner: What it belongs to; not drawn, but found by who reads the figure.
        """
        if not text:
            return
        written = Text(
            place[0],
            place[1] + _BASELINE * size,
            text,
            color=colour,
            fontproperties=self.fonts.properties(size, bold=bold),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
        )
        written.set_label(owner)
        self._add(written)
