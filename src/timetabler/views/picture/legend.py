"""The legend of a page: its tracks and the signs it uses, in rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from timetabler.views.layout.brief import Brief
from timetabler.views.layout.shapes import Grid
from timetabler.views.picture.blocks import draw_closed
from timetabler.views.picture.cellart import (
    draw_conflict,
    draw_pin,
    draw_seatless,
    draw_swatch,
    seatless_width,
)
from timetabler.views.picture.fonts import Fonts
from timetabler.views.picture.geometry import Frame, Rect
from timetabler.views.picture.pen import Pen
from timetabler.views.picture.wrapping import shorten, wrap

ROW = 15.0
_SIGN = 22.0
_SIGN_HEIGHT = 10.0
_TEXT = 7.5
_BETWEEN = 16.0
_NOTE_LINES = 3

Draw = Callable[[Pen, Rect], None]


@dataclass(frozen=True)
class Item:
    """A sign and what it means."""

    sign: Draw
    meaning: str


def items(brief: Brief, grid: Grid) -> Iterator[Item]:
    """Yield what a page uses and what needs to be said of it."""
    used = {brief.problem.talks[cell.talk].track or "" for cell in grid.cells}
    if used - {""}:
        for track, look in brief.looks.items():
            if track in used:
                sign = partial(_swatch, look.colour, look.pattern, look.tint)
                meaning = dict.fromkeys((look.label, look.title))
                yield Item(sign, " · ".join(filter(None, meaning)))
    yield from _signs(brief, grid)


def _signs(brief: Brief, grid: Grid) -> Iterator[Item]:
    talks = {cell.talk for cell in grid.cells}
    if talks & brief.marks.pinned:
        yield Item(_pin, "pinned")
    if talks & brief.marks.seatless.keys():
        yield Item(_person, "people without a seat")
    if talks & brief.marks.conflicts:
        yield Item(_conflict, "breaks a hard constraint")
    if any(block.kind == "closed" for block in grid.blocks):
        away = "not available" if grid.by == "speaker" else "closed"
        yield Item(draw_closed, away)


@dataclass(frozen=True)
class Legend:
    """The items of a page and a note on what is not on any page."""

    items: tuple[Item, ...]
    note: tuple[str, ...]
    item_width: float
    in_row: int

    @property
    def height(self) -> float:
        """Its height, in points."""
        return ROW * (-(-len(self.items) // self.in_row) + len(self.note))


def legend(brief: Brief, grid: Grid, fonts: Fonts, note: str, width: float) -> Legend:
    """Plan the legend of a page.

    Args:
        brief: What is drawn.
        grid: The page's grid.
        fonts: To measure with.
        note: A sentence to put below; may be empty.
        width: How wide it may be, in points.
    """
    found = tuple(items(brief, grid))
    texts = [fonts.width(fonts.clean(item.meaning), _TEXT) for item in found]
    widest = min(width, max(texts, default=0.0) + _SIGN + 4 + _BETWEEN)
    lines = wrap(fonts.clean(note), (width,), _TEXT, fonts)
    if len(lines) > _NOTE_LINES:
        rest = " ".join(lines[_NOTE_LINES - 1 :])
        lines = [*lines[: _NOTE_LINES - 1], shorten(rest, width, _TEXT, fonts)]
    return Legend(found, tuple(lines), widest, max(1, int(width / widest)))


def draw_legend(pen: Pen, plan: Legend, frame: Frame) -> None:
    """Draw a legend where the frame has room for it."""
    left, y = frame.body.x, frame.legend
    for number, item in enumerate(plan.items):
        row, place = divmod(number, plan.in_row)
        x, top = left + place * plan.item_width, y + row * ROW
        item.sign(pen, Rect(x, top, _SIGN, _SIGN_HEIGHT))
        room = plan.item_width - _SIGN - 4
        text = shorten(pen.fonts.clean(item.meaning), room, _TEXT, pen.fonts)
        pen.text(text, (x + _SIGN + 4, top + 0.5), _TEXT)
    y += ROW * -(-len(plan.items) // plan.in_row)
    for number, line in enumerate(plan.note):
        pen.text(line, (left, y + number * ROW), _TEXT)


def _swatch(colour: str, pattern: int, tint: str, pen: Pen, place: Rect) -> None:
    draw_swatch(pen, place, colour, pattern, tint)


def _pin(pen: Pen, place: Rect) -> None:
    draw_pin(pen, Rect(place.x + 8, place.y + 1, 6.5, 8))


def _person(pen: Pen, place: Rect) -> None:
    width = seatless_width(pen, "+9")
    draw_seatless(pen, Rect(place.x + 2, place.y + 0.75, width, 8.5), "+9")


def _conflict(pen: Pen, place: Rect) -> None:
    pen.box(place, fill="#ffffff")
    draw_conflict(pen, place)
