"""Colours of tracks that people with any colour vision can read and tell apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from timetabler.problem.problem import Track
from timetabler.views.layout.colours import MORE, PALETTE, contrast, mixed

COLOURS = (*PALETTE, *MORE)
NO_TRACK = "#8a8f98"
EDGES = ("solid", "double", "dashed", "dotted")
# WCAG 2.2 at level AA, 1.4.3 and 1.4.11.
CONTRAST_OF_TEXT = 4.5
CONTRAST_OF_EDGES = 3.0
STEP = 0.04  # of the share of a colour that is given up at a time


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
        lap = index // len(COLOURS) % len(EDGES)
        colour = track.colour or COLOURS[index % len(COLOURS)]
        found.append((colour.lower(), EDGES[lap]))
    return found


def shades(colour: str, scheme: Scheme) -> Shades:
    """Tint the ground with a colour, and make an edge that stands out from the tint."""
    tint = scheme.tint
    fill = mixed(colour, scheme.paper, tint)
    while contrast(scheme.muted, fill) < CONTRAST_OF_TEXT:
        tint -= STEP
        fill = mixed(colour, scheme.paper, tint)
    share = 1.0
    edge = colour
    while contrast(edge, fill) < CONTRAST_OF_EDGES:
        share -= STEP
        edge = mixed(colour, scheme.ink, share)
    return Shades(fill, edge)
