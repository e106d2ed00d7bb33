"""Fit the words of a talk into its cell: wrap, then shrink, then cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from timetabler.views.picture.wrapping import Measure, shorten, wrap

LINE = 1.22
"""Height of a line, as a multiple of the font size."""
_LARGEST, _SMALLEST = 9.0, 5.5
_TINIEST = 3.5
_WHOLE_WORDS_TO = 6.5
_HEAD = 0.85
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; ``size`` is the font's, in points."""

    text: str
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of the line, in points."""
        return self.size * LINE


@dataclass(frozen=True, slots=True)
class Words:
    """What a cell has to say.

    Attributes:
        heads: When and what, the longest telling first; one of them is shown.
        title: The talk's title.
        speakers: The names of its speakers.
    """

    heads: tuple[str, ...]
    title: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Room for text, in points.

    Attributes:
        width: Its width.
        height: Its height.
        corner: How much of the width is taken at the upper right.
        corner_height: How far down that goes.
    """

    width: float
    height: float
    corner: float = 0.0
    corner_height: float = 0.0

    def widths(self, top: float, line: float) -> tuple[float, ...]:
        """Widths of lines of a height from ``top`` on; the last is that of the rest."""
        beside = max(0, ceil((self.corner_height - top) / line))
        return (*[self.width - self.corner] * beside, self.width)


@dataclass(frozen=True, slots=True)
class _Try:
    size: float
    speaker_lines: int
    chop: bool


def fit(words: Words, box: Box, measure: Measure) -> list[Line]:
    """Choose lines that stay inside a box, as large and as complete as they can be.

    Everything is shown in the largest size in which it fits; where it does not fit in a
    small one, first the speakers are cut, then the title. A box with no room for a
    single line in the tiniest size stays empty.
    """
    if box.width < _SMALLEST:
        return []
    for attempt in _tries():
        lines = _whole(words, box, measure, attempt)
        if lines and sum(line.height for line in lines) <= box.height:
            return lines
    return _cut(words, box, measure)


def _tries() -> Iterator[_Try]:
    size = _LARGEST
    while size >= _SMALLEST:
        small = size <= _WHOLE_WORDS_TO
        yield _Try(size, _ENOUGH, small)
        if small:
            yield _Try(size, 1, small)
        size -= 0.5
    yield _Try(_SMALLEST, 0, chop=True)


def _whole(
    words: Words, box: Box, measure: Measure, attempt: _Try
) -> list[Line] | None:
    """The head, the whole title and the speakers; None where that can not be."""
    small = attempt.size * _HEAD
    room = box.widths(0.0, small * LINE)[0]
    heads = (head for head in words.heads if measure.width(head, small) <= room)
    head = next(heads, None)
    if head is None:
        return None
    widths = box.widths(small * LINE, attempt.size * LINE)
    title = wrap(words.title, widths, attempt.size, measure, bold=True)
    whole = set(words.title.split()) >= {w for line in title for w in line.split()}
    if not (whole or attempt.chop):
        return None
    lines = [Line(head, small), *(Line(t, attempt.size, bold=True) for t in title)]
    speakers = _speakers(words, box.width, measure, attempt)
    return lines + [Line(text, small) for text in speakers]


def _speakers(words: Words, width: float, measure: Measure, attempt: _Try) -> list[str]:
    size = attempt.size * _HEAD
    text = ", ".join(words.speakers)
    lines = wrap(text, (width,), size, measure) if attempt.speaker_lines else []
    if len(lines) <= attempt.speaker_lines:
        return lines
    rest = " ".join(lines[attempt.speaker_lines - 1 :])
    return [
        *lines[: attempt.speaker_lines - 1],
        shorten(rest, width, size, measure),
    ]


def _cut(words: Words, box: Box, measure: Measure) -> list[Line]:
    """The start and as much of the title as there is room for."""
    size = min(_SMALLEST, box.height / LINE)
    if size < _TINIEST:
        return []
    widths = box.widths(0.0, size * LINE)
    text = f"{words.heads[-1]} {words.title}" if words.heads else words.title
    lines = wrap(text, widths, size, measure, bold=True)
    most = max(1, int(box.height / (size * LINE)))
    if len(lines) > most:
        room = widths[min(most, len(widths)) - 1]
        text = " ".join(lines[most - 1 :]).strip()
        rest = shorten(text, room, size, measure, bold=True)
        lines = [*lines[: most - 1], rest]
    return [Line(line, size, bold=True) for line in lines]
