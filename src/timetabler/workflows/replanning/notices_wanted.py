"""The audience whose wishes are known: whom of it a change concerns, and how."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from timetabler.constraints.people import number_wanting
from timetabler.constraints.settings import active
from timetabler.constraints.wishes import Wishes
from timetabler.problem.problem import Problem
from timetabler.timetable.diff import Diff
from timetabler.timetable.timetable import Placement


@dataclass(frozen=True)
class Crowd:
    """The attendees whom a change concerns, of those whose wishes are known.

    Attributes:
        wanted: How many attendees wanted each changed talk, by talk.
        touched: How many attendees wanted at least one of them.
        overlapping: For how many of those two talks that they want overlap now and
            did not before, going by the lengths that talks have now.
    """

    wanted: Mapping[str, int]
    touched: int
    overlapping: int

    @property
    def words(self) -> str:
        """Say how many there are, and how many of them have to choose anew."""
        clash = f"; two wanted talks now overlap for {self.overlapping}"
        return number_of(self.touched) + (clash if self.overlapping else "")


def number_of(people: int) -> str:
    """Say how many attendees: ``1 attendee``, ``7 attendees``."""
    return f"{people} attendee{'' if people == 1 else 's'}"


def crowd(problem: Problem, diff: Diff) -> Crowd | None:
    """Count whom of the audience a change concerns.

    Returns:
        None if nobody's wishes are known.
    """
    people = wishes_of(problem)
    if not people:
        return None
    number = number_wanting({p: dict.fromkeys(talks, 1) for p, talks in people.items()})
    wanted = {change.talk: number.get(change.talk, 0) for change in diff.changes}
    touched = sum(not talks.isdisjoint(wanted) for talks in people.values())
    was, now = diff.was, diff.new.placements
    overlapping = sum(
        any(
            _overlap(problem, now, pair) and not _overlap(problem, was, pair)
            for pair in _pairs(talks, wanted)
        )
        for talks in people.values()
    )
    return Crowd(wanted, touched, overlapping)


def wishes_of(problem: Problem) -> dict[str, set[str]]:
    """What everybody wants to hear, by person.

    Wishes are known also where the constraint is off and no timetable is judged by
    them.
    """
    given = problem.constraints.get("wishes")
    settings = [_counting(s) for s in (given if isinstance(given, list) else [given])]
    alone = replace(problem, constraints={"wishes": settings})
    found: dict[str, set[str]] = {}
    for constraint in active(alone):
        if isinstance(constraint, Wishes):
            for person, wanted in constraint.people.items():
                found.setdefault(person, set()).update(wanted)
    return found


def _counting(setting: Any) -> dict[str, Any]:  # noqa: ANN401
    return {**(setting if isinstance(setting, dict) else {}), "level": 1}


def _pairs(
    talks: Iterable[str], changed: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Pairs of talks for which anything can have changed."""
    for pair in combinations(sorted(talks), 2):
        if not changed.keys().isdisjoint(pair):
            yield pair


def _overlap(
    problem: Problem, places: Mapping[str, Placement], pair: tuple[str, str]
) -> bool:
    if not all(talk in places and talk in problem.talks for talk in pair):
        return False
    spans = [(places[t].start, problem.talks[t].minutes) for t in pair]
    (one, lasting), (other, as_long) = spans
    return one < other + as_long and other < one + lasting
