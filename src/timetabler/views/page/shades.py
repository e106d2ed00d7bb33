"""Colours of tracks that people with any colour vision can read and tell apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from timetabler.problem.problem import Track

PALETTE = (
    # Okabe and Ito's set without black, then Paul Tol's muted one.
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"),
    *("#332288", "#117733", "#882255", "#999933", "#aa4499", "#44aa99", "#88ccee"),
    *("#ddcc77", "#cc6677"),
)
NO_TRACK = "#8a8f98"
EDGES = ("solid", "double", "dashed", "dotted")
# WCAG 2.2 at level AA, 1.4.3 and 1.4.11.
CONTRAST_OF_TEXT = 4.5
CONTRAST_OF_EDGES = 3.0
STEP = 0.04  # of the share of a colour that is given up at a time

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The ground that colours are laid on: its paper, its inks, and the usual tint."""

    paper: str
    ink: str
    muted: str
    tint: float


LIGHT = Scheme(paper="#ffffff", ink="#1c2330", muted="#4a5361", tint=0.15)
DARK = Scheme(paper="#1b2027", ink="#eceae5", muted="#b3bac4", tint=0.24)


@dataclass(frozen=True, slots=True)
class Shades:
    """How one track looks on one ground; all as ``#rrggbb``."""

    fill: str
    edge: str


def track_colours(tracks: Iterable[Track]) -> list[tuple[str, str]]:
    """Give every track its colour and the style of its edge, in the order given.

    A track keeps the colour it asks for. When the palette has been used up it begins
    again with another style of edge, so that no two tracks look quite the same.
    """
    found = []
    for index, track in enumerate(tracks):
        lap = index // len(PALETTE) % len(EDGES)
        colour = track.colour or PALETTE[index % len(PALETTE)]
        found.append((colour.lower(), EDGES[lap]))
    return found


def shades(colour: str, scheme: Scheme) -> Shades:
    """Tint the ground with a colour, and make an edge that stands out from the tint."""
    tint = scheme.tint
    fill = mix(colour, scheme.paper, tint)
    while contrast(scheme.muted, fill) < CONTRAST_OF_TEXT:
        tint -= STEP
        fill = mix(colour, scheme.paper, tint)
    share = 1.0
    edge = colour
    while contrast(edge, fill) < CONTRAST_OF_EDGES:
        share -= STEP
        edge = mix(colour, scheme.ink, share)
    return Shades(fill, edge)


def mix(colour: str, ground: str, share: float) -> str:
    """Mix two colours; ``share`` (0 to 1) is the first one's part."""
    parts = zip(_rgb(colour), _rgb(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue
