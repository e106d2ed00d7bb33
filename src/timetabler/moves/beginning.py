"""A first timetable: the talks with the fewest places first, each in a free one."""

import numpy as np

from timetabler.moves.space import Ints, Truths
from timetabler.moves.tables import HARD, Tables


def begin(tables: Tables, rng: np.random.Generator) -> Ints:
    """Give every talk a place where it keeps the hard constraints by itself.

    Rooms are kept free while a talk is in them. Talks for which nothing is left share
    a place, or are nowhere; moves have to see to them.

    Args:
        tables: The tables.
        rng: What is drawn from.
    """
    space = tables.space
    able = space.permitted & (tables.singles[HARD] == 0)
    free = np.ones((len(space.lengths), space.places), dtype=bool)
    places = np.full(space.size, space.nowhere, dtype=np.int64)
    for talk in np.argsort(able.sum(axis=1) + rng.random(space.size)):
        kind = int(space.kinds[talk])
        left = np.flatnonzero(able[talk] & free[kind])
        if not len(left):
            left = np.flatnonzero(able[talk])
        if len(left):
            place = int(rng.choice(left))
            places[talk] = place
            free &= ~_taken(tables, place, kind)
    return places


def _taken(tables: Tables, place: int, kind: int) -> Truths:
    """The places, by length, that overlap a talk of some length in its room."""
    space = tables.space
    start, room = space.starts[space.start_at[place]], space.room_at[place]
    begins = np.append(space.starts, 0)[space.start_at]
    before = begins[None, :] < start + space.lengths[kind]
    after = start < begins[None, :] + space.lengths[:, None]
    return np.asarray(before & after & (space.room_at == room)[None, :])
