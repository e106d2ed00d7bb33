"""When not everything can be had: the fewest wishes of people that have to be bent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from timetabler.constraints.base import Constraint
from timetabler.constraints.not_parallel import NotParallel
from timetabler.engine.outcome import Options
from timetabler.timetable.score import Finding
from timetabler.workflows.replanning.keeping import Setting, shifted
from timetabler.workflows.replanning.replan import Replan, finished
from timetabler.workflows.replanning.stages import repaired
from timetabler.workflows.replanning.unavoidable import unavoidable

BENDABLE = frozenset(
    (
        "speaker-available",
        "room-open",
        "talk-time",
        "talk-room",
        "pinned",
        "equipment",
        "order",
        "not-parallel",
        "speaker-load",
    )
)
"""What people have asked for; that nobody is in two places at once is no wish."""
FOLDER = "bent"
FILE = "timetable.yaml"


@dataclass(frozen=True)
class Bending:
    """The timetable of every talk that bends the fewest rules.

    Attributes:
        replan: The timetable; it has none where none was found. The rules that could
            be bent are its first priority.
        least: How much has to be bent at the least; proven.
        rules: What is bent, each with the name of the rule.
    """

    replan: Replan
    least: int
    rules: tuple[tuple[str, Finding], ...]

    @property
    def amount(self) -> int:
        """How much is bent, in the units of the rules; each counts the same."""
        return sum(finding.amount for _, finding in self.rules)


def bending(impossible: Replan, options: Options) -> Bending:
    """Find the timetable of every talk that bends as few rules as can be.

    Args:
        impossible: The replan that has no timetable.
        options: How to search.

    Raises:
        DisagreementError: If the checkers find something else than the solver says.
    """
    soft = bendable(impossible.setting)
    found = unavoidable(soft.problem, soft.published, soft.constraints)
    solution = repaired(soft, soft.constraints, options, found.loose)
    made = finished(soft, impossible.earlier, solution, found, frozenset())
    first = next(iter(solution.outcome.priorities), None)
    least = first.bound if first is not None else 0
    names = {constraint.label for constraint in _bent(soft)}
    score = solution.score
    rules = tuple(
        (constraint.name, finding)
        for constraint in (score.constraints if score else ())
        if constraint.name in names
        for finding in constraint.findings
    )
    return Bending(made, least, rules)


def bendable(made: Setting) -> Setting:
    """Charge for the wishes of people that were hard, before anything else."""
    return replace(made, wishes=shifted(made.wishes, 1), quality=_charged(made.quality))


def _charged(constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    later = shifted(constraints, 1)
    return tuple(_soft(c) if c.is_hard and c.key in BENDABLE else c for c in later)


def _soft(constraint: Constraint) -> Constraint:
    update: dict[str, Any] = {"level": 1, "weight": 1}
    if isinstance(constraint, NotParallel) and constraint.count == "minutes":
        # A rule that is bent counts once, not for every minute.
        update["count"] = "pairs"
    return constraint.model_copy(update=update)


def _bent(made: Setting) -> list[Constraint]:
    return [c for c in made.quality if c.key in BENDABLE and c.score_level == 1]
