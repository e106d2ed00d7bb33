"""The best penalties known of instances that others made, by priority.

Those of CoSPLib are of its whole evaluator, those of OptaPlanner's set and AK-plan in
the penalties that ``import`` turns their scores into; its notes have the sums. They are
what prototypes of this engine reached, and what published files are no better than.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from benchmarks.integrals import references
from benchmarks.record import Run

FILE = Path(__file__).with_name("known.json")


@cache
def known() -> Mapping[str, tuple[int, ...]]:
    """The best penalties known, by instance."""
    told: dict[str, list[int]] = json.loads(FILE.read_text(encoding="utf-8"))
    return {instance: tuple(penalties) for instance, penalties in told.items()}


def best_of(runs: Iterable[Run]) -> dict[str, tuple[int, ...]]:
    """The best of what is known and of some runs, by instance."""
    best = references(runs)
    for instance, reached in best.items():
        named = known().get(instance, reached)
        if len(named) == len(reached):
            best[instance] = min(named, reached)
    return best
