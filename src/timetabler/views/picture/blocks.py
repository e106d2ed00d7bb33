"""Draws the times without talks: breaks and closed times."""

from collections.abc import Iterator

from timetabler.views.layout.shapes import Block
from timetabler.views.picture.geometry import Frame, Rect
from timetabler.views.picture.pen import Pen
from timetabler.views.picture.wrapping import shorten

_BREAK, _BREAK_TEXT = "#ececec", "#404040"
_LARGEST, _SMALLEST = 9.0, 5.0
_PAD = 3.0
_HATCH_STEP = 6.0


def draw_block(pen: Pen, frame: Frame, block: Block) -> None:
    """Draw a break with its title, or a closed time with stripes."""
    place = frame.span(block.column, block.columns, block.start, block.end)
    if block.kind == "closed":
        draw_closed(pen, place)
        return
    pen.box(place, fill=_BREAK)
    size = min(_LARGEST, place.height * 0.8)
    first, count = max(frame.grid.free(block), key=lambda run: run[1])
    if not count or size < _SMALLEST:
        return
    place = frame.span(first, count, block.start, block.end)
    fonts = pen.fonts
    text = shorten(fonts.clean(block.title), place.width - 2 * _PAD, size, fonts)
    at = (place.x + place.width / 2, place.y + (place.height - size * 1.16) / 2)
    pen.text(text, at, size, colour=_BREAK_TEXT, align="center", owner="break")


def draw_closed(pen: Pen, place: Rect) -> None:
    """Fill a rectangle with thin slanting stripes."""
    pen.box(place, fill="#f6f6f6")
    for start, end in _stripes(place):
        pen.line(start, end, colour="#c4c4c4", thick=0.6)


def _stripes(
    place: Rect,
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield lines that rise to the right and stay inside the rectangle."""
    right, bottom = place.x + place.width, place.y + place.height
    along = _HATCH_STEP
    while along < place.width + place.height:
        low = min(along, place.height)
        high = max(0.0, along - place.width)
        start = (place.x + along - low, place.y + low)
        end = (min(right, place.x + along), place.y + high)
        if start[1] <= bottom:
            yield start, end
        along += _HATCH_STEP
