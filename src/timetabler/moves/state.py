"""A timetable, with what every talk would cost in every place, kept up to date."""

import numpy as np

from timetabler.moves.pricing import Pricing, Product, Stack
from timetabler.moves.space import Floats, Ints


class State:
    """Where every talk is, and what moves change.

    A talk's cost in a place is what it costs there by itself, and together with every
    other talk where that is now. It is kept in three tables: by start, by room, and by
    place for all that depends on both.

    Args:
        pricing: What places cost.
        places: The place of every talk to begin with.

    Attributes:
        places: The place of every talk.
        cost: What all costs together, under the weights of the pricing.
    """

    def __init__(self, pricing: Pricing, places: Ints) -> None:
        self.pricing = pricing
        self.space = space = pricing.space
        size = space.size
        self._talks = np.arange(size)
        self._kinds = [
            (int(rows[0]), int(rows[-1]) + 1)
            for kind in range(len(space.lengths))
            if len(rows := np.flatnonzero(space.kinds == kind))
        ]
        self._each = len(space.starts) + 1
        self.places = np.full(size, space.nowhere, dtype=np.int64)
        self._starts = space.start_at[self.places]
        self._rooms = space.room_at[self.places]
        self._spans = space.first_span + self._starts
        self._by_start = np.zeros((size, self._each))
        self._by_room = np.zeros((size, len(space.rooms) + 1))
        self._by_place = pricing.singles.copy()
        self._in_rooms = self._by_place[:, :-1].reshape(
            size, len(space.rooms), len(space.starts)
        )
        usable = (pricing.singles[:, :-1] < _NEVER).any(axis=0)
        self._usable = np.flatnonzero(usable)
        for talk, place in enumerate(places):
            self._move(talk, int(place))
        self.cost = pricing.of(pricing.tables.amounts(self.places))
        self._crossings = np.stack([self._crossing(talk) for talk in range(size)])
        self._settle()

    def swaps(self, talk: int) -> Floats:
        """What swapping a talk with each talk changes; with itself, nothing."""
        place, start = self.places[talk], self._starts[talk]
        changes: Floats = self._by_place[talk].take(self.places)
        changes += self._by_start[talk].take(self._starts)
        changes += self._by_room[talk].take(self._rooms)
        changes += self._by_place[:, place]
        changes += self._by_start[:, start]
        changes += self._by_room[:, self._rooms[talk]]
        changes += self._crossings[talk]
        changes -= self._own
        changes -= self._own[talk]
        return changes

    def shifts(self, talk: int) -> Floats:
        """What moving a talk to each of the ``free`` places changes."""
        changes: Floats = self._by_place[talk].take(self.free)
        changes += self._by_start[talk].take(self._free_starts)
        changes += self._by_room[talk].take(self._free_rooms)
        changes -= self._own[talk]
        return changes

    def all_swaps(self) -> Floats:
        """What swapping any two talks changes."""
        changes: Floats = self._by_place.take(self.places, axis=1)
        changes += self._by_start.take(self._starts, axis=1)
        changes += self._by_room.take(self._rooms, axis=1)
        changes -= self._own[:, None]
        both: Floats = changes + changes.T
        both += self._crossings
        return both

    def all_shifts(self) -> Floats:
        """What moving any talk to each of the ``free`` places changes."""
        changes: Floats = self._by_place.take(self.free, axis=1)
        changes += self._by_start.take(self._free_starts, axis=1)
        changes += self._by_room.take(self._free_rooms, axis=1)
        changes -= self._own[:, None]
        return changes

    def swap(self, one: int, other: int, change: float) -> None:
        """Swap two talks, which changes the cost by so much."""
        here, there = int(self.places[one]), int(self.places[other])
        self._move(one, there)
        self._move(other, here)
        self._cross(one)
        self._cross(other)
        self.cost += change
        self._own = self._costs()

    def shift(self, talk: int, place: int, change: float) -> None:
        """Move a talk to a place, which changes the cost by so much."""
        self._move(talk, place)
        self._cross(talk)
        self.cost += change
        self._settle()

    def _settle(self) -> None:
        self._own = self._costs()
        held = np.zeros(self.space.places, dtype=bool)
        held[self.places] = True
        free = self._usable[~held[self._usable]]
        self.free: Ints = np.append(free, self.space.nowhere)
        self._free_starts = self.space.start_at[self.free]
        self._free_rooms = self.space.room_at[self.free]

    def _costs(self) -> Floats:
        """What every talk costs where it is."""
        costs = self._by_place[self._talks, self.places]
        costs += self._by_start[self._talks, self._starts]
        costs += self._by_room[self._talks, self._rooms]
        return costs

    def _move(self, talk: int, place: int) -> None:
        """Move a talk, and work out what that means for all others."""
        before, was = int(self._spans[talk]), int(self._rooms[talk])
        start, room = int(self.space.start_at[place]), int(self.space.room_at[place])
        span = int(self.space.first_span[talk]) + start
        times, rooms = self.pricing.times, self.pricing.rooms
        if span != before:
            change = times.columns[span] - times.columns[before]
            weights = times.weights[talk]
            for kind, (low, high) in enumerate(self._kinds):
                of_kind = change[:, kind * self._each : (kind + 1) * self._each]
                self._by_start[low:high] += weights[:, low:high].T @ of_kind
        if room != was:
            difference = rooms.columns[room] - rooms.columns[was]
            self._by_room += rooms.weights[talk].T @ difference
        if place != self.places[talk]:
            for product in self.pricing.products:
                self._add(product, talk, before, was, -1)
                self._add(product, talk, span, room, 1)
        self.places[talk] = place
        self._starts[talk], self._rooms[talk], self._spans[talk] = start, room, span

    def _add(
        self, product: Product, talk: int, span: int, room: int, sign: int
    ) -> None:
        related = product.rooms[room]
        if not related:
            return
        columns, weights = product.columns[span], product.weights[talk]
        for kind, (low, high) in enumerate(self._kinds):
            first = kind * self._each
            of_kind = columns[:, first : first + self._each - 1]
            change = (sign * weights[:, low:high].T) @ of_kind
            for other, number in related:
                if number != 1:
                    self._in_rooms[low:high, other] += number * change
                else:
                    self._in_rooms[low:high, other] += change

    def _cross(self, talk: int) -> None:
        crossing = self._crossing(talk)
        self._crossings[talk] = crossing
        self._crossings[:, talk] = crossing

    def _crossing(self, talk: int) -> Floats:
        """How far swapping a talk with each other is from moving both alone."""
        span, room = int(self._spans[talk]), int(self._rooms[talk])
        crossing = _crossed(self.pricing.times, talk, span, self._spans)
        crossing += _crossed(self.pricing.rooms, talk, room, self._rooms)
        for product in self.pricing.products:
            numbers = product.times[span].take(self._spans, axis=2)
            numbers *= product.crossings[room].take(self._rooms, axis=1)
            crossing += (product.weights[talk] * numbers.sum(axis=1)).sum(axis=0)
        return crossing


_NEVER = 2.0**45
"""Places that cost as much can not be had."""


def _crossed(stack: Stack, talk: int, number: int, others: Ints) -> Floats:
    numbers = stack.crossings[number].take(others, axis=1)
    numbers *= stack.weights[talk]
    return np.asarray(numbers.sum(axis=0))
