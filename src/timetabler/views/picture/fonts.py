"""The fonts of pictures: widths of texts, and only characters that can be drawn."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.textpath import text_to_path

FAMILY = "DejaVu Sans"
"""It comes with matplotlib, so widths are the same everywhere."""
MISSING = "□"

_UNIT = 100.0
_SLACK = 1.02
"""Browsers round the widths of letters to whole pixels, up or down."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Me"}
_SELECTORS = range(0xFE00, 0xFE10)


class Fonts:
    """Fonts for some texts: DejaVu Sans, and others for what it does not have."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Find installed fonts for the characters of the texts.

        Args:
            texts: Every text that is going to be drawn.
        """
        self._drawable = _characters(FAMILY)
        families = [FAMILY]
        missing = {c for text in texts for c in _tidy(text)} - self._drawable
        for family in sorted(_families()) if missing else ():
            found = missing & _characters(family)
            if found:
                families.append(family)
                missing -= found
                self._drawable |= found
        self._families = families
        self._properties: dict[bool, FontProperties] = {}
        self._widths: dict[tuple[str, bool], float] = {}

    def clean(self, text: str) -> str:
        """The text on one line, with a box for every character no font has."""
        return "".join(c if c in self._drawable else MISSING for c in _tidy(text))

    def properties(self, size: float, *, bold: bool = False) -> FontProperties:
        """What matplotlib wants to know of a font; the size is in points."""
        return FontProperties(
            family=[*self._families, "sans-serif"],
            size=size,
            weight="bold" if bold else "normal",
            style="normal",
            variant="normal",
            stretch="normal",
        )

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a clean text is at most on one line, in points."""
        words = text.split(" ")
        units = sum(self._word(word, bold) for word in words)
        units += (len(words) - 1) * self._word(" ", bold)
        return units * size / _UNIT * _SLACK

    def _word(self, word: str, bold: bool) -> float:
        # Words come again and again in lines that are tried; lines do not.
        key = (word, bold)
        if key not in self._widths:
            if bold not in self._properties:
                self._properties[bold] = self.properties(_UNIT, bold=bold)
            width, _, _ = text_to_path.get_text_width_height_descent(
                word or " ", self._properties[bold], ismath=False
            )
            self._widths[key] = width if word else 0.0
        return self._widths[key]


def _tidy(text: str) -> str:
    """Join what white space parts by single spaces; leave out what has no shape."""
    visible = (
        c
        for c in " ".join(unicodedata.normalize("NFC", text).split())
        if unicodedata.category(c) not in _INVISIBLE and ord(c) not in _SELECTORS
    )
    return "".join(visible).strip()


@cache
def _families() -> frozenset[str]:
    # Fonts of coloured pictures have no outlines, and can not be drawn.
    names = {font.name for font in fontManager.ttflist}
    skipped = ("emoji", "last resort", "lastresort")
    return frozenset(n for n in names if not any(s in n.lower() for s in skipped))


@cache
def _characters(family: str) -> frozenset[str]:
    """The characters that a family has both in normal and in bold."""
    found = [
        frozenset(map(chr, get_font(path).get_charmap())) for path in _paths(family)
    ]
    return frozenset.intersection(*found) if found else frozenset()


def _paths(family: str) -> set[str]:
    return {
        fontManager.findfont(FontProperties(family=[family], weight=weight))
        for weight in ("normal", "bold")
    }
