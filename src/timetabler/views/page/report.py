"""Pages that compare timetables: a report for analysts, a ballot for committees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timetabler.timetable.comparison import Comparison, Criterion
from timetabler.timetable.parties import shifts
from timetabler.timetable.ranking import Ranking
from timetabler.views.layout.marks import marks_of
from timetabler.views.page.document import data_address, document
from timetabler.views.page.names import count
from timetabler.views.picture.grid import pictures
from timetabler.views.picture.repaint import MARK, marked
from timetabler.views.terminal.comparisons import (
    amount_text,
    baseline_text,
    ideal_text,
    place_text,
    ranking_lines,
    reach_heads,
)


@dataclass(frozen=True)
class _Cell:
    text: str
    mark: str


@dataclass(frozen=True)
class _Row:
    name: str
    level: str
    cells: tuple[_Cell, ...]
    reach: Mapping[str, str]
    unit: str
    sum: bool = False


def report_page(
    comparison: Comparison,
    ranking: Ranking,
    charts: Mapping[str, bytes],
    grid: bytes,
) -> str:
    """Write everything about a comparison as one self-contained HTML page.

    Args:
        comparison: The timetables.
        ranking: How they rank.
        charts: The charts by name, as SVG.
        grid: The grid of the first timetable, with what differs; as SVG.
    """
    names = comparison.names
    return document(
        "compare.html",
        **_shared(comparison, f"{comparison.problem.title}: timetables compared"),
        talks=count(len(comparison.talks), "talk"),
        notes=comparison.notes,
        ranking=list(ranking_lines(comparison, ranking)),
        distances=[
            (name, [f"{share:.0%}" for share in row])
            for name, row in zip(names, comparison.distances(), strict=True)
        ],
        shifts=[
            (
                names[index],
                [
                    (shift.verdict, shift.sentence(names[0], names[index]))
                    for shift in shifts(comparison, 0, index)
                ],
            )
            for index in range(1, len(names))
        ],
        grid=data_address(".svg", grid),
        charts=[(name, data_address(".svg", data)) for name, data in charts.items()],
    )


def ballot_page(comparison: Comparison, *, shuffled: bool) -> str:
    """Write candidates as a ballot: same layout for all, differences marked.

    Args:
        comparison: The candidates, under letters.
        shuffled: Whether the letters were dealt at random.
    """
    problem = marked(comparison.problem, comparison.differing())
    grids = []
    for contender in comparison.contenders:
        marks = marks_of(problem, contender.timetable, contender.score)
        drawn = pictures(problem, contender.timetable, (".svg",), marks=marks)
        alt = f"The grid of {contender.name}"
        grids.append((contender.name, data_address(".svg", drawn[".svg"]), alt))
    return document(
        "ballot.html",
        **_shared(comparison, f"{comparison.problem.title}: ballot"),
        grids=grids,
        mark=MARK,
        shuffled=shuffled,
    )


def _shared(comparison: Comparison, title: str) -> dict[str, Any]:
    problem = comparison.problem
    differing = comparison.differing()
    number = f"{len(differing)} of {count(len(comparison.talks), 'talk')}"
    return {
        "title": title,
        "names": comparison.names,
        "rows": list(_rows(comparison)),
        "heads": reach_heads(comparison),
        "differing": f"{number} are in different places",
        "places": [
            (
                problem.talks[talk].title,
                [
                    place_text(problem, contender.timetable, talk)
                    for contender in comparison.contenders
                ],
            )
            for talk in differing
        ],
    }


def _rows(comparison: Comparison) -> Iterator[_Row]:
    for criterion in comparison.criteria:
        if criterion.level != "hard" or any(criterion.amounts):
            yield _Row(
                criterion.name,
                "hard" if criterion.level == "hard" else f"priority {criterion.level}",
                tuple(_cells(criterion)),
                {"ideal": ideal_text(criterion), "random": baseline_text(criterion)},
                criterion.unit,
            )
    for priority in sorted({int(c.level) for c in comparison.soft}):
        penalties = [c.score.priorities[priority] for c in comparison.contenders]
        bound = comparison.bounds.get(priority)
        yield _Row(
            f"Priority {priority}",
            "together",
            tuple(
                _Cell(f"{p:,}", "best" if p == min(penalties) < max(penalties) else "")
                for p in penalties
            ),
            {"ideal": "" if bound is None else f"≥ {bound:,}", "random": ""},
            "penalty",
            sum=True,
        )


def _cells(criterion: Criterion) -> Iterator[_Cell]:
    best = min(criterion.amounts)
    for index, amount in enumerate(criterion.amounts):
        mark = "best" if amount == best < max(criterion.amounts) else ""
        if criterion.level == "hard" and amount:
            mark = "broken"
        yield _Cell(amount_text(criterion, index), mark)
