"""Shapes that are drawn rather than written: track patterns, the pin, the person.

Each is a list of outlines, each outline a list of points, in a box from (0, 0), the
upper left corner, to (1, 1), or in points where that is said.
"""

from math import cos, pi, sin

Outline = list[tuple[float, float]]


def _disc(x: float, y: float, radius: float) -> Outline:
    turns = [2 * pi * step / 24 for step in range(24)]
    return [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]


def _oblong(x: float, y: float, width: float, height: float) -> Outline:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


PIN: list[Outline] = [
    _oblong(0.27, 0.0, 0.46, 0.1),
    [(0.36, 0.1), (0.64, 0.1), (0.68, 0.42), (0.32, 0.42)],
    [(0.32, 0.42), (0.68, 0.42), (0.82, 0.58), (0.18, 0.58)],
    [(0.45, 0.58), (0.55, 0.58), (0.5, 1.0)],
]
PERSON: list[Outline] = [
    _disc(0.5, 0.24, 0.24),
    [(0.08, 1.0), (0.08, 0.76), (0.26, 0.56), (0.74, 0.56), (0.92, 0.76), (0.92, 1.0)],
]

_DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (7.0, 2.5),
    (2.0, 2.0),
    (8.0, 2.0, 2.0, 2.0),
)
"""Lengths of strokes and gaps in turn, in points; none: one stroke all along."""
_RAILS, _LADDER = len(_DASHES), len(_DASHES) + 1


def bar(pattern: int, width: float, height: float) -> list[Outline]:
    """The bar that tells tracks of one colour apart, in points from its corner."""
    if pattern < _RAILS:
        return _strokes(_DASHES[pattern], width, height)
    third = width / 3
    rails = [_oblong(0, 0, third, height), _oblong(2 * third, 0, third, height)]
    if pattern == _LADDER:
        step, rung = 5.0, 1.5
        places = range(max(1, int((height - rung) / step) + 1))
        rails += [_oblong(third, place * step, third, rung) for place in places]
    return rails


def _strokes(lengths: tuple[float, ...], width: float, height: float) -> list[Outline]:
    if not lengths:
        return [_oblong(0, 0, width, height)]
    found: list[Outline] = []
    y, turn = 0.0, 0
    while y < height:
        length = lengths[turn % len(lengths)]
        if turn % 2 == 0:
            found.append(_oblong(0, y, width, min(length, height - y)))
        y += length
        turn += 1
    return found
