"""Break files for every reader, and count: each is read, or refused in words.

python tests/fuzz/reading.py [--first SEED] [--count N] [--minutes M] [--reader NAME]

Ends with 1 if anything crashed, hung or took too much memory; such a seed comes back
with ``--first SEED --count 1 --reader NAME``.
"""

import argparse
import resource
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.readers import READERS, Reader, refused

SECONDS = 10.0
"""The most time of the processor that one file may take, in seconds."""
_MOST_KILOBYTES = 400_000
_EVERY = 2000


class HungError(Exception):
    """A file took too long."""


@dataclass
class Read:
    """What became of the files of one reader.

    Attributes:
        files: How many were tried.
        refused: How many were refused in words.
        wrong: What went wrong, by seed.
        longest: The longest that any took, in seconds of the processor.
    """

    files: int = 0
    refused: int = 0
    wrong: dict[int, str] = field(default_factory=dict)
    longest: float = 0.0


def broken(reader: Reader, seed: int) -> bytes:
    """A file as it should not be, from a valid one."""
    chance = Random(seed)
    samples = reader.samples()
    data = chance.choice(samples)
    return chance.choice(reader.mutators)(data, chance)


def campaign(
    names: Sequence[str], first: int, count: int, minutes: float, *, aloud: bool = False
) -> dict[str, Read]:
    """Break files for some readers in turn, until there were enough or time is up."""
    found = {name: Read() for name in names}
    began = monotonic()
    for seed in range(first, first + count):
        if monotonic() - began > minutes * 60:
            break
        for name in names:
            _try(name, seed, found[name], aloud=aloud)
        if aloud and (seed - first + 1) % (_EVERY // len(names)) == 0:
            print(_totals(found, monotonic() - began), flush=True)
    return found


def _try(name: str, seed: int, found: Read, *, aloud: bool) -> None:
    began, before = process_time(), _kilobytes()
    found.files += 1
    try:
        data = broken(READERS[name], seed)
        with within(SECONDS):
            found.refused += refused(READERS[name], data)
        if _kilobytes() - before > _MOST_KILOBYTES:
            found.wrong[seed] = f"{_kilobytes() - before} kilobytes more"
    except Exception as error:
        found.wrong[seed] = f"{type(error).__name__}: {error}"[:200]
        if aloud:
            print(f"{name}, seed {seed}:", flush=True)
            traceback.print_exc(file=sys.stdout)
    found.longest = max(found.longest, process_time() - began)


def _kilobytes() -> int:
    """The most memory that this process has ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End with ``HungError`` what takes longer."""

    def hung(*_: object) -> None:
        raise HungError(f"more than {seconds:g} seconds")

    # Of this process's own time, so that a busy machine is no hang.
    before = signal.signal(signal.SIGPROF, hung)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _totals(found: dict[str, Read], seconds: float) -> str:
    total: Counter[str] = Counter()
    for read in found.values():
        total.update(files=read.files, refused=read.refused, wrong=len(read.wrong))
    return (
        f"files {total['files']}, refused in words {total['refused']},"
        f" wrong {total['wrong']}, {seconds:.0f} seconds"
    )


def main() -> int:
    """Run a campaign as the command line says, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--count", type=int, default=10**9, help="files a reader")
    parser.add_argument("--minutes", type=float, default=10.0, help="the most time")
    parser.add_argument("--reader", choices=READERS, action="append", help="only this")
    wanted = parser.parse_args()
    names = wanted.reader or list(READERS)
    began = monotonic()
    found = campaign(names, wanted.first, wanted.count, wanted.minutes, aloud=True)
    for name, read in found.items():
        told = (
            f"{read.files:7} files, {read.refused:7} refused, {len(read.wrong)} wrong"
        )
        print(f"{name:20} {told}, longest {read.longest:.2f} s")
        for seed, why in list(read.wrong.items())[:20]:
            print(f"    seed {seed}: {why}")
    print(_totals(found, monotonic() - began))
    return int(any(read.wrong for read in found.values()))


if __name__ == "__main__":
    raise SystemExit(main())
