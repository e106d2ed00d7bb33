"""Tables of measurements, from the files of results."""

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))

from benchmarks.publish import IMAGES, RUNS, arguments_of, file_of  # noqa: E402
from benchmarks.record import Results  # noqa: E402
from benchmarks.report import tables  # noqa: E402
from benchmarks.tables import markdown  # noqa: E402

SHOWN = ("profile", "performance", "growth")


def makers() -> dict[str, Callable[[], str]]:
    """What makes each part of the page, by its name."""
    parts = {f"measured {n.replace('-', ' ')}": _maker(n) for n in RUNS}
    return {**parts, "how measured": commands}


def commands() -> str:
    """The commands that make the results, in one block."""
    lines = (f"python -m benchmarks.run {' '.join(arguments_of(n))}" for n in RUNS)
    return "\n".join(["```", *lines, "```"])


def measured(name: str) -> str:
    """The machine, the tables and the plots of one file of results."""
    results = Results.read(ROOT / file_of(name))
    if not results.runs:
        return "Not measured yet."
    told = [_machine(results.machine)]
    for title, heads, lines in tables(list(results.runs.values()), None):
        if lines:
            told += [f"### {title}", markdown(heads, lines)]
    told += [
        f"![{name}: {kind}](images/benchmarks/{name}/{kind}.png)"
        for kind in SHOWN
        if (ROOT / IMAGES / name / f"{kind}.png").exists()
    ]
    return "\n\n".join(told)


def _maker(name: str) -> Callable[[], str]:
    return lambda: measured(name)


def _machine(machine: dict[str, str]) -> str:
    return (
        f"Measured on {machine['date']}: {machine['processor']}, {machine['cores']}"
        f" cores, {machine['system']}, Python {machine['python']}, OR-Tools"
        f" {machine['ortools']}, timetabler {machine['timetabler']}; seeds, limits and"
        " workers are in the file of results."
    )
