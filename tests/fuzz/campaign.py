"""Send thousands of random problems through the whole program, and count.

python tests/fuzz/campaign.py [--first SEED] [--count N] [--minutes M]

Ends with 1 if anything crashed or disagreed; each such seed is named, and comes back
with ``--first SEED --count 1``.
"""

import argparse
import sys
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.pipeline import tried
from fuzz.truth import Disagreed
from timetabler.workflows.solve import DisagreementError

_EVERY = 100


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


def campaign(first: int, count: int, minutes: float, *, aloud: bool = False) -> Counts:
    """Try problem after problem.

    Args:
        first: The first seed.
        count: The most problems.
        minutes: The most time; the problem at hand is finished.
        aloud: Print a line now and then, and the traceback of what goes wrong.
    """
    counts, began = Counts(), monotonic()
    for seed in range(first, first + count):
        if monotonic() - began > minutes * 60:
            break
        _try(seed, counts, aloud=aloud)
        counts.seconds = monotonic() - began
        if aloud and counts.problems % _EVERY == 0:
            print(counts.told().splitlines()[0], flush=True)
    return counts


def _try(seed: int, counts: Counts, *, aloud: bool) -> None:
    wrong: Exception
    counts.problems += 1
    try:
        counts.said.update(tried(seed).said)
        return
    except (Disagreed, DisagreementError) as error:
        counts.disagreements[seed], wrong = str(error), error
    except Exception as error:  # noqa: BLE001 - that is what is counted
        counts.crashes[seed], wrong = f"{type(error).__name__}: {error}", error
    if aloud:
        print(f"seed {seed}:", flush=True)
        traceback.print_exception(wrong, file=sys.stdout)


def main() -> int:
    """Run a campaign as the command line says, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--count", type=int, default=10**9, help="the most problems")
    parser.add_argument("--minutes", type=float, default=10.0, help="the most time")
    wanted = parser.parse_args()
    counts = campaign(wanted.first, wanted.count, wanted.minutes, aloud=True)
    print(counts.told())
    return int(not counts.good)


if __name__ == "__main__":
    raise SystemExit(main())
