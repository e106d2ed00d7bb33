"""Everything there is to tell of some runs: tables, and plots where they are wanted."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.known import best_of, known
from benchmarks.record import Results, Run
from benchmarks.scaling import law_lines, laws
from benchmarks.summary import Row, rows
from benchmarks.tables import (
    ablation_lines,
    compared_lines,
    markdown,
    paired_lines,
    plain,
    result_lines,
)

Table = tuple[str, list[str], list[list[str]]]
OURS = "timetabler"
GENERATED = "generated-"


def report(
    runs: Sequence[Run],
    baseline: Results | None = None,
    *,
    plots: Path | None = None,
    as_markdown: bool = False,
) -> str:
    """Tell of runs, and of what changed since a baseline."""
    lay: Callable[[Sequence[str], Sequence[Sequence[str]]], str]
    lay = markdown if as_markdown else plain
    mark = "### " if as_markdown else ""
    told = [
        f"{mark}{title}\n\n{lay(heads, lines)}"
        for title, heads, lines in tables(runs, baseline)
        if lines
    ]
    if plots:
        drawn = draw(runs, plots)
        told.append(f"{len(drawn)} plots are in {plots}/")
    return "\n\n".join(told)


def tables(runs: Sequence[Run], baseline: Results | None) -> Iterator[Table]:
    """Yield the tables that there is something for."""
    before = list(baseline.runs.values()) if baseline else []
    best = best_of([*runs, *before])
    found = rows(runs, best)
    yield "Results", *result_lines(found, known())
    if before:
        yield "Beside the baseline", *compared_lines(found, rows(before, best))
    whole = [row for row in found if row.way == OURS]
    without: dict[str, list[Row]] = {}
    peers: list[Row] = []
    for row in found:
        way, _, feature = row.way.partition(" without ")
        if feature:
            without.setdefault(feature, []).append(row)
        elif way != OURS:
            peers.append(row)
    yield "Without a feature, beside all of them", *ablation_lines(whole, without)
    yield "Beside peers: theirs, then ours", *paired_lines(whole, peers)
    grown = [row for row in whole if row.instance.startswith(GENERATED)]
    yield "How cost grows", *law_lines(laws(grown))


def draw(runs: Sequence[Run], folder: Path) -> list[Path]:
    """Draw the plots that there is something for."""
    # Matplotlib takes most of a second to load; who wants tables need not wait.
    from benchmarks.plots import growth, over_time, performance, profile  # noqa: PLC0415

    drawn = over_time(runs, folder)
    if runs:
        drawn.append(profile(runs, folder))
        drawn.extend(filter(None, [performance(runs, folder)]))
    grown = [r for r in runs if r.job.way == OURS and r.job.instance[:10] == GENERATED]
    found = rows(grown)
    if fitted := laws(found):
        drawn.append(growth(found, fitted, folder))
    return drawn
