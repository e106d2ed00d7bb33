"""A comparison as plain data for other programs: JSON and CSV."""

import csv
from io import StringIO
from typing import Any

from timetabler.problem.problem import Problem
from timetabler.timetable.comparison import Comparison, Criterion
from timetabler.timetable.distance import KINDS
from timetabler.timetable.parties import shifts
from timetabler.timetable.ranking import Ranking
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.report import score_json

_DIGITS = 4


def comparison_json(comparison: Comparison, ranking: Ranking) -> dict[str, Any]:
    """Tell a comparison as data."""
    names = comparison.names
    return {
        "format": 1,
        "conference": comparison.problem.title,
        "notes": list(comparison.notes),
        "talks": len(comparison.talks),
        "timetables": [
            {"name": contender.name, **score_json(contender.score)}
            for contender in comparison.contenders
        ],
        "bounds": [
            {"priority": priority, "bound": bound}
            for priority, bound in sorted(comparison.bounds.items())
        ],
        "criteria": [_criterion(names, c) for c in comparison.criteria],
        "distances": {
            "any": _rounded(comparison.distances()),
            **{kind: _rounded(comparison.distances((kind,))) for kind in KINDS},
        },
        "differences": [
            {
                "talk": talk,
                "places": {
                    c.name: place_json(comparison.problem, c.timetable, talk)
                    for c in comparison.contenders
                },
            }
            for talk in comparison.differing()
        ],
        "shifts": _shifts(comparison),
        "ranking": _ranking(names, ranking),
    }


def comparison_csv(comparison: Comparison) -> str:
    """Tell the criteria as a sheet: one row each, one column a timetable."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    head = ["constraint", "level", "weight", "unit", *comparison.names]
    rows.writerow([*head, "ideal", "ideal_bound", "random_mean"])
    for criterion in comparison.criteria:
        ideal = criterion.ideal
        rows.writerow(
            [
                criterion.name,
                criterion.level,
                criterion.weight,
                criterion.unit,
                *criterion.amounts,
                "" if ideal is None or ideal.amount is None else ideal.amount,
                "" if ideal is None else ideal.bound,
                "" if criterion.baseline is None else criterion.baseline,
            ]
        )
    return text.getvalue()


def place_json(
    problem: Problem, timetable: Timetable, talk: str
) -> dict[str, str] | None:
    """Tell where a talk is; None if it is left out."""
    if talk not in timetable:
        return None
    placement = timetable[talk]
    day = problem.day_at(placement.start)
    start = problem.clock.write(day.date, placement.start)
    return {"day": day.id, "start": start, "room": placement.room}


def _criterion(names: tuple[str, ...], criterion: Criterion) -> dict[str, Any]:
    ideal = criterion.ideal
    return {
        "name": criterion.name,
        "level": criterion.level,
        "weight": criterion.weight,
        "unit": criterion.unit,
        "amounts": dict(zip(names, criterion.amounts, strict=True)),
        "ideal": ideal and {"amount": ideal.amount, "bound": ideal.bound},
        "random": list(criterion.random),
        "figures": {
            name: None if figure is None else round(figure, 1)
            for index, name in enumerate(names)
            for figure in [criterion.figure(index)]
        },
    }


def _shifts(comparison: Comparison) -> list[dict[str, Any]]:
    first, *others = comparison.names
    return [
        {
            "from": first,
            "to": other,
            "parties": [
                {
                    "kind": shift.kind,
                    "name": shift.name,
                    "verdict": shift.verdict,
                    "text": shift.sentence(first, other),
                }
                for shift in shifts(comparison, 0, index)
            ],
        }
        for index, other in enumerate(others, start=1)
    ]


def _ranking(names: tuple[str, ...], ranking: Ranking) -> dict[str, Any]:
    return {
        "order": [names[index] for index in ranking.order],
        "as_good_as_the_one_before": list(ranking.ties),
        "pareto": [names[index] for index in ranking.pareto],
        "dominated": {
            names[index]: [names[other] for other in better]
            for index, better in enumerate(ranking.dominated)
            if better
        },
        "best_in_share_of_weightings": dict(zip(names, ranking.first, strict=True)),
        "better_in_share_of_weightings": _rounded(ranking.beats),
        "best_by_order_of_priorities": [
            {"order": list(order), "best": [names[index] for index in best]}
            for order, best in ranking.orders.items()
        ],
    }


def _rounded(rows: tuple[tuple[float, ...], ...]) -> list[list[float]]:
    return [[round(value, _DIGITS) for value in row] for row in rows]
