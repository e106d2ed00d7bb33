"""What follows for many pairs of talks from rooms that hold one talk at a time.

Each pair alone could have all it wants: start together, share a room, be in the larger
one. All together can not, and a relaxation that sees pairs only does not know that.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from timetabler.constraints.composites import Smaller, Together
from timetabler.constraints.questions import All, InRoom, in_room, starting
from timetabler.engine.literals import Literal, contrary
from timetabler.problem.problem import Window

if TYPE_CHECKING:
    from timetabler.engine.plan import Plan

MOST_MEETINGS = 20_000
"""Up to so many pairs of talks and room-days are told apart."""
Spot = tuple[str, int]
Partners = dict[str, dict[str, Literal]]
"""The talks that a talk may meet, each with whether it does."""


def add_crowding(plan: "Plan") -> None:
    """Add what follows for all that has been asked about two talks."""
    crowding = _Crowding(plan)
    crowding.starts()
    crowding.places()
    crowding.ranks()


class _Crowding:
    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self._possible = plan.possible
        self._days = [plan.problem.day_window(day) for day in plan.problem.days]
        self._fits = {room: self._fit(room) for room in plan.problem.rooms}
        self._alone = {room for room in self._fits if self._holds_one(room)}

    def _holds_one(self, room: str) -> bool:
        """Whether no two of the talks that may be in a room overlap there."""
        there = {t for t, rooms in self._possible.rooms.items() if room in rooms}
        return there <= self._possible.alone.get(room, frozenset())

    def _fit(self, room: str) -> list[int]:
        """How many talks fit into a room one after another, day by day."""
        found = []
        for window in self._days:
            talks = self._possible.in_room_day(room, window)
            lengths = [(talk, self._plan.minutes(talk)) for talk in talks]
            span = ((window.start, window.end - 1),)
            found.append(self._possible.most(lengths, span))
        return found

    def starts(self) -> None:
        """No more talks start at a moment than there are rooms for them."""
        found = (
            (question.first, question.second, literal)
            for question, literal in self._plan.twos.asked.items()
            if isinstance(question, Together)
            and all(a == b for a, b in question.classes)
        )
        for talk, others in _partners(found).items():
            talks = (talk, *others)
            rooms = {room for one in talks for room in self._possible.rooms[one]}
            if rooms <= self._alone:
                self._at_most(others, len(rooms) - 1)

    def places(self) -> None:
        """No more talks are in a room on a day than fit there one after another."""
        asked = self._plan.twos.beside
        for talk, others in _partners((*pair, b) for pair, b in asked.items()).items():
            rooms = self._possible.rooms[talk]
            if self._alone.issuperset(rooms):
                most = max((max(self._fits[room]) for room in rooms), default=1)
                self._at_most(others, most - 1)
        met = {pair: self._common(*pair) for pair in asked}
        if sum(map(len, met.values())) <= MOST_MEETINGS:
            self._meetings(met)

    def _common(self, one: str, other: str) -> dict[Spot, tuple[Literal, Literal]]:
        """The room-days that both talks may be in, with whether they are."""
        rooms = set(self._possible.rooms[other])
        found: dict[Spot, tuple[Literal, Literal]] = {}
        for room in (room for room in self._possible.rooms[one] if room in rooms):
            for index, day in enumerate(self._days):
                here, there = (self._in(talk, room, day) for talk in (one, other))
                if here is not False and there is not False:
                    found[room, index] = here, there
        return found

    def _in(self, talk: str, room: str, day: Window) -> Literal:
        question = All((in_room(talk, room), starting(talk, day)))
        return self._plan.literal(question)

    def _meetings(
        self, met: Mapping[tuple[str, str], Mapping[Spot, tuple[Literal, Literal]]]
    ) -> None:
        """Say in which room-day two talks are that share one; each holds so many."""
        model = self._plan.model
        here: dict[tuple[str, Spot], tuple[Literal, list[cp_model.IntVar]]] = {}
        for pair, spots in met.items():
            parts: list[cp_model.IntVar] = []
            for spot, both in spots.items():
                part = model.new_bool_var("")
                parts.append(part)
                for talk, literal in zip(pair, both, strict=True):
                    model.add_implication(part, literal)
                    here.setdefault((talk, spot), (literal, []))[1].append(part)
            beside = self._plan.twos.beside[pair]
            model.add_exactly_one([contrary(beside), *parts])
        for (_, (room, day)), (literal, parts) in here.items():
            most = self._fits[room][day] - 1
            if room in self._alone and len(parts) > most:
                model.add(cp_model.LinearExpr.sum(parts) <= most * literal)

    def ranks(self) -> None:
        """Talks that find no place below a rank are above it."""
        ahead: Partners = {}
        behind: Partners = {}
        ranks: dict[str, tuple[frozenset[str], ...]] = {}
        for question, literal in self._plan.twos.asked.items():
            if isinstance(question, Smaller):
                ahead.setdefault(question.first, {})[question.second] = literal
                behind.setdefault(question.second, {})[question.first] = literal
                ranks[question.first] = ranks[question.second] = question.classes
        for talk, classes in ranks.items():
            self._ranked(talk, ahead.get(talk, {}), classes, above=True)
            self._ranked(talk, behind.get(talk, {}), classes, above=False)

    def _ranked(
        self,
        talk: str,
        others: Mapping[str, Literal],
        ranks: tuple[frozenset[str], ...],
        *,
        above: bool,
    ) -> None:
        """Count for each rank how many of the others find no room on its other side."""
        groups = list(self._groups(others))
        terms: list[tuple[int, Literal]] = []
        for place, rank in enumerate(ranks):
            here = self._plan.literal(InRoom(talk, rank))
            beyond = ranks[place + 1 :] if above else ranks[:place]
            out = frozenset[str]().union(*beyond)
            left = sum(self._left(talk, group, rank, out) for group in groups)
            if left and here is not False:
                terms.append((left, here))
        if terms:
            wanted = cp_model.LinearExpr.weighted_sum(
                [literal for _, literal in terms], [number for number, _ in terms]
            )
            total = cp_model.LinearExpr.sum(list(others.values()))
            self._plan.model.add(total >= wanted)

    def _groups(self, others: Iterable[str]) -> Iterator[list[str]]:
        """The talks that have to take place, by the rooms they may have."""
        found: dict[tuple[str, ...], list[str]] = {}
        for talk in others:
            if talk in self._possible.must:
                found.setdefault(tuple(self._possible.rooms[talk]), []).append(talk)
        yield from found.values()

    def _left(
        self, talk: str, group: list[str], rank: frozenset[str], out: frozenset[str]
    ) -> int:
        """How many of some talks are at least in the rooms ``out``.

        The talk itself is in one of the rooms of the rank.
        """
        rooms = [room for room in self._possible.rooms[group[0]] if room not in out]
        if not self._alone.issuperset(rooms):
            return 0
        places = sum(sum(self._fits[room]) for room in rooms)
        taken = rank.issubset(rooms) and talk in self._possible.must
        return max(0, len(group) - places + taken)

    def _at_most(self, others: Mapping[str, Literal], most: int) -> None:
        if len(others) > most:
            total = cp_model.LinearExpr.sum(list(others.values()))
            self._plan.model.add(total <= most)


def _partners(met: Iterable[tuple[str, str, Literal]]) -> Partners:
    """Each talk with those that it may meet."""
    found: Partners = {}
    for one, other, literal in met:
        found.setdefault(one, {})[other] = literal
        found.setdefault(other, {})[one] = literal
    return found
