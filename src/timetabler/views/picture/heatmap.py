"""A heat map of prices: one panel a day, rooms across, time downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import Any

from matplotlib import colormaps, style
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

SUFFIXES = (".png", ".svg", ".pdf")
_DPI = 130
_GREY, _PALE = "#d9d9d9", "#ffffff"
_DARK = 0.6
_LEAST_LABEL, _THIN = 0.01, 0.02
_WIDE = 108


@dataclass(frozen=True)
class Cell:
    """Neighbouring starts in one room that are all alike.

    Attributes:
        room: The room's place among the panel's rooms.
        start: The first start, in minutes.
        end: When the last one's cell ends, in minutes.
        kind: ``price``, ``here``, ``others`` (others have to move) or ``never``.
        price: The price, where there is one.
        label: A short text for the middle of the cell.
    """

    room: int
    start: int
    end: int
    kind: str
    price: int = 0
    label: str = ""


@dataclass(frozen=True)
class Panel:
    """One day.

    Attributes:
        title: Its name.
        rooms: The names of the rooms.
        ticks: Moments to name, with their names.
        cells: What is in it.
    """

    title: str
    rooms: tuple[str, ...]
    ticks: tuple[tuple[int, str], ...]
    cells: tuple[Cell, ...]


def heat_map(
    title: str, panels: Sequence[Panel], notes: Sequence[str], suffix: str
) -> bytes:
    """Draw prices by place; the bytes of a file, the same for the same prices.

    Args:
        title: What is priced.
        panels: The days.
        notes: Sentences for below, such as the laws that the letters stand for.
        suffix: ``.png``, ``.svg`` or ``.pdf``.
    """
    lines = [line for note in notes for line in wrap(note, _WIDE)]
    buffer = BytesIO()
    with style.context(["default", _settings()]):
        figure = _figure(title, panels, lines)
        metadata: dict[str, Any] = {
            ".svg": {"Date": None},
            ".pdf": {"CreationDate": None},
        }.get(suffix, {"Software": None})
        figure.savefig(
            buffer, format=suffix.removeprefix("."), dpi=_DPI, metadata=metadata
        )
    return buffer.getvalue()


def _settings() -> dict[str, Any]:
    return {
        "svg.hashsalt": "timetabler",
        "svg.fonttype": "none",
        "font.size": 9,
        "hatch.linewidth": 0.5,
        "hatch.color": "#777777",
    }


def _figure(title: str, panels: Sequence[Panel], lines: Sequence[str]) -> Figure:
    across = sum(max(2, len(panel.rooms)) for panel in panels)
    width = min(24.0, max(8.0, 1.6 + 1.1 * across))
    below = 0.75 + 0.17 * len(lines)
    height = 7.0 + below
    figure = Figure(figsize=(width, height), facecolor=_PALE)
    widths = [max(2, len(panel.rooms)) for panel in panels]
    axes = figure.subplots(1, len(panels), squeeze=False, width_ratios=widths)[0]
    most = max(
        (c.price for p in panels for c in p.cells if c.kind == "price"), default=0
    )
    scale = Normalize(0, max(1, most))
    colours = colormaps["YlOrRd"]
    for axis, panel in zip(axes, panels, strict=True):
        _panel(axis, panel, scale, colours)
    figure.suptitle(title, x=0.02, ha="left", fontsize=12, fontweight="bold")
    figure.subplots_adjust(
        left=0.9 / width,
        right=1 - 1.0 / width,
        top=1 - 0.95 / height,
        bottom=(below + 0.1) / height,
        wspace=0.35,
    )
    place = (1 - 0.75 / width, (below + 0.1) / height, 0.2 / width, 0.5)
    bar = figure.add_axes(place)
    ticks = MaxNLocator(integer=True)
    figure.colorbar(ScalarMappable(scale, colours), cax=bar, ticks=ticks)
    bar.set_title("price", fontsize=8, loc="left")
    figure.legend(
        handles=list(_legend()),
        loc="lower left",
        bbox_to_anchor=(0.02, (below - 0.42) / height),
        ncols=3,
        frameon=False,
        fontsize=8,
    )
    for index, line in enumerate(lines):
        y = (below - 0.55 - 0.17 * index) / height
        figure.text(0.025, y, line, fontsize=8, va="top")
    return figure


def _legend() -> Iterator[Patch]:
    yield Patch(facecolor=_PALE, edgecolor="#0072b2", linewidth=2, label="it is here")
    yield Patch(facecolor=_GREY, edgecolor="#777777", label="others have to move")
    yield Patch(facecolor=_PALE, edgecolor="#777777", hatch="////", label="impossible")


def _panel(axis: Axes, panel: Panel, scale: Normalize, colours: Colormap) -> None:
    first = min(cell.start for cell in panel.cells)
    last = max(cell.end for cell in panel.cells)
    for cell in panel.cells:
        _cell(axis, cell, scale, colours)
        tall = (cell.end - cell.start) / (last - first)
        if cell.label and tall >= _LEAST_LABEL:
            dark = cell.kind == "price" and scale(cell.price) > _DARK
            box = {"facecolor": _PALE, "edgecolor": "none", "pad": 1.0}
            axis.text(
                cell.room + 0.5,
                (cell.start + cell.end) / 2,
                cell.label,
                ha="center",
                va="center",
                fontsize=7 if tall >= _THIN else 5,
                color="#ffffff" if dark else "#000000",
                bbox=box if cell.kind == "never" else None,
            )
    axis.set_xlim(0, len(panel.rooms))
    axis.set_ylim(last, first)
    turn = 0 if max(map(len, panel.rooms)) <= 7 else 35  # noqa: PLR2004
    axis.set_xticks(
        [index + 0.5 for index in range(len(panel.rooms))],
        panel.rooms,
        rotation=turn,
        ha="left" if turn else "center",
        fontsize=8,
    )
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    axis.set_yticks([t for t, _ in panel.ticks], [name for _, name in panel.ticks])
    axis.set_xlabel(panel.title, fontweight="bold")


def _cell(axis: Axes, cell: Cell, scale: Normalize, colours: Colormap) -> None:
    looks: dict[str, dict[str, Any]] = {
        "price": {"facecolor": colours(scale(cell.price)), "edgecolor": _PALE},
        "others": {"facecolor": _GREY, "edgecolor": _PALE},
        "never": {"facecolor": _PALE, "edgecolor": "#999999", "hatch": "////"},
        "here": {"facecolor": _PALE, "edgecolor": "#0072b2", "zorder": 3},
    }
    axis.add_patch(
        Rectangle(
            (cell.room, cell.start),
            1,
            cell.end - cell.start,
            linewidth=2.0 if cell.kind == "here" else 0.6,
            **looks[cell.kind],
        )
    )
