"""Unbroken runs as blocks: one interval for a group of talks in a room on a day.

Where no two talks of a room overlap, nobody is amid a group exactly if the group's
span, from its first start to its last end, meets neither another group's span nor
another talk. That is one interval a group, in place of three variables for every other
talk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from timetabler.constraints.composites import Holds
from timetabler.constraints.demands import Demand, Disjoint, Unbroken, Use
from timetabler.constraints.questions import InRoom
from timetabler.engine.literals import Literal
from timetabler.engine.plan import Plan
from timetabler.engine.room_day import enforce
from timetabler.problem.problem import Window

Place = tuple[str, Window]


@dataclass(frozen=True)
class _Member:
    talk: str
    here: Literal


class Blocks:
    """Posts hard demands for unbroken runs, all of a room and a window together.

    Args:
        plan: The plan.
        demands: All hard demands: they tell in which rooms talks never overlap.
    """

    def __init__(self, plan: Plan, demands: Iterable[Demand]) -> None:
        self._plan = plan
        self._model = plan.model
        self._apart: dict[str, list[set[str]]] = {}
        self._taken: dict[Place, list[Unbroken]] = {}
        for demand in demands:
            if isinstance(demand, Disjoint):
                self._note(demand.uses)

    def _note(self, uses: Iterable[Use]) -> None:
        """Note the talks that never overlap in a room, as one demand has it."""
        here: dict[str, set[str]] = {}
        for use in uses:
            if isinstance(use.when, InRoom):
                for room in use.when.rooms:
                    here.setdefault(room, set()).add(use.talk)
        for room, talks in here.items():
            self._apart.setdefault(room, []).append(talks)

    def take(self, demand: Unbroken) -> bool:
        """Take a demand if it can be a block; else the caller has to post it."""
        present = self._plan.room_days.present(demand.room, demand.window)
        apart = self._apart.get(demand.room, [])
        if not any(talks.issuperset(present) for talks in apart):
            return False
        self._taken.setdefault((demand.room, demand.window), []).append(demand)
        return True

    def post(self) -> None:
        """Post what was taken."""
        for (room, window), demands in self._taken.items():
            present = self._plan.room_days.present(room, window)
            groups = [[t for t in present if t in d.talks] for d in demands]
            for family in _families([group for group in groups if len(group) > 1]):
                if len(family) > 1 or len(family[0]) < len(present):
                    self._post(room, window, family, present)

    def _post(
        self,
        room: str,
        window: Window,
        groups: Sequence[Sequence[str]],
        present: Sequence[str],
    ) -> None:
        blocks = [self._block(room, window, group) for group in groups]
        grouped = {talk for group in groups for talk in group}
        for talk in present:
            if talk not in grouped:
                here = self._plan.literal(Holds((talk,), room, window))
                blocks.append(self._plan.interval(talk, here, 0))
        self._model.add_no_overlap(blocks)

    def _block(
        self, room: str, window: Window, group: Sequence[str]
    ) -> cp_model.IntervalVar:
        plan, model = self._plan, self._model
        members = [_Member(t, plan.literal(Holds((t,), room, window))) for t in group]
        first, last = self._span(members, window)
        start = model.new_int_var(first, last, "")
        end = model.new_int_var(first, last, "")
        size = model.new_int_var(0, last - first, "")
        for member in members:
            begins = plan.talks[member.talk].start
            enforce(model.add(start <= begins), member.here)
            ends = begins + plan.minutes(member.talk)
            enforce(model.add(end >= ends), member.here)
        minutes = [plan.minutes(member.talk) for member in members]
        here = [m.here if m.here is not True else 1 for m in members]
        model.add(size >= cp_model.LinearExpr.weighted_sum(here, minutes))
        used = plan.literal(Holds(tuple(group), room, window))
        if used is True:
            return model.new_interval_var(start, size, end, "")
        return model.new_optional_interval_var(start, size, end, used, "")

    def _span(self, members: Sequence[_Member], window: Window) -> tuple[int, int]:
        possible = self._plan.possible
        within = ((window.start, window.end - 1),)
        firsts, lasts = [], []
        for member in members:
            starts = possible.inside(member.talk, within)
            firsts.append(starts[0])
            lasts.append(starts[-1] + self._plan.minutes(member.talk))
        return min(firsts), max(lasts)


def _families(groups: Iterable[list[str]]) -> list[list[list[str]]]:
    """Sort groups into families in which no talk is in two of them."""
    families: list[list[list[str]]] = []
    for group in groups:
        apart = (f for f in families if all(set(g).isdisjoint(group) for g in f))
        family = next(apart, None)
        if family is None:
            families.append([group])
        else:
            family.append(group)
    return families
