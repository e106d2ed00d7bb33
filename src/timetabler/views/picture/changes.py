"""The new grid with ghosts: where talks were, dashed, and arrows to where they are."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import hypot

from timetabler.problem.problem import Problem
from timetabler.timetable.diff import Change, Diff
from timetabler.timetable.telling import title_of, when_words
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.views.layout.brief import Brief
from timetabler.views.layout.layout import grids
from timetabler.views.layout.marks import marks_of
from timetabler.views.layout.shapes import Grid
from timetabler.views.layout.tracks import looks
from timetabler.views.picture.canvas import Canvas
from timetabler.views.picture.fit import LINE
from timetabler.views.picture.geometry import MARGIN, Frame, Rect
from timetabler.views.picture.pen import Pen
from timetabler.views.picture.sheet import Leaf
from timetabler.views.picture.wrapping import shorten, wrap

_COLOURS = {
    "cancelled": "#b00020",
    "added": "#00603a",
    "day": "#7a2f8f",
    "time": "#b35900",
    "room": "#00529b",
}
_KEY = "dashed: where talks were · arrows: where they went"
_GHOST = "was\x00"
_SIZE, _THICK, _HEAD = 7.0, 2.4, 7.0


def change_pictures(
    problem: Problem, new: Timetable, diff: Diff, suffixes: Iterable[str]
) -> dict[str, bytes]:
    """Draw the new timetable with what has changed painted over it.

    Only pages on which something changes are drawn; all, if nothing does. What the
    problem does not know any more (a talk, a room) has no place on them.

    Args:
        problem: The conference.
        new: The later timetable.
        diff: The difference to the earlier one.
        suffixes: ``.png``, ``.svg``, ``.pdf``.
    """
    haunted, both = _haunted(problem, new, diff)
    brief = Brief(haunted, both, marks_of(problem, new), looks(problem))
    pages = grids(haunted, both)
    touched = [page for page in pages if _is_touched(page, diff)]
    canvas = _Painted(brief, touched or pages, diff)
    return {suffix: canvas.render(suffix) for suffix in suffixes}


def _haunted(problem: Problem, new: Timetable, diff: Diff) -> tuple[Problem, Timetable]:
    """Add a ghost for every place that has been left, so that it gets room to show."""
    talks, places = dict(problem.talks), dict(new.placements)
    for change in diff.changes:
        was, talk = change.was, problem.talks.get(change.talk)
        if was is None or talk is None or was.room not in problem.rooms:
            continue
        ghost = f"{_GHOST}{change.talk}"
        talks[ghost] = replace(talk, id=ghost, speakers=(), optional=0)
        places[ghost] = Placement(was.start, was.room, ghost)
    timetable = Timetable(dict(sorted(places.items())))
    return replace(problem, talks=talks), timetable


def _is_touched(page: Grid, diff: Diff) -> bool:
    return any(cell.talk.removeprefix(_GHOST) in diff.by_talk for cell in page.cells)


class _Painted(Canvas):
    """Paints ghosts, borders and arrows over each page."""

    def __init__(self, brief: Brief, pages: list[Grid], diff: Diff) -> None:
        super().__init__(brief, pages)
        self._diff = diff

    def _paint(self, pen: Pen, leaf: Leaf) -> None:
        super()._paint(pen, leaf)
        frame = leaf.frame
        body = frame.body
        at = (body.x + body.width, frame.height - MARGIN + 6)
        pen.text(_KEY, at, _SIZE + 1, align="right", colour="#505050")
        places = {cell.talk: frame.cell(cell) for cell in frame.grid.cells}
        for talk, place in places.items():
            change = self._diff.by_talk.get(talk.removeprefix(_GHOST))
            if change is None:
                continue
            if talk.startswith(_GHOST):
                self._ghost(pen, change, place, places.get(change.talk))
            else:
                inner = place.inset(_THICK / 2 + 0.4)
                pen.box(inner, edge=_COLOURS[change.kind], thick=_THICK)
        for start, end, change in self._arrows(frame):
            _arrow(pen, start, end, _COLOURS[change.kind])

    def _ghost(self, pen: Pen, change: Change, place: Rect, now: Rect | None) -> None:
        """Draw where a talk was; say where it went if that is on another page."""
        colour = _COLOURS[change.kind]
        inner = place.inset(1.2)
        pen.box(inner, fill="#ffffff", edge=colour, thick=1.0, dash=3.0)
        problem = self._brief.problem
        words = [title_of(problem, change.talk)]
        if change.now is None:
            words.insert(0, "cancelled")
        elif now is None:
            words.insert(0, f"now {when_words(problem, change.now.start)}")
        room = inner.width - 6
        y = inner.y + 2
        for line in self._lines(pen, words, room):
            if y + _SIZE * LINE > inner.y + inner.height:
                break
            pen.text(line, (inner.x + 3, y), _SIZE, colour=colour)
            y += _SIZE * LINE

    def _lines(self, pen: Pen, words: list[str], room: float) -> Iterator[str]:
        for text in words:
            for line in wrap(pen.fonts.clean(text), (room,), _SIZE, pen.fonts):
                yield shorten(line, room, _SIZE, pen.fonts)

    def _arrows(
        self, frame: Frame
    ) -> Iterator[tuple[tuple[float, float], tuple[float, float], Change]]:
        """Yield an arrow from each ghost to its talk, where both are on the page."""
        places = {cell.talk: frame.cell(cell) for cell in frame.grid.cells}
        for talk, place in places.items():
            now = places.get(talk.removeprefix(_GHOST))
            if talk.startswith(_GHOST) and now is not None:
                change = self._diff.by_talk[talk.removeprefix(_GHOST)]
                yield _middle(place), _middle(now), change


def _middle(place: Rect) -> tuple[float, float]:
    # Right of the middle and low, where words are few.
    return place.x + 0.8 * place.width, place.y + 0.75 * place.height


def _arrow(
    pen: Pen, start: tuple[float, float], end: tuple[float, float], colour: str
) -> None:
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    if length < _HEAD:
        return
    x, y = across / length, down / length
    neck = (end[0] - x * _HEAD, end[1] - y * _HEAD)
    pen.line(start, neck, colour=colour, thick=1.6)
    half = _HEAD / 2
    head = [
        (x * _HEAD, y * _HEAD),
        (-y * half, x * half),
        (y * half, -x * half),
    ]
    pen.shape([head], Rect(neck[0], neck[1], 1, 1), colour, unit=False)
