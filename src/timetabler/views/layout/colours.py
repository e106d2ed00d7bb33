"""Colours that colour-blind people can tell apart, and readable text on them."""

PALETTE = (
    "#0072b2",  # blue
    "#e69f00",  # orange
    "#009e73",  # bluish green
    "#cc79a7",  # reddish purple
    "#56b4e9",  # sky blue
    "#d55e00",  # vermillion
    "#f0e442",  # yellow
    "#332288",  # indigo
)
"""Okabe and Ito's set with its black left out, and indigo from Paul Tol's muted set."""

MORE = (
    "#117733",  # green
    "#882255",  # wine
    "#999933",  # olive
    "#aa4499",  # purple
    "#44aa99",  # teal
    "#88ccee",  # cyan
    "#ddcc77",  # sand
    "#cc6677",  # rose
)
"""The rest of Paul Tol's muted set, for views that have no patterns to fall back on.

Not everybody can tell all of these from those of ``PALETTE``.
"""

GREY = "#767676"
"""For talks that have no track."""

BLACK, WHITE = "#000000", "#ffffff"
_LINEAR_BELOW = 0.04045
_TINT = 0.27


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of ``#rrggbb``, each from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with ``share`` (0 to 1) of the first and the rest of the second."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    parts = (round(255 * (a * share + b * (1 - share))) for a, b in pairs)
    return "#" + "".join(f"{part:02x}" for part in parts)


def tint(colour: str) -> str:
    """A pale version, to put text on: a page of them does not shout, or drink ink."""
    return mixed(colour, WHITE, _TINT)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2: 0 for black, 1 for white."""

    def linear(part: float) -> float:
        if part <= _LINEAR_BELOW:
            return part / 12.92
        return float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2: from 1 to 21; text needs 4.5."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(background: str) -> str:
    """Black or white, whichever is read more easily; the contrast is 4.5 or more."""
    return max(BLACK, WHITE, key=lambda text: contrast(text, background))
