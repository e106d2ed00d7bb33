"""How cost grows with size: the exponent of a power law, fitted on logarithms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from benchmarks.summary import Row

MEASURES: Mapping[str, str] = {
    "first": "first timetable, s",
    "built": "building, s",
    "megabytes": "memory, MB",
    "variables": "variables",
}


@dataclass(frozen=True)
class Law:
    """``factor * talks ** exponent``, and how well it fits (R squared, of logarithms).

    Attributes:
        exponent: The exponent.
        factor: The factor.
        fit: 1 where it fits exactly.
        points: How many points it was fitted to.
    """

    exponent: float
    factor: float
    fit: float
    points: int

    def at(self, talks: float) -> float:
        """What it says for so many talks."""
        return self.factor * float(talks**self.exponent)


def law(points: Sequence[tuple[float, float]]) -> Law | None:
    """Fit a power law to points by least squares on logarithms; None of too few."""
    logs = [(log(x), log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    count = len(logs)
    mean_x, mean_y = (sum(axis) / count for axis in zip(*logs, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    exponent = sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread
    intercept = mean_y - exponent * mean_x
    total = sum((y - mean_y) ** 2 for _, y in logs)
    rest = sum((y - intercept - exponent * x) ** 2 for x, y in logs)
    return Law(exponent, exp(intercept), 1 - rest / total if total else 1.0, count)


def points_of(found: Sequence[Row], measure: str) -> list[tuple[float, float]]:
    """Talks against a measure, where there is a timetable: models are whole there."""
    there = (row for row in found if row.first is not None)
    pairs = [(row.talks, getattr(row, measure)) for row in there]
    return [(float(talks), float(y)) for talks, y in pairs if y]


def laws(found: Sequence[Row]) -> dict[str, Law]:
    """The laws of all measures that can be fitted."""
    fitted = {name: law(points_of(found, name)) for name in MEASURES}
    return {name: each for name, each in fitted.items() if each is not None}


def law_lines(found: Mapping[str, Law]) -> tuple[list[str], list[list[str]]]:
    """The table of exponents."""
    heads = ["measure", "exponent", "fit R²", "sizes"]
    lines = [
        [MEASURES[name], f"{each.exponent:.2f}", f"{each.fit:.3f}", str(each.points)]
        for name, each in found.items()
    ]
    return heads, lines
