"""A theme is one unbroken run."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.demands import AtMost, Demand, Unbroken
from timetabler.constraints.questions import All, Some, in_room, starting
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Timetable


class ThemeRun(Constraint):
    """A theme's talks are one unbroken run: one room, one day, no talk between.

    Counts, for every theme, the room-days it uses beyond the first, and the other
    talks that start between its own in a room on a day. Breaks do not interrupt.
    """

    key: ClassVar[str] = "theme-run"
    unit: ClassVar[str] = "interruptions"
    selective: ClassVar[bool] = False
    level: Level = 2

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Allow a theme one room-day, and nobody amid its talks."""
        windows = [problem.day_window(day) for day in problem.days]
        for theme in problem.themes:
            talks = [t.id for t in problem.talks.values() if t.theme == theme]
            if len(talks) < 2:  # noqa: PLR2004
                continue
            used = []
            for room, window in product(problem.rooms, windows):
                here = ((in_room(t, room), starting(t, window)) for t in talks)
                used.append(Some(tuple(All(parts) for parts in here)))
                yield Unbroken(frozenset(talks), room, window, (theme,))
            yield AtMost(1, tuple(used), (theme,))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Walk through each room-day that has talks of the theme."""
        for theme in problem.themes:
            runs = _room_days(problem, timetable, theme)
            if len(runs) > 1:
                where = ", ".join(f"{room} on {day}" for room, day in runs)
                text = f"{theme} is spread over {where}"
                yield Finding((theme,), len(runs) - 1, text)
            for (room, day), starts in runs.items():
                for placement in timetable.in_room(room):
                    inside = min(starts) < placement.start < max(starts)
                    stranger = problem.talks[placement.talk].theme != theme
                    if inside and stranger:
                        text = f"{placement.talk} interrupts {theme} in {room} on {day}"
                        yield Finding((theme,), 1, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the theme."""
        return f"the talks of {about[0]} follow each other in one room on one day"


def _room_days(
    problem: Problem, timetable: Timetable, theme: str
) -> dict[tuple[str, str], list[int]]:
    starts: dict[tuple[str, str], list[int]] = {}
    for placement in timetable:
        if problem.talks[placement.talk].theme == theme:
            day = problem.day_at(placement.start).id
            starts.setdefault((placement.room, day), []).append(placement.start)
    return starts
