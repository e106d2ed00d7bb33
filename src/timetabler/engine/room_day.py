"""Answers about all talks of a room within a window: who is amid whom, how spread."""

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from timetabler.constraints.demands import Unbroken
from timetabler.constraints.quantities import Spread
from timetabler.constraints.questions import All, Question, StartsIn, in_room, starting
from timetabler.engine.literals import Literal, contrary
from timetabler.problem.problem import Window

if TYPE_CHECKING:
    from timetabler.engine.plan import Plan

Group = tuple[frozenset[str], str, Window]


class RoomDays:
    """First starts and last ends of groups of talks in a room within a window.

    They bind one way: the first start is no later, the last end no earlier than any
    talk's. So answers may be too large but never too small; who wants them small gets
    them exact.
    """

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self._starts: dict[Group, tuple[cp_model.IntVar, cp_model.IntVar]] = {}
        self._present: dict[tuple[str, Window], list[str]] = {}

    def present(self, room: str, window: Window) -> list[str]:
        """List the talks that may start in a room within a window."""
        if (room, window) not in self._present:
            here = self._plan.possible.in_room_day(room, window)
            self._present[room, window] = here
        return self._present[room, window]

    def _here(self, talk: str, room: str, window: Window) -> All:
        return All((in_room(talk, room), starting(talk, window)))

    def _first_and_last(self, key: Group) -> tuple[cp_model.IntVar, cp_model.IntVar]:
        """Bound the first and the last start of a group."""
        if key not in self._starts:
            model = self._plan.model
            talks, room, window = key
            first = model.new_int_var(window.start, window.end, "")
            last = model.new_int_var(window.start - 1, window.end, "")
            for talk in sorted(talks):
                here = self._plan.literal(self._here(talk, room, window))
                if here is False:
                    continue
                start = self._plan.talks[talk].start
                enforce(model.add(first <= start), here)
                enforce(model.add(last >= start), here)
            self._starts[key] = first, last
        return self._starts[key]

    def _amid(self, talk: str, key: Group) -> Literal:
        """Answer "yes" at least where the talk starts between two of a group."""
        model, start = self._plan.model, self._plan.talks[talk].start
        _, room, window = key
        here = self._plan.literal(self._here(talk, room, window))
        if here is False:
            return False
        first, last = self._first_and_last(key)
        amid = model.new_bool_var("")
        ahead, behind = model.new_bool_var(""), model.new_bool_var("")
        model.add(start <= first).only_enforce_if(ahead)
        model.add(start >= last).only_enforce_if(behind)
        model.add_bool_or([amid, ahead, behind, contrary(here)])
        return amid

    def interrupting(self, demand: Unbroken) -> list[Literal]:
        """List, for every talk that may, whether it interrupts a run of talks."""
        present = self.present(demand.room, demand.window)
        group = demand.talks.intersection(present)
        if len(group) < 2:  # noqa: PLR2004
            return []
        key = group, demand.room, demand.window
        others = (talk for talk in present if talk not in demand.talks)
        return [self._amid(talk, key) for talk in others]

    def spread(self, question: Spread) -> cp_model.IntVar:
        """Measure the minutes from first start to last end, less pauses between."""
        model, window = self._plan.model, question.window
        latest = window.end + max(map(self._plan.minutes, question.talks), default=0)
        first = model.new_int_var(window.start, latest, "")
        last = model.new_int_var(window.start, latest, "")
        for talk in sorted(question.talks):
            here = self._plan.literal(self._here(talk, question.room, window))
            if here is False:
                continue
            start = self._plan.talks[talk].start
            enforce(model.add(first <= start), here)
            enforce(model.add(last >= start + self._plan.minutes(talk)), here)
        spread = model.new_int_var(0, latest - window.start, "")
        between = [self._between(question, first, last, p) for p in question.pauses]
        lengths = [pause.end - pause.start for pause in question.pauses]
        paused = cp_model.LinearExpr.weighted_sum(between, lengths)
        model.add(spread + paused >= last - first)
        return spread

    def _between(
        self,
        question: Spread,
        first: cp_model.IntVar,
        last: cp_model.IntVar,
        pause: Window,
    ) -> cp_model.IntVar:
        model = self._plan.model
        between = model.new_bool_var("")
        model.add(first <= pause.start).only_enforce_if(between)
        model.add(last >= pause.end).only_enforce_if(between)
        ahead, behind, into = self._around(question, pause)
        if into:
            # Where talks may reach into the pause, stretching the spread over it could
            # gain more than it costs: there have to be talks ahead and behind.
            model.add_bool_or([~between, *map(self._plan.literal, ahead)])
            model.add_bool_or([~between, *map(self._plan.literal, behind)])
        return between

    def _around(
        self, question: Spread, pause: Window
    ) -> tuple[list[Question], list[Question], bool]:
        """Ask who starts before a pause, who ends after it; may any reach into it?"""
        ahead: list[Question] = []
        behind: list[Question] = []
        into = False
        possible, window = self._plan.possible, question.window
        for talk in possible.in_room_day(question.room, window):
            if talk not in question.talks:
                continue
            minutes = self._plan.minutes(talk)
            within = ((window.start, pause.start),)
            after = ((max(window.start, pause.end - minutes), window.end - 1),)
            here = in_room(talk, question.room)
            ahead.append(All((here, StartsIn(talk, within))))
            behind.append(All((here, StartsIn(talk, after))))
            reach = ((pause.start - minutes + 1, pause.end - 1),)
            into = into or bool(possible.inside(talk, reach))
        return ahead, behind, into


def enforce(constraint: cp_model.Constraint, literal: Literal) -> None:
    """Let a constraint hold if the literal does."""
    if literal is not True:
        constraint.only_enforce_if(literal)
