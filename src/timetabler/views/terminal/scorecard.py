"""The score card: every constraint, what it amounts to, and why, in words."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from timetabler.timetable.score import ConstraintScore, Score

MOST_FINDINGS = 5
_BROKEN, _KEPT = Style(color="red", bold=True), Style(dim=True)


def score_card(
    score: Score, *, most: int | None = MOST_FINDINGS, quiet: bool = False
) -> RenderableType:
    """Make a table of a score, and below it the findings in words.

    Args:
        score: What the checkers found.
        most: The most findings to tell of each constraint; None for all of them.
        quiet: Leave out the constraints that found nothing.
    """
    shown = [c for c in score.constraints if c.findings or not quiet]
    return Group(_table(score, shown), _verdict(score), *_findings(shown, most))


def _table(score: Score, shown: list[ConstraintScore]) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_footer=bool(score.priorities)
    )
    table.add_column("constraint", footer="together", overflow="fold")
    table.add_column("level", justify="right")
    table.add_column("amount", justify="right")
    table.add_column("unit", overflow="fold")
    table.add_column("weight", justify="right")
    table.add_column("penalty", justify="right", footer=_thousands(score.objective))
    for constraint in shown:
        hard = constraint.level == "hard"
        broken = hard and bool(constraint.findings)
        # A hard constraint has no price: it is kept or broken.
        kept = "broken" if broken else "kept"
        table.add_row(
            constraint.name,
            str(constraint.level),
            _thousands(constraint.amount),
            constraint.unit,
            "" if hard else str(constraint.weight),
            kept if hard else _thousands(constraint.penalty),
            style=_BROKEN if broken else None if constraint.findings else _KEPT,
        )
    return table


def _verdict(score: Score) -> Text:
    if score.feasible:
        verdict = Text("Every hard constraint is kept.", Style(bold=True))
    else:
        broken = sum(c.level == "hard" and bool(c.findings) for c in score.constraints)
        plural = "constraint is" if broken == 1 else "constraints are"
        verdict = Text(f"{broken} hard {plural} broken.", _BROKEN)
    parts = [
        f"priority {priority}: {_thousands(penalty)}"
        for priority, penalty in score.priorities.items()
    ]
    if parts:
        verdict.append(f" Penalties: {', '.join(parts)}.", Style(bold=False))
    return verdict


def _findings(
    shown: list[ConstraintScore], most: int | None
) -> Iterator[RenderableType]:
    for constraint in shown:
        if not constraint.findings:
            continue
        yield Text()
        yield Text(f"{constraint.name} ({constraint.unit})", Style(bold=True))
        told = constraint.findings[:most]
        for finding in told:
            text = Text(f"{_thousands(finding.amount)}: {finding.text}")
            yield Padding(text, (0, 0, 0, 2), expand=False)
        hidden = len(constraint.findings) - len(told)
        if hidden:
            yield Padding(
                Text(f"and {_thousands(hidden)} more", _KEPT),
                (0, 0, 0, 2),
                expand=False,
            )


def _thousands(number: int) -> str:
    return f"{number:,}"
