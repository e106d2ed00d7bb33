"""Primal gap, primal integral and gap integral.

T. Berthold: Measuring the impact of primal heuristics. Operations Research Letters
41(6), 2013, 611-614, https://doi.org/10.1016/j.orl.2013.08.007. The primal gap of a
value to a reference is their distance over the larger of the two: 0 at the reference, 1
where there is no value yet, or where the signs differ. The primal integral is the area
below it over time, in seconds: how long it takes, on the average, until something good
is there. Put the proven bound in place of the reference, and it is the gap integral.

With several priorities, gaps are the means of theirs. What is known of a later priority
when an earlier one improves, is known no more.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from benchmarks.record import Run, Step, Vector


def gap(value: int | None, reference: int | None) -> float:
    """The distance of a value to a reference, from 0 to 1."""
    if value is None or reference is None:
        return 1.0
    if value == reference:
        return 0.0
    if value * reference < 0:
        return 1.0
    return abs(value - reference) / max(abs(value), abs(reference))


def mean_gap(values: Vector, references: Vector) -> float:
    """The mean of the gaps of all priorities; nothing to minimise has none."""
    pairs = list(zip(values, references, strict=True))
    return sum(gap(*pair) for pair in pairs) / len(pairs) if pairs else 0.0


def integral(steps: Sequence[Step], end: float, of: Callable[[Step], float]) -> float:
    """The area below a function of the steps: 1 before the first of them.

    Args:
        steps: What was known when, in order of time.
        end: Where the area ends, in seconds.
        of: The function.
    """
    moments = [(0.0, 1.0), *((step.seconds, of(step)) for step in steps), (end, 0.0)]
    return sum(
        height * (min(after, end) - min(before, end))
        for (before, height), (after, _) in pairwise(moments)
    )


def primal_integral(run: Run, reference: Vector) -> float:
    """The primal integral of a run up to its time limit, in seconds."""
    return integral(
        run.steps, run.job.seconds, lambda step: mean_gap(step.penalties, reference)
    )


def gap_integral(run: Run) -> float:
    """The gap integral of a run up to its time limit, in seconds."""
    return integral(
        run.steps, run.job.seconds, lambda step: mean_gap(step.penalties, step.bounds)
    )


def references(runs: Iterable[Run]) -> dict[str, tuple[int, ...]]:
    """The best penalties that any of some runs reached, by instance."""
    best: dict[str, tuple[int, ...]] = {}
    for run in runs:
        if run.penalties:
            known = best.get(run.job.instance, run.penalties)
            best[run.job.instance] = min(known, run.penalties)
    return best
