"""The decision variables of one talk: whether, when and where it takes place."""

from collections.abc import Iterator

from ortools.sat.python import cp_model

from timetabler.constraints.questions import Ranges
from timetabler.engine.going import going
from timetabler.engine.literals import Literal, conjunction, contrary
from timetabler.engine.possible import Possible
from timetabler.timetable.timetable import Placement


class TalkVariables:
    """Whether, when and where one talk takes place.

    The start is one integer. Where a talk has few possible starts, it also has one
    literal a start, from which "does it start in these ranges" follows by clauses
    alone; with many starts that question is answered by linear constraints.

    Args:
        model: The model to add to.
        possible: What is possible for the talk.
        talk: Its id.
        few: Up to how many possible starts there is a literal for each.
    """

    def __init__(
        self, model: cp_model.CpModel, possible: Possible, talk: str, few: int
    ) -> None:
        going()
        self._model = model
        self._possible = possible
        self.talk = talk
        self.starts = possible.starts[talk]
        self._start_set = frozenset(self.starts)
        must = talk in possible.must
        self.scheduled: Literal = True if must else model.new_bool_var(f"{talk}?")
        if not (self.starts and possible.rooms[talk]):
            self.scheduled = False
        domain = cp_model.Domain.from_values(self.starts or [0])
        self.start = model.new_int_var_from_domain(domain, f"{talk}@")
        self._each = self._literals() if 1 < len(self.starts) <= few else {}
        self._rooms = self._room_literals(possible.rooms[talk])
        self._within: dict[tuple[int, ...], Literal] = {}

    def _literals(self) -> dict[int, cp_model.IntVar]:
        each = {
            start: self._model.new_bool_var(f"{self.talk}@{start}")
            for start in self.starts
        }
        # A start is chosen even for a talk that is left out: it then means nothing.
        self._model.add_exactly_one(each.values())
        for start, literal in each.items():
            self._model.add(self.start == start).only_enforce_if(literal)
        return each

    def _room_literals(self, rooms: list[str]) -> dict[str, Literal]:
        if self.scheduled is False:
            return {}
        if len(rooms) == 1:
            return {rooms[0]: self.scheduled}
        found = {r: self._model.new_bool_var(f"{self.talk} in {r}") for r in rooms}
        if self.scheduled is True:
            self._model.add_exactly_one(found.values())
        else:
            self._model.add_exactly_one([*found.values(), contrary(self.scheduled)])
        return dict(found)

    @property
    def rooms(self) -> dict[str, Literal]:
        """Whether the talk is in a room, by room."""
        return self._rooms

    def in_room(self, rooms: frozenset[str]) -> Literal:
        """Whether the talk is scheduled in one of the rooms."""
        found = [literal for room, literal in self._rooms.items() if room in rooms]
        if not found:
            return False
        if len(found) == len(self._rooms):
            return self.scheduled
        if len(found) == 1:
            return found[0]
        rest = [literal for room, literal in self._rooms.items() if room not in rooms]
        whole = self._model.new_bool_var("")
        self._model.add_exactly_one([whole, *rest, contrary(self.scheduled)])
        return whole

    def hints(
        self, placement: Placement | None
    ) -> Iterator[tuple[Literal | cp_model.IntVar, int]]:
        """Yield the values a placement suggests (None: left out), where possible."""
        yield self.scheduled, placement is not None
        if placement is None:
            return
        if placement.start in self._start_set:
            yield self.start, placement.start
            for start, chosen in self._each.items():
                yield chosen, start == placement.start
        if placement.room in self._rooms:
            for room, literal in self._rooms.items():
                yield literal, room == placement.room

    def within(self, ranges: Ranges) -> Literal:
        """Whether the talk is scheduled to start in one of the ranges."""
        inside = self._possible.inside(self.talk, ranges)
        if not inside or self.scheduled is False:
            return False
        if len(inside) == len(self.starts):
            return self.scheduled
        key = tuple(inside)
        if key not in self._within:
            started = self._started(inside)
            self._within[key] = self._and_scheduled(started)
        return self._within[key]

    def _started(self, inside: list[int]) -> cp_model.IntVar:
        if self._each and len(inside) == 1:
            return self._each[inside[0]]
        literal = self._model.new_bool_var(f"{self.talk}@{inside[0]}..{inside[-1]}")
        chosen = set(inside)
        if self._each:
            rest = [lit for start, lit in self._each.items() if start not in chosen]
            self._model.add_exactly_one([*rest, literal])
            return literal
        domain = cp_model.Domain.from_values(inside)
        outside = cp_model.Domain.from_values(
            [start for start in self.starts if start not in chosen]
        )
        add = self._model.add_linear_expression_in_domain
        add(self.start, domain).only_enforce_if(literal)
        add(self.start, outside).only_enforce_if(~literal)
        return literal

    def _and_scheduled(self, started: cp_model.IntVar) -> Literal:
        if self.scheduled is True:
            return started
        return conjunction(self._model, [started, self.scheduled])
