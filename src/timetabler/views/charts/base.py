"""What all charts share: figures, colours, marks, and files of the same bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from timetabler import __version__
from timetabler.views.layout.colours import PALETTE
from timetabler.views.picture.fonts import MISSING, Fonts

INK, QUIET, RULE = "#000000", "#505050", "#cfcfcf"
MARKERS = "osD^vPX*"
DASHES = ("-", "--", "-.", ":")
_DPI = 110
_LONGEST = 34
_CREATOR = f"timetabler {__version__}"


class Palette:
    """How each of the timetables looks: by colour, and by mark for who sees none."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def colour(self, index: int) -> str:
        """The colour of a timetable."""
        return PALETTE[index % len(PALETTE)]

    def marker(self, index: int) -> str:
        """The mark of a timetable."""
        return MARKERS[index % len(MARKERS)]

    def dash(self, index: int) -> str:
        """The line of a timetable."""
        return DASHES[index % len(DASHES)]


@contextmanager
def settings() -> Iterator[None]:
    """Settings of matplotlib that make the same output whatever a user has set."""
    mine: dict[str, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "timetabler",
        "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica", "sans-serif"],
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": QUIET,
        "axes.titlesize": 9.5,
        "axes.titlelocation": "left",
        "axes.labelsize": 8.5,
        "xtick.labelsize": 8,
        "ytick.labelsize": 8,
        "legend.frameon": False,
        "legend.fontsize": 8.5,
        "text.hinting": "none",
        # Titles of talks and tracks may hold dollars; they are no formulas.
        "text.parse_math": False,
    }
    with style.context(["default", mine]):
        yield


def new_figure(width: float, height: float, title: str, note: str = "") -> Figure:
    """Make a figure (in inches) with a title, and a note on how to read it."""
    figure = Figure(figsize=(width, height), layout="constrained", facecolor="#ffffff")
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
    if note:
        figure.supxlabel(note, x=0.01, ha="left", fontsize=8.5, color=QUIET)
    return figure


def render(figure: Figure, suffix: str) -> bytes:
    """Make the bytes of a ``.png`` or ``.svg`` file; they hold no date."""
    buffer = BytesIO()
    metadata: dict[str, str | None] = {"Software": _CREATOR}
    if suffix == ".svg":
        metadata = {"Creator": _CREATOR, "Date": None}
    # Laid out once, and not anew for every format.
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
    figure.savefig(buffer, format=suffix[1:], dpi=_DPI, metadata=metadata)
    return buffer.getvalue()


def clean(text: str, longest: int = _LONGEST) -> str:
    """A text that DejaVu can draw, on one line and not too long."""
    found = Fonts(()).clean(text).replace(MISSING, "?")
    return found if len(found) <= longest else f"{found[: longest - 1].rstrip()}…"


def bare(axes: Axes) -> None:
    """Take the frame and the ticks off axes that have no scale."""
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)


def legend_below(figure: Figure, axes: Axes, columns: int) -> None:
    """Put one legend for all axes under the charts."""
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper right", ncols=max(1, columns))
