"""What more moves would buy, as a table and as a picture."""

from collections.abc import Sequence
from io import BytesIO

from rich import box
from rich.table import Table

Row = tuple[int, int, tuple[int, ...]]
"""How many moves are allowed, how many are made, the penalty of each priority."""
_DPI = 130


def tradeoff_table(rows: Sequence[Row], priorities: Sequence[int]) -> Table:
    """Tabulate moves, penalties, and what each row has over the one before.

    Args:
        rows: One for each number of moves allowed.
        priorities: The priorities, by the numbers of the score card.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("moves allowed", justify="right")
    table.add_column("made", justify="right")
    for priority in priorities:
        table.add_column(f"priority {priority}", justify="right")
    table.add_column("each further move buys")
    before: tuple[int, ...] | None = None
    for allowed, made, penalties in rows:
        shown = [f"{penalty:,}" for penalty in penalties]
        table.add_row(
            str(allowed), str(made), *shown, gain(before, penalties, priorities)
        )
        before = penalties
    return table


def gain(
    before: tuple[int, ...] | None,
    penalties: tuple[int, ...],
    priorities: Sequence[int],
) -> str:
    """Say what the penalties are better by than those before."""
    if before is None:
        return ""
    parts = []
    for priority, old, new in zip(priorities, before, penalties, strict=True):
        if old != new:
            less = "less" if new < old else "more"
            parts.append(f"{abs(old - new):,} {less} of priority {priority}")
    return ", ".join(parts) or "nothing"


def tradeoff_picture(rows: Sequence[Row], priorities: Sequence[int]) -> bytes:
    """Draw the penalties over the moves: one panel a priority, as PNG."""
    from matplotlib import style  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    with style.context("default"):
        varying = _varying(rows, priorities)
        figure = Figure(figsize=(6.4, 1.2 + 1.7 * len(varying)), layout="constrained")
        panels = figure.subplots(len(varying), sharex=True, squeeze=False)[:, 0]
        moves = [allowed for allowed, _, _ in rows]
        for panel, index in zip(panels, varying, strict=True):
            values = [penalties[index] for _, _, penalties in rows]
            panel.step(moves, values, where="post", color="#0072b2", linewidth=1.4)
            panel.plot(moves, values, "o", color="#0072b2", markersize=5)
            panel.set_ylabel(f"priority {priorities[index]}")
            top = max(1, *values) * 1.15
            panel.set_ylim(bottom=-0.06 * top, top=top)
            panel.grid(color="#e2e2e2", linewidth=0.6)
            panel.spines[["top", "right"]].set_visible(False)
            panel.xaxis.set_major_locator(MaxNLocator(integer=True))
            panel.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        panels[-1].set_xlabel("talks that may move")
        figure.suptitle("Penalty that is left, by how many talks may move", fontsize=11)
        buffer = BytesIO()
        figure.savefig(buffer, format="png", dpi=_DPI, metadata={"Software": None})
    return buffer.getvalue()


def _varying(rows: Sequence[Row], priorities: Sequence[int]) -> list[int]:
    """The priorities that the moves make a difference to; the first, if none."""
    found = [
        index
        for index in range(len(priorities))
        if len({penalties[index] for _, _, penalties in rows}) > 1
    ]
    return found or [0]
