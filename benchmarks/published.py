"""Set what is found beside published programmes, line by line.

    python -m benchmarks.published FILE.xml... [--seconds 60] [--workers N] [--seed 0]

Talks stay in their track's rooms and half-days, as ``timetabler import`` has it. Every
line is one soft constraint: what it counts in the programme as published, and in what
is found in the time. Lines where the published programme is better are marked; nothing
fails on them, nor on time.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.packing import problem_of
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options
from timetabler.timetable.score import Score
from timetabler.workflows.check import check
from timetabler.workflows.solve import solve

HEAD = "programme|constraint|priority|unit|published|found|"


def lines(name: str, before: Score, found: Score) -> Iterator[str]:
    """A line for each soft constraint that finds anything in one of them."""
    for old, new in zip(before.constraints, found.constraints, strict=True):
        if old.level != "hard" and (old.amount or new.amount):
            worse = "worse" if new.amount > old.amount else ""
            cells = (name, old.name, old.level, old.unit, old.amount, new.amount, worse)
            yield f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Solve every programme and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--timezone", default="Europe/Brussels")
    given = parser.parse_args()
    options = Options(seconds=given.seconds, workers=given.workers, seed=given.seed)
    print(f"| {HEAD.replace('|', ' | ')} |\n|{' --- |' * 7}")
    ends = []
    for file in given.files:
        problem, published = problem_of(file, "kept", given.timezone, given.seed)
        constraints = active(problem)
        before = check(problem, published, constraints)
        solution = solve(problem, constraints, options)
        outcome = solution.outcome
        broken = [c for c in before.constraints if c.level == "hard" and c.findings]
        found = "".join(f"; published: {c.name} {c.amount}" for c in broken)
        ends.append(f"{file.stem}: {outcome.status}, {outcome.seconds:.1f} s{found}")
        if solution.score is not None:
            print(*lines(file.stem, before, solution.score), sep="\n", flush=True)
    print("", *ends, sep="\n")


if __name__ == "__main__":
    main()
