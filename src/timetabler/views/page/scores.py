"""The page's score card."""

from collections.abc import Iterator
from dataclasses import dataclass

from timetabler.timetable.score import ConstraintScore, Score
from timetabler.views.page.cards import Cards
from timetabler.views.page.names import count
from timetabler.views.page.parts import Link


@dataclass(frozen=True, slots=True)
class Found:
    """One breach in words, with links to the talks it names."""

    text: str
    talks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One constraint of the score card; ``weight`` and ``penalty`` are "" if hard."""

    name: str
    level: str
    amount: str
    weight: str
    penalty: str
    broken: bool
    findings: tuple[Found, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """The verdict, the penalty of each priority, and every constraint."""

    verdict: str
    feasible: bool
    priorities: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]


def score_card(score: Score, cards: Cards) -> ScoreCard:
    """Write a score in words."""
    broken = sum(bool(c.findings) for c in score.constraints if c.level == "hard")
    verdict = (
        "Every hard constraint is kept."
        if score.feasible
        else f"{count(broken, 'hard constraint is', 'hard constraints are')} broken."
    )
    return ScoreCard(
        verdict=verdict,
        feasible=score.feasible,
        priorities=tuple(score.priorities.items()),
        rows=tuple(_rows(score, cards)),
    )


def _rows(score: Score, cards: Cards) -> Iterator[Row]:
    for constraint in score.constraints:
        hard = constraint.level == "hard"
        yield Row(
            name=constraint.name,
            level="hard" if hard else f"priority {constraint.level}",
            amount=f"{constraint.amount:,} {constraint.unit}",
            weight="" if hard else f"{constraint.weight:,}",
            penalty="" if hard else f"{constraint.penalty:,}",
            broken=hard and bool(constraint.findings),
            findings=tuple(_findings(constraint, cards)),
            summary=count(len(constraint.findings), "finding"),
        )


def _findings(constraint: ConstraintScore, cards: Cards) -> Iterator[Found]:
    for finding in constraint.findings:
        talks = cards.book.talks_about(finding.about)
        yield Found(finding.text, tuple(cards.link(talk) for talk in talks))
