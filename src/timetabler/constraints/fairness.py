"""Good places are shared out evenly."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import Demand, NoMore
from timetabler.constraints.groups import by_mistakes, grouped
from timetabler.constraints.quantities import Largest, Terms
from timetabler.constraints.questions import InRoom, Question, Some, not_within
from timetabler.constraints.selectors import Rooms, Talks, rooms_in, talks_in
from timetabler.problem.fields import Text
from timetabler.problem.fields import Windows as WindowTexts
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem, Windows
from timetabler.problem.when import When, WhenError
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class Fairness(Constraint):
    """Good slots, good rooms and wishes are spread evenly over groups of talks.

    A talk fares badly if it is not wholly inside one of the good `windows`, is in none
    of the good `rooms`, or (with `wishes`) misses a preferred day, window or room. Of
    each group, the share of talks that fare badly is taken in percent. Counts the worst
    share, rounded up, less the best, rounded down; with `measure: worst` the worst
    alone. Source: min-max and spread terms of fair allocation.
    """

    key: ClassVar[str] = "fairness"
    unit: ClassVar[str] = "percentage points"
    level: Level = "off"

    groups: Annotated[dict[str, Talks], Field(default_factory=dict)]
    """Groups of talks, by a name of your own: `{new: {speaker_tag: first-time}}`."""
    by: Text = ""
    """Groups by a property: `track`, `speaker`, `level`, `tag`, ..."""
    windows: WindowTexts = []
    """The good windows; left out: all are."""
    rooms: Rooms = None
    """The good rooms; left out: all are."""
    wishes: bool = False
    """Whether wishes of talks, tracks, themes and speakers that are missed count."""
    measure: Literal["spread", "worst"] = "spread"
    """What is counted: the `spread` from worst to best, or the `worst` share."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Bound the worst share and the best."""
        groups = self._groups(problem)
        windows = self._windows(problem)
        bad = {t: self._bad(problem, windows, t) for g in groups.values() for t in g}
        parts: list[tuple[Terms, int]] = [
            (tuple((100, bad[talk]) for talk in talks), len(talks))
            for talks in groups.values()
        ]
        if not parts:
            return
        terms: Terms = ((1, Largest(tuple(parts))),)
        if self.measure == "spread":
            turned = ((tuple((-c, q) for c, q in terms_), by) for terms_, by in parts)
            terms = (*terms, (1, Largest(tuple(turned))))
        yield NoMore(terms, (self.label,))

    def _bad(self, problem: Problem, windows: Windows, talk: str) -> Question:
        """Does the talk fare badly?"""
        parts: list[Question] = []
        minutes, whole = problem.talks[talk].minutes, problem.whole
        if windows:
            parts.append(not_within(talk, windows, minutes, whole))
        if self.rooms is not None:
            other = set(problem.rooms).difference(rooms_in(problem, self.rooms))
            parts.append(InRoom(talk, frozenset(other)))
        for _, wisher, wish in problem.preferences() if self.wishes else ():
            if wisher.id == talk:
                days = [problem.day_window(day) for day in wish.days]
                if days:
                    parts.append(not_within(talk, days, 1, whole))
                if wish.windows:
                    parts.append(not_within(talk, wish.windows, minutes, whole))
                if wish.rooms:
                    others = frozenset(problem.rooms) - wish.rooms
                    parts.append(InRoom(talk, others))
        return Some(tuple(parts))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Work out each group's share."""
        windows, shares = self._windows(problem), {}
        for name, talks in self._groups(problem).items():
            bad = [
                t for t in talks if self._fares_badly(problem, timetable, windows, t)
            ]
            shares[name] = (100 * len(bad), len(talks))
        if not shares:
            return
        worst = max(shares, key=lambda name: shares[name][0] / shares[name][1])
        best = min(shares, key=lambda name: shares[name][0] / shares[name][1])
        high, low = -(-shares[worst][0] // shares[worst][1]), 0
        text = f"{high} % of the talks of {worst} fare badly"
        if self.measure == "spread":
            low = shares[best][0] // shares[best][1]
            text += f", {low} % of those of {best}"
        if high > low:
            yield Finding((self.label,), high - low, text)

    def _fares_badly(
        self, problem: Problem, timetable: Timetable, windows: Windows, talk: str
    ) -> bool:
        if talk not in timetable:
            return False
        start, end = timetable[talk].start, timetable.end(problem, talk)
        room, day = timetable[talk].room, problem.day_at(start).id
        if windows and not any(w.holds(start, end) for w in windows):
            return True
        if self.rooms is not None and room not in rooms_in(problem, self.rooms):
            return True
        missed = False
        for _, wisher, wish in problem.preferences():
            if self.wishes and wisher.id == talk:
                inside = any(w.holds(start, end) for w in wish.windows)
                missed |= bool(wish.days) and day not in wish.days
                missed |= bool(wish.windows) and not inside
                missed |= bool(wish.rooms) and room not in wish.rooms
        return missed

    def law(self, problem: Problem, about: About) -> str:
        """Say it of all groups."""
        return "good places are spread evenly over the groups"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find properties that no talk has, and windows that are none."""
        if self.by:
            yield from by_mistakes(problem, [self.by], ("by",))
        when = When(problem.clock, problem.days)
        for index, text in enumerate(self.windows):
            try:
                when.windows(text)
            except WhenError as error:
                yield Mistake(("windows", index), str(error))

    def _groups(self, problem: Problem) -> dict[str, list[str]]:
        groups = grouped(problem, self.by) if self.by else {}
        for name, chosen in self.groups.items():
            groups[name] = talks_in(problem, chosen)
        return {name: talks for name, talks in groups.items() if talks}

    def _windows(self, problem: Problem) -> Windows:
        when = When(problem.clock, problem.days)
        return tuple(window for text in self.windows for window in when.windows(text))
