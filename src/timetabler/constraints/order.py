"""Talks come after the talks they build on."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Before, Scheduled, in_room, starting
from timetabler.constraints.sums import InTwo, NotOver, Pairs, Sums, days_of
from timetabler.problem.problem import After, Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Order(Constraint):
    """A talk comes after those it has to come after, and themes after themes.

    Counts what is not kept, where both talks are scheduled: 1 for a talk that starts
    before an earlier one has ended; with `same_day` or `directly`, 1 for another day;
    with `directly`, 1 for another room, and 1 for every talk between the two in the
    earlier one's room. Of themes, it counts the pairs of talks that are not in order.
    """

    key: ClassVar[str] = "order"
    unit: ClassVar[str] = "breaches"

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Forbid every pair out of order, other days, other rooms, talks between."""
        for talk in problem.talks.values():
            for after in talk.after:
                pair = (after.talk, talk.id)
                yield _not_before(*pair, pair)
                if after.same_day or after.directly:
                    yield from self._other_days(problem, *pair)
                if after.directly:
                    yield from self._not_directly(problem, *pair)
        for theme in problem.themes.values():
            for other in theme.after:
                earlier, later = _talks(problem, other), _talks(problem, theme.id)
                for first, second in product(earlier, later):
                    yield _not_before(first, second, (other, theme.id))

    def _other_days(self, problem: Problem, first: str, then: str) -> Iterator[Never]:
        for day in problem.days:
            span = problem.day_window(day)
            other = starting(first, span), Scheduled(then), ~starting(then, span)
            yield Never(other, (first, then))

    def _not_directly(self, problem: Problem, first: str, then: str) -> Iterator[Never]:
        about = (first, then)
        for room in problem.rooms:
            here = in_room(first, room)
            other = here, Scheduled(then), ~in_room(then, room)
            yield Never(other, about)
            for talk in problem.talks:
                if talk not in about:
                    between = Before(first, talk), Before(talk, then)
                    yield Never((*between, here, in_room(talk, room)), about)

    def sums(self, problem: Problem) -> Sums | None:
        """Charge each pair; talks between two make a sum over three."""
        afters = [(a, t.id) for t in problem.talks.values() for a in t.after]
        if any(after.directly for after, _ in afters):
            return None
        pairs = [(after.talk, talk, 1) for after, talk in afters]
        for theme in problem.themes.values():
            for other in theme.after:
                both = product(_talks(problem, other), _talks(problem, theme.id))
                pairs.extend((first, then, 1) for first, then in both)
        on_a_day = tuple((a.talk, talk, 1) for a, talk in afters if a.same_day)
        days = Pairs(InTwo(days_of(problem)), on_a_day)
        return Pairs(NotOver(), tuple(pairs)), days

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Read the pairs off the timetable."""
        for talk in problem.talks.values():
            for after in talk.after:
                if after.talk in timetable and talk.id in timetable:
                    yield from _pair(problem, timetable, after, talk.id)
        for theme in problem.themes.values():
            for other in theme.after:
                yield from _themes(problem, timetable, other, theme.id)

    def law(self, problem: Problem, about: About) -> str:
        """Name the two talks or themes."""
        first, then = about
        if then in problem.talks:
            for after in problem.talks[then].after:
                if after.talk == first:
                    how = "directly " if after.directly else ""
                    day = " on the same day" if after.same_day else ""
                    return f"{then} comes {how}after {first}{day}"
        return f"talks of {then} come after those of {first}"


def _not_before(first: str, then: str, about: About) -> Never:
    both = Scheduled(first), Scheduled(then)
    return Never((*both, ~Before(first, then)), about)


def _talks(problem: Problem, theme: str) -> list[str]:
    return [talk.id for talk in problem.talks.values() if talk.theme == theme]


def _themes(
    problem: Problem, timetable: Timetable, earlier: str, later: str
) -> Iterator[Finding]:
    firsts = [t for t in _talks(problem, earlier) if t in timetable]
    seconds = [t for t in _talks(problem, later) if t in timetable]
    for first in firsts:
        end = timetable.end(problem, first)
        for then in seconds:
            if timetable[then].start < end:
                text = f"{then} ({later}) is not after {first} ({earlier})"
                yield Finding((earlier, later), 1, text)


def _pair(
    problem: Problem, timetable: Timetable, after: After, then: str
) -> Iterator[Finding]:
    first, about = timetable[after.talk], (after.talk, then)
    second = timetable[then]
    end = timetable.end(problem, after.talk)
    if second.start < end:
        yield Finding(about, 1, f"{then} is not after {after.talk}")
    days = problem.day_at(first.start), problem.day_at(second.start)
    if (after.same_day or after.directly) and days[0] != days[1]:
        yield Finding(about, 1, f"{then} is not on the day of {after.talk}")
    if not after.directly:
        return
    if second.room != first.room:
        yield Finding(about, 1, f"{then} is not in the room of {after.talk}")
    for placement in timetable.in_room(first.room):
        if placement.talk in about:
            continue
        ends = timetable.end(problem, placement.talk)
        if end <= placement.start and ends <= second.start:
            text = f"{placement.talk} is between {after.talk} and {then}"
            yield Finding(about, 1, text)
