"""Which demands a talk can make a difference to, so that a part of them is enough."""

from collections.abc import Iterable, Iterator, Sequence

from timetabler.constraints.asked import talks_of
from timetabler.constraints.composites import Holds
from timetabler.constraints.demands import (
    AtMost,
    Demand,
    Disjoint,
    Never,
    NoMore,
    Unbroken,
    Worst,
)
from timetabler.constraints.quantities import (
    Alongside,
    Largest,
    Overlap,
    Quantity,
    Spread,
    Start,
    Unmet,
)
from timetabler.constraints.questions import All, AtLeast, InRoom, Question, Some
from timetabler.problem.problem import Window

Touch = tuple[str, Question | None, bool]
"""A talk, and the question on which it depends whether it matters (None: it does).

It does not where the answer is a certain "no"; nor, unless the last part says that a
"yes" leaves its times to matter, where it is a certain "yes".
"""
Place = tuple[str, Window]


class Touching:
    """An index of demands by the talks that they are about.

    Args:
        demands: The demands; they are known by their index.
    """

    def __init__(self, demands: Sequence[Demand]) -> None:
        self._by_talk: dict[str, list[tuple[int, Question | None, bool]]] = {}
        self._by_place: dict[Place, list[int]] = {}
        for index, demand in enumerate(demands):
            for place in _places(demand):
                self._by_place.setdefault(place, []).append(index)
            for talk, question, yes in set(_touches(demand)):
                self._by_talk.setdefault(talk, []).append((index, question, yes))

    def by_talk(self, talk: str) -> list[tuple[int, Question | None, bool]]:
        """The demands that are about a talk, each with what that depends on."""
        return self._by_talk.get(talk, [])

    def by_place(self) -> Iterable[tuple[Place, list[int]]]:
        """The demands about whatever is in a room within a window."""
        return self._by_place.items()


def _places(demand: Demand) -> Iterator[Place]:
    if isinstance(demand, Unbroken):
        yield demand.room, demand.window
    elif isinstance(demand, NoMore):
        for _, quantity in demand.terms:
            if isinstance(quantity, Spread):
                yield quantity.room, quantity.window


def _touches(demand: Demand) -> Iterator[Touch]:
    if isinstance(demand, Disjoint):
        for use in demand.uses:
            yield use.talk, use.when, True
    elif isinstance(demand, NoMore):
        rooms = {room for room, _ in _places(demand)}
        for _, quantity in demand.terms:
            if not _only_there(quantity, rooms):
                yield from _measured(quantity)
    else:
        for question in _questions(demand):
            yield from _asked(question)


def _questions(demand: Demand) -> Iterator[Question]:
    match demand:
        case Never() | AtMost():
            yield from demand.questions
        case Worst():
            for group in demand.groups:
                yield from group


def _asked(question: Question) -> Iterator[Touch]:
    if isinstance(question, Holds):
        for talk in question.talks:
            yield talk, Holds((talk,), question.room, question.window), False
        return
    if isinstance(question, Some | AtLeast):
        for part in question.parts:
            yield from _asked(part)
        return
    talks = talks_of(question)
    alone = question if len(talks) == 1 else None
    for talk in talks:
        yield talk, alone, False


def _only_there(quantity: Quantity, rooms: set[str]) -> bool:
    """Whether it is about talks in a room of which the whole demand is known by."""
    match quantity:
        case All(parts=(InRoom() as here, *_)):
            return here.rooms <= rooms
        case Some():
            return all(_only_there(part, rooms) for part in quantity.parts)
    return False


def _measured(quantity: Quantity) -> Iterator[Touch]:
    if isinstance(quantity, Question):
        yield from _asked(quantity)
    elif not isinstance(quantity, Spread):
        for talk in _in_quantity(quantity):
            yield talk, None, False


def _in_quantity(  # noqa: PLR0911 - a table
    quantity: Quantity,
) -> frozenset[str]:
    match quantity:
        case Start():
            return frozenset((quantity.talk,))
        case Overlap():
            return frozenset((quantity.first, quantity.second))
        case Alongside():
            return frozenset((*quantity.ones, *quantity.others))
        case Largest():
            sums = (quantity for terms, _ in quantity.parts for _, quantity in terms)
            return frozenset[str]().union(*map(_in_quantity, sums))
        case Unmet():
            asked = [*quantity.ways]
            asked += [need.wanted for need in quantity.needs if need.wanted]
            asked += [limit.when for limit in quantity.limits if limit.when]
            return talks_of(*asked)
        case Spread():
            return quantity.talks
        case Question():
            return talks_of(quantity)
    raise TypeError(f"no such quantity: {quantity!r}")
