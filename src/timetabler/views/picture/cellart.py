"""Draws one talk: background, track bar, words, marks."""

from timetabler.views.layout.brief import Brief
from timetabler.views.layout.colours import mixed
from timetabler.views.layout.shapes import Cell, Grid
from timetabler.views.picture.fit import Box, Line, Words, fit
from timetabler.views.picture.geometry import Rect
from timetabler.views.picture.pen import Pen
from timetabler.views.picture.symbols import PERSON, PIN, bar

BAR = 5.0
CONFLICT = "#b00020"
INK = "#000000"
_PAD = 3.0
_GAP = 0.7
_CHIP = 8.5
_COUNT = 6.0
_SYMBOL = 6.5
_CROWDED = 0.6


def draw_talk(pen: Pen, brief: Brief, grid: Grid, cell: Cell, place: Rect) -> None:
    """Draw a talk inside a rectangle of the page; nothing of it leaves that."""
    look = brief.look(cell)
    place = place.inset(min(_GAP, place.width / 8, place.height / 8))
    edge = mixed(look.colour, "#000000", 0.8)
    draw_swatch(pen, place, look.colour, look.pattern, look.tint)
    pen.box(place.inset(0.3), edge=edge, thick=0.6)
    border = 0.0
    if cell.talk in brief.marks.conflicts:
        border = draw_conflict(pen, place)
    corner = _draw_chips(pen, brief, cell, place.inset(border))
    inner = _inner(place, border)
    box = Box(inner.width, inner.height, corner, _CHIP + 1.5)
    lines = fit(_words(pen, brief, grid, cell), box, pen.fonts)
    _draw_words(pen, brief, cell, lines, inner)


def draw_swatch(pen: Pen, place: Rect, colour: str, pattern: int, tint: str) -> None:
    """Fill a rectangle as a track's talks are: pale, with a bar at its left."""
    pen.box(place, fill=tint)
    width = min(BAR, place.width)
    pen.box(Rect(place.x, place.y, width, place.height), fill="#ffffff")
    strip = Rect(place.x, place.y, width, place.height)
    pen.shape(bar(pattern, width, place.height), strip, colour, unit=False)


def draw_conflict(pen: Pen, place: Rect) -> float:
    """Draw a thick red and white border inside a rectangle; say how thick it is."""
    thick = min(3.0, place.height / 8)
    inner = place.inset(thick / 2)
    pen.box(inner, edge=CONFLICT, thick=thick)
    pen.box(inner, edge="#ffffff", thick=thick / 2, dash=1.8)
    return thick


def draw_pin(pen: Pen, place: Rect) -> None:
    """Draw the sign of a pinned talk."""
    pen.shape([*PIN], place, INK, unit=True)


def draw_seatless(pen: Pen, place: Rect, count: str, owner: str = "") -> None:
    """Draw the sign of people without a seat, and how many they are."""
    pen.box(place, fill=INK)
    person = Rect(place.x + 1.5, place.y + 1.2, 0.65 * _SYMBOL, place.height - 2.4)
    pen.shape([*PERSON], person, "#ffffff", unit=True)
    if count:
        at = (
            person.x + person.width + 1.3,
            place.y + (place.height - _COUNT) / 2 - 0.4,
        )
        pen.text(count, at, _COUNT, bold=True, colour="#ffffff", owner=owner)


def seatless_width(pen: Pen, count: str) -> float:
    """How wide the sign of people without a seat is, in points."""
    text = pen.fonts.width(count, _COUNT, bold=True) + 1.8 if count else 0.0
    return 0.65 * _SYMBOL + 3.0 + text


def _draw_chips(pen: Pen, brief: Brief, cell: Cell, place: Rect) -> float:
    """Draw the marks at the upper right; return how much width they take."""
    if place.height < _CHIP or place.width < 3 * _CHIP:
        return 0.0
    right = place.x + place.width - 1.5
    start = right
    people = brief.marks.seatless.get(cell.talk)
    if people:
        count = f"+{people}"
        if seatless_width(pen, count) > place.width * _CROWDED:
            count = ""
        width = seatless_width(pen, count)
        chip = Rect(right - width, place.y + 1.2, width, _CHIP)
        draw_seatless(pen, chip, count, cell.talk)
        right -= width + 2
    if cell.talk in brief.marks.pinned:
        draw_pin(pen, Rect(right - _SYMBOL, place.y + 1.5, _SYMBOL, _CHIP - 0.6))
        right -= _SYMBOL + 2
    return start - right


def _draw_words(
    pen: Pen, brief: Brief, cell: Cell, lines: list[Line], place: Rect
) -> None:
    colour = brief.look(cell).text
    y = place.y
    for line in lines:
        if line.text:
            at = (place.x, y)
            pen.text(
                line.text, at, line.size, bold=line.bold, colour=colour, owner=cell.talk
            )
        y += line.height


def _inner(place: Rect, border: float) -> Rect:
    """Where the words of a cell can stand."""
    left = max(BAR, border) + _PAD
    edge = max(border, 0.6)
    top = edge + (0.8 if place.height > _CHIP else 0.0)
    width = place.width - left - border - _PAD / 2
    return Rect(place.x + left, place.y + top, width, place.height - top - edge)


def _words(pen: Pen, brief: Brief, grid: Grid, cell: Cell) -> Words:
    start, end = brief.times(grid, cell)
    aside = brief.aside(grid, cell)
    told = [f"{start}–{end} · {aside}", f"{start} · {aside}"] if aside else []
    talk = brief.problem.talks[cell.talk]
    clean = pen.fonts.clean
    return Words(
        tuple(clean(head) for head in (*told, f"{start}–{end}", start)),
        clean(talk.title),
        tuple(clean(name) for name in brief.speakers(cell)),
    )
