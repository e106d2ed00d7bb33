"""Which laws forbid one talk a place, whatever the others do."""

from collections.abc import Iterable

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import (
    All,
    InRoom,
    Not,
    Question,
    Scheduled,
    Some,
    StartsIn,
)
from timetabler.engine.absent import without
from timetabler.engine.reasons import reasons_of
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement
from timetabler.workflows.explaining.conflict_words import law


class Forbids:
    """The laws about one talk alone."""

    def __init__(
        self, problem: Problem, constraints: Iterable[Constraint], talk: str
    ) -> None:
        others = frozenset(problem.talks) - {talk}
        self._laws: list[tuple[str, tuple[Demand, ...]]] = []
        for reason in reasons_of(problem, constraints):
            demands = tuple(without(reason.demands, others))
            if demands and reason.talks <= {talk}:
                self._laws.append((law(problem, reason), demands))

    def at(self, place: Placement) -> tuple[str, ...]:
        """List the laws that forbid a place."""
        return tuple(
            text
            for text, demands in self._laws
            if any(_broken(demand, place) for demand in demands)
        )


def _broken(demand: Demand, place: Placement) -> bool:
    return isinstance(demand, Never) and all(_true(q, place) for q in demand.questions)


def _true(question: Question, place: Placement) -> bool:  # noqa: PLR0911 - a table
    """Answer a question about the talk at a place; it is the only one there is."""
    match question:
        case Scheduled():
            return True
        case InRoom():
            return place.room in question.rooms
        case StartsIn():
            return any(a <= place.start <= b for a, b in question.ranges)
        case Not():
            return not _true(question.question, place)
        case All():
            return all(_true(part, place) for part in question.parts)
        case Some():
            return any(_true(part, place) for part in question.parts)
    return False
