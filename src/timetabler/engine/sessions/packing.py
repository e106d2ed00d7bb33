"""Put a plan together group by group, without a model: something to begin with.

Models of large conferences take long before they have any plan. A greedy one takes
moments, and is good enough to be a timetable, to start from, and to be bettered.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from timetabler.engine.literals import limits
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key

_TRIES, _APART = 40, 10
"""How often it is tried, and how often of these with nobody twice in a session."""
_STRICTER = 3.0
"""How much more unused room weighs, from one try to the next."""
_EARLIER = 1_000
"""How much more a unit of one priority weighs than one of the next."""
_SPLIT, _GAP, _NEW_ROOM = 0.3, 0.1, 0.2
"""What is not priced but seldom wanted: parts of units of cost."""
Cell = tuple[int, int]
"""A session and a kind of rooms."""


@dataclass
class _Group:
    """Where the talks of a group are so far: all that is known of a try."""

    left: Counter[str]
    talks: Counter[tuple[str, int]] = field(default_factory=Counter)
    held: Counter[int] = field(default_factory=Counter)
    cells: Counter[Cell] = field(default_factory=Counter)
    kinds: Counter[int] = field(default_factory=Counter)


class Packing:
    """Packs the talks of one group after the other into rooms of sessions.

    Each room of a session that a group takes is the one that costs least for what it
    holds, and wastes least. Groups that find no room come first in the next try, in
    which waste weighs more.

    Args:
        layer: The session-level model, everything told, with its costs.
        speakers: The speakers of every talk.
        seed: Breaks ties.
    """

    def __init__(
        self, layer: Layer, speakers: Mapping[str, frozenset[str]], seed: int
    ) -> None:
        self._model = layer.sessions
        self._layer = layer
        self._speakers = speakers
        self._random = Random(seed)
        self._sessions = range(len(self._model.shape.windows))
        self._waste = 0.0
        self._apart = True

    def plan(self) -> dict[Key, int] | None:
        """Make a plan by names of variables; None if none came of it."""
        order = sorted(range(len(self._model.shape.groups)), key=self._tightness)
        for number in range(_TRIES):
            self._waste = self._scale * (_STRICTER**number - 1) / 100
            self._apart = number < _APART
            done, failed = self._try(order)
            if failed is None:
                return self._values(done)
            order.remove(failed)
            order.insert(0, failed)
        return None

    def _tightness(self, group: int) -> tuple[int, int]:
        """Groups with few sessions come first, then those with most talks."""
        talks = self._model.of_group(group)
        able = {session for talk in talks for session in self._model.talks[talk]}
        return len(able), -self._model.shape.need(group)

    @cached_property
    def _worth(self) -> Mapping[int, float]:
        """What a unit of each priority is worth, in units of the first."""
        priorities = enumerate(sorted(self._layer.costs))
        return {priority: 1 / _EARLIER**number for number, priority in priorities}

    @cached_property
    def _prices(self) -> Mapping[Key, float]:
        """What a unit of each variable with a name costs."""
        found: dict[Key, float] = defaultdict(float)
        for priority, worth in self._worth.items():
            for price, _, key in self._layer.named_prices(priority):
                found[key] += price * worth
        return found

    @cached_property
    def _spread(self) -> Mapping[int, float]:
        """What one more kind of room costs a group."""
        found: dict[int, float] = defaultdict(float)
        for priority, worth in self._worth.items():
            for group, _, price in self._model.charges[priority].spread:
                found[group] += price * worth
        return found

    @cached_property
    def _scale(self) -> float:
        """What something costs usually, if it costs something."""
        prices = sorted(price for price in self._prices.values() if price)
        return max(1.0, prices[len(prices) // 2]) if prices else 1.0

    @cached_property
    def _most(self) -> Mapping[tuple[str, int], int]:
        """How many of each kind of talks may be in each session."""
        return {
            (talk, session): limits(self._model.model, variable)[1]
            for talk, sessions in self._model.talks.items()
            for session, variable in sessions.items()
        }

    def _try(self, order: list[int]) -> tuple[dict[int, _Group], int | None]:
        """Pack groups in order; with the first that finds no room, if there is one."""
        free = {
            (session, kind): len(rooms)
            for session in self._sessions
            for kind, rooms in enumerate(self._model.classes)
        }
        busy: dict[int, set[str]] = {session: set() for session in self._sessions}
        done: dict[int, _Group] = {}
        for group in order:
            packed = self._pack(group, free, busy)
            done[group] = packed
            if any(talk in self._model.possible.must for talk in packed.left):
                return done, group
        return done, None

    def _pack(
        self, group: int, free: dict[Cell, int], busy: dict[int, set[str]]
    ) -> _Group:
        # Talks with few other places come first, then long ones.
        talks = sorted(self._model.of_group(group), key=self._rank)
        state = _Group(Counter({t: len(self._model.alike[t]) for t in talks}))
        while state.left:
            best = self._best(group, state, free, busy)
            if best is None:
                break
            (session, kind), inside = best
            free[session, kind] -= 1
            state.held[session] += 1
            state.cells[session, kind] += 1
            state.kinds[kind] = max(state.kinds[kind], state.cells[session, kind])
            for talk, number in inside.items():
                state.talks[talk, session] += number
                busy[session] |= self._speakers[talk]
            state.left -= inside
        return state

    def _best(
        self,
        group: int,
        state: _Group,
        free: Mapping[Cell, int],
        busy: Mapping[int, set[str]],
    ) -> tuple[Cell, Counter[str]] | None:
        """The room of a session that costs least for what it holds."""
        found: list[tuple[float, float, Cell, Counter[str]]] = []
        for session in self._sessions:
            more = state.held[session]
            if more >= len(self._model.held[group][session]):
                continue
            rooms = self._rooms(group, session, state, free)
            inside = self._inside(state, session, busy[session])
            if not rooms or not inside:
                continue
            cost, kind = min(rooms)
            size = self._size(inside)
            cost += self._prices.get(("held", group, session, more), 0.0)
            cost += sum(
                number * self._prices.get(("talk", talk, session), 0.0)
                for talk, number in inside.items()
            )
            unwanted = _SPLIT * bool(more) + _GAP * self._gap(state, session)
            wasted = self._model.shape.capacity[session] - size
            cost += unwanted + self._waste * wasted
            tie = self._random.random()
            found.append((cost / size, tie, (session, kind), inside))
        if not found:
            return None
        *_, cell, inside = min(found, key=lambda each: each[:2])
        return cell, inside

    def _rooms(
        self, group: int, session: int, state: _Group, free: Mapping[Cell, int]
    ) -> list[tuple[float, int]]:
        """The kinds of rooms that are free, each with what it costs."""
        found = []
        for kind, rooms in enumerate(self._model.classes):
            if free[session, kind] and (
                (group, session, kind) not in self._model.forbidden
            ):
                cost = self._prices.get(("cell", group, session, rooms[0]), 0.0)
                if state.kinds and state.cells[session, kind] >= state.kinds[kind]:
                    cost += self._spread.get(group, 0.0) + _NEW_ROOM
                found.append((cost, kind))
        return found

    def _inside(self, state: _Group, session: int, busy: set[str]) -> Counter[str]:
        """What fits into a room, in the order of what is left."""
        size, room = self._model.shape.sizes, self._model.shape.capacity[session]
        inside: Counter[str] = Counter()
        for talk in state.left:
            open_ = self._most.get((talk, session), 0) - state.talks[talk, session]
            elsewhere = self._apart and len(self._model.talks[talk]) > 1
            if elsewhere and self._speakers[talk] & busy:
                continue
            number = min(open_, state.left[talk], room // size[talk])
            if number > 0:
                inside[talk] = number
                room -= number * size[talk]
        return inside

    def _rank(self, talk: str) -> tuple[int, int]:
        return len(self._model.talks[talk]), -self._model.shape.sizes[talk]

    def _size(self, inside: Counter[str]) -> int:
        sizes = self._model.shape.sizes
        return sum(number * sizes[talk] for talk, number in inside.items())

    def _gap(self, state: _Group, session: int) -> int:
        """How many sessions away the next one is that the group holds."""
        gaps = [abs(session - other) - 1 for other in state.held if other != session]
        return min(gaps, default=0)

    def _values(self, done: Mapping[int, _Group]) -> dict[Key, int]:
        """The plan by names of variables, with all that it leaves out at 0."""
        values = {
            key: 0
            for key in self._model.named
            if key[0] in ("talk", "held", "cell", "kind")
        }
        for group, packed in done.items():
            for (talk, session), number in packed.talks.items():
                values["talk", talk, session] = number
            for session, number in packed.held.items():
                for more in range(number):
                    values["held", group, session, more] = 1
            for (session, kind), number in packed.cells.items():
                values["cell", group, session, self._model.classes[kind][0]] = number
            for kind, number in packed.kinds.items():
                key = "kind", group, self._model.classes[kind][0]
                if key in values:
                    values[key] = number
        return values
