"""Break texts into lines, and cut them, by their measured width in points."""

from collections.abc import Sequence
from typing import Protocol

ELLIPSIS = "…"


class Measure(Protocol):
    """Measures texts."""

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is on one line, in points."""


def wrap(
    text: str,
    widths: Sequence[float],
    size: float,
    measure: Measure,
    *,
    bold: bool = False,
) -> list[str]:
    """Break a text into lines; a word that is wider than a line is broken.

    Args:
        text: What to break.
        widths: How wide the first lines may be, in points, and all those after them.
        size: The font's size, in points.
        measure: What measures.
        bold: Whether the font is bold.
    """
    lines: list[str] = []
    line = ""
    words = list(reversed(text.split()))
    while words:
        word = words.pop()
        room = widths[min(len(lines), len(widths) - 1)]
        longer = f"{line} {word}" if line else word
        if measure.width(longer, size, bold=bold) <= room:
            line = longer
        elif line or room < max(widths[len(lines) :], default=0.0):
            lines.append(line)
            line = ""
            words.append(word)
        else:
            head, tail = _chopped(word, room, size, measure, bold=bold)
            lines.append(head)
            words.extend([tail] if tail else [])
    return [*lines, line] if line else lines


def _chopped(
    word: str, width: float, size: float, measure: Measure, *, bold: bool
) -> tuple[str, str]:
    for length in range(len(word) - 1, 1, -1):
        head = f"{word[:length]}-"
        if measure.width(head, size, bold=bold) <= width:
            return head, word[length:]
    return word[:1], word[1:]


def shorten(
    text: str, width: float, size: float, measure: Measure, *, bold: bool = False
) -> str:
    """Cut a text with an ellipsis so that it is no wider than ``width``."""
    if measure.width(text, size, bold=bold) <= width:
        return text
    for length in range(len(text) - 1, -1, -1):
        cut = f"{text[:length].rstrip(' ,')}{ELLIPSIS}"
        if measure.width(cut, size, bold=bold) <= width:
            return cut
    return ""
