"""Solve the shipped problems and print a table; compare encodings of starts.

    python benchmarks/shipped.py [--seconds 30] [--rounds 3] [--few 0 32 1000] [NAME...]

``few`` is up to how many possible starts a talk gets one literal for each; 0 is
integers everywhere. Every row is the median of the rounds, the values taken in turn, so
that what else the machine does touches them alike. Nothing fails on time.
"""

import argparse
import resource
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from unittest.mock import patch

from timetabler.engine.model import Model
from timetabler.engine.outcome import Options
from timetabler.engine.plan import FEW_STARTS
from timetabler.engine.search import search
from timetabler.workflows.load import load_problem

PROBLEMS = Path(__file__).resolve().parents[1] / "problems"
NAMES = (
    "tutorial",
    "virtualization-and-cloud-2012",
    "kvm-forum-ovirt-2012",
    "fosdem-2012",
)
HEAD = "problem|few|status|penalties|bounds|first|seconds|variables|MB"


@dataclass(frozen=True)
class Run:
    """One solve: how it ended, seconds to the first timetable and in all, peak MB."""

    status: str
    penalties: tuple[int, ...]
    bounds: tuple[int, ...]
    first: float
    seconds: float
    variables: int
    megabytes: int


def run(name: str, few: int, seconds: float, workers: int) -> Run:
    """Solve a problem once, in a process of its own so that memory is its own."""
    loaded = load_problem(PROBLEMS / f"{name}.yaml")
    options = Options(seconds=seconds, workers=workers)
    with patch("timetabler.engine.search.Model", partial(Model, few=few)):
        outcome = search(loaded.problem, loaded.constraints, options)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Run(
        status=str(outcome.status),
        penalties=tuple(r.penalty for r in outcome.priorities),
        bounds=tuple(r.bound for r in outcome.priorities),
        first=outcome.first or float("nan"),
        seconds=outcome.seconds,
        variables=outcome.variables,
        megabytes=peak,
    )


def row(name: str, few: int, runs: list[Run]) -> list[str]:
    """One line of the table: medians, and how the worst of the rounds ended."""
    worst = max(runs, key=lambda r: r.penalties)
    return [
        name,
        str(few),
        worst.status,
        "/".join(map(str, worst.penalties)),
        "/".join(map(str, worst.bounds)),
        f"{median(r.first for r in runs):.2f}",
        f"{median(r.seconds for r in runs):.2f}",
        f"{worst.variables:,}",
        str(max(r.megabytes for r in runs)),
    ]


def main() -> None:
    """Run what is asked for and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--few", type=int, nargs="+", default=[FEW_STARTS])
    chosen = parser.parse_args()
    print(f"|{HEAD}|")
    print("|" + " --- |" * (HEAD.count("|") + 1))
    context = get_context("spawn")
    for name in chosen.names:
        runs: dict[int, list[Run]] = {few: [] for few in chosen.few}
        for _ in range(chosen.rounds):
            for few in chosen.few:
                with context.Pool(1) as pool:
                    told = (name, few, chosen.seconds, chosen.workers)
                    runs[few].append(pool.apply(run, told))
        for few in chosen.few:
            print("| " + " | ".join(row(name, few, runs[few])) + " |", flush=True)


if __name__ == "__main__":
    main()
