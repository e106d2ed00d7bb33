"""Send thousands of random problems through the whole program, and count.

python tests/fuzz/campaign.py [--first SEED] [--count N] [--minutes M]

Ends with 1 if anything crashed or disagreed; each such seed is named, and comes back
with ``--first SEED --count 1``.
"""

import argparse
import sys
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Self

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.pipeline import tried
from fuzz.truth import Disagreed
from timetabler.workflows.solve import DisagreementError

_EVERY = 100
_FRESH = 500
"""Problems after which the process that tries them makes way for a new one."""


@dataclass(frozen=True)
class Ended:
    """How one problem ended: what happened, or what went wrong."""

    seed: int
    said: tuple[str, ...] = ()
    disagreed: str = ""
    crashed: str = ""
    trace: str = ""


@dataclass
class Counts:
    """What a campaign has seen.

    Attributes:
        problems: How many problems were tried.
        said: How often what happened.
        crashes: Seeds of problems that ended in any other exception, with what it was.
        disagreements: Seeds of those where two parts tell different stories.
        seconds: How long it took.
    """

    problems: int = 0
    said: Counter[str] = field(default_factory=Counter)
    crashes: dict[int, str] = field(default_factory=dict)
    disagreements: dict[int, str] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, ended: Ended, *, aloud: bool) -> None:
        """Count how one problem ended."""
        self.problems += 1
        self.said.update(ended.said)
        if ended.crashed:
            self.crashes[ended.seed] = ended.crashed
        if ended.disagreed:
            self.disagreements[ended.seed] = ended.disagreed
        if aloud and (ended.crashed or ended.disagreed):
            why = ended.trace or ended.crashed
            print(f"seed {ended.seed}: {why}", flush=True)

    @property
    def good(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.crashes or self.disagreements)

    def told(self) -> str:
        """The counts as lines of text."""
        lines = [
            f"problems {self.problems}, crashes {len(self.crashes)}, disagreements"
            f" {len(self.disagreements)}, {self.seconds:.0f} seconds"
        ]
        lines += [f"  {number:6} {what}" for what, number in sorted(self.said.items())]
        for kind in ("crashes", "disagreements"):
            found: dict[int, str] = getattr(self, kind)
            lines += [f"{kind}: seed {seed}: {why}" for seed, why in found.items()]
        return "\n".join(lines)


def campaign(
    first: int, count: int, minutes: float, *, aloud: bool = False, apart: bool = False
) -> Counts:
    """Try problem after problem.

    Args:
        first: The first seed.
        count: The most problems.
        minutes: The most time; the problem at hand is finished.
        aloud: Print a line now and then, and the traceback of what goes wrong.
        apart: In a process of their own, so that even its end is counted.
    """
    counts, began = Counts(), monotonic()
    with _Apart() as process:
        for seed in range(first, first + count):
            if monotonic() - began > minutes * 60:
                break
            ended = process.outcome(seed) if apart else outcome(seed)
            counts.add(ended, aloud=aloud)
            counts.seconds = monotonic() - began
            if aloud and counts.problems % _EVERY == 0:
                print(counts.told().splitlines()[0], flush=True)
    return counts


def outcome(seed: int) -> Ended:
    """Try one problem, whatever comes of it."""
    try:
        return Ended(seed, tuple(tried(seed).said))
    except (Disagreed, DisagreementError) as error:
        return Ended(seed, disagreed=str(error), trace=traceback.format_exc())
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        return Ended(seed, crashed=why, trace=traceback.format_exc())


class _Apart:
    """A process that tries problems; another one if that dies."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown()

    def outcome(self, seed: int) -> Ended:
        if self._pool is None:
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, max_tasks_per_child=_FRESH)
        try:
            return self._pool.submit(outcome, seed).result()
        except BrokenProcessPool:
            self._pool = None
            return Ended(seed, crashed="the whole process ended")


def main() -> int:
    """Run a campaign as the command line says, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--count", type=int, default=10**9, help="the most problems")
    parser.add_argument("--minutes", type=float, default=10.0, help="the most time")
    wanted = parser.parse_args()
    counts = campaign(
        wanted.first, wanted.count, wanted.minutes, aloud=True, apart=True
    )
    print(counts.told())
    return int(not counts.good)


if __name__ == "__main__":
    raise SystemExit(main())
