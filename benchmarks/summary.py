"""Rows of numbers: what came of an instance, by the way it was solved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, log
from statistics import median

from benchmarks.integrals import gap_integral, mean_gap, primal_integral, references
from benchmarks.record import Run

LEAST = 0.01
"""Seconds below which times are not told apart in ratios."""


@dataclass(frozen=True)
class Row:
    """One instance, solved one way: the worst value of the seeds, the median times.

    Attributes:
        instance: The instance.
        way: How it was solved.
        seeds: How many seeds.
        talks: How many talks.
        status: How the worst ended.
        penalties: What the worst reached, by priority.
        bounds: The best bound of any seed, by priority.
        gap: The mean gap of these two.
        first: Seconds to the first timetable; None if a seed found none.
        best: Seconds to the last improvement.
        proof: Seconds to the proof; None if a seed has none.
        built: Seconds of ``first`` in which models were built.
        variables: Variables of the model.
        megabytes: The most memory of any seed.
        primal: Primal integral, in seconds.
        between: Gap integral, in seconds.
        note: What else there is to say.
    """

    instance: str
    way: str
    seeds: int
    talks: int
    status: str
    penalties: tuple[int, ...]
    bounds: tuple[int, ...]
    gap: float
    first: float | None
    best: float | None
    proof: float | None
    built: float | None
    variables: int
    megabytes: int
    primal: float
    between: float
    note: str


def rows(
    runs: Iterable[Run], known: Mapping[str, tuple[int, ...]] | None = None
) -> list[Row]:
    """Sum up runs, in the order they come in.

    Args:
        runs: The runs.
        known: The best penalties known, by instance; of these runs if not given.
    """
    given = list(runs)
    best = references(given) if known is None else known
    order = {key: n for n, key in reversed(list(enumerate(map(_key, given))))}
    ordered = sorted(given, key=lambda run: order[_key(run)])
    return [
        _row(list(same), best.get(instance))
        for (instance, _), same in groupby(ordered, key=_key)
    ]


def _key(run: Run) -> tuple[str, str]:
    return run.job.instance, run.job.way


def _row(runs: Sequence[Run], reference: tuple[int, ...] | None) -> Row:
    worst = max(runs, key=lambda run: (not run.penalties, run.penalties))
    bounds = max(run.bounds for run in runs)
    compared = worst.penalties and len(bounds) == len(worst.penalties)
    return Row(
        instance=worst.job.instance,
        way=worst.job.way,
        seeds=len(runs),
        talks=worst.talks,
        status=worst.status,
        penalties=worst.penalties,
        bounds=bounds,
        gap=mean_gap(worst.penalties, bounds) if compared else 1.0,
        first=middle([run.first for run in runs]),
        best=middle([run.best for run in runs]),
        proof=middle([run.proof for run in runs]),
        built=middle([run.built for run in runs]),
        variables=max(run.variables for run in runs),
        megabytes=max(run.megabytes for run in runs),
        primal=median(
            primal_integral(run, reference) if reference and run.steps else _limit(run)
            for run in runs
        ),
        between=median(gap_integral(run) if run.steps else _limit(run) for run in runs),
        note=worst.note,
    )


def _limit(run: Run) -> float:
    """The worst an integral can be; nothing, where it is proven that nothing is."""
    return 0.0 if run.status == "infeasible" else run.job.seconds


def middle(numbers: Sequence[float | None]) -> float | None:
    """The median; None if one of the numbers is not there."""
    there = [number for number in numbers if number is not None]
    return median(there) if there and len(there) == len(numbers) else None


def ratio(one: float | None, other: float | None) -> float | None:
    """How many times the other; None if one is not there. Tiny times are alike."""
    if not one or not other:
        return None
    return max(one, LEAST) / max(other, LEAST)


def geometric_mean(numbers: Iterable[float | None]) -> float | None:
    """The geometric mean of the numbers that are there."""
    there = [log(number) for number in numbers if number is not None and number > 0]
    return exp(sum(there) / len(there)) if there else None
