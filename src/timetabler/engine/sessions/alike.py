"""Rooms that no demand tells apart: each is as good as another."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from timetabler.constraints.composites import Beside, Holds, Skips
from timetabler.constraints.demands import (
    AtMost,
    Demand,
    Disjoint,
    Never,
    NoMore,
    Unbroken,
    Worst,
)
from timetabler.constraints.quantities import Alongside, Largest, Spread, Unmet
from timetabler.constraints.questions import All, AtLeast, InRoom, Not, Question, Some
from timetabler.engine.possible import Possible

_HERE = "*"
Mention = tuple[str, Hashable]
Told = tuple[int, Demand]
"""A demand, and a number for the constraint it is of."""


def rooms_alike(
    rooms: Iterable[str], possible: Possible, told: Iterable[Told]
) -> list[list[str]]:
    """Group rooms of which all demands say the same, in the order given.

    Args:
        rooms: The rooms.
        possible: What is possible for each talk.
        told: Demands, each with a number for the constraint it is of.
    """
    names = list(rooms)
    said: dict[str, Counter[int]] = {room: Counter() for room in names}
    for constraint, demand in told:
        for room, saying in _mentions(demand, names):
            # An earlier timetable may name a room that there is no more.
            if room in said:
                said[room][hash((constraint, saying))] += 1
    for talk, able in possible.rooms.items():
        for room in able:
            said[room][hash((talk, _HERE))] += 1
    classes: dict[frozenset[tuple[int, int]], list[str]] = {}
    for room in names:
        classes.setdefault(frozenset(said[room].items()), []).append(room)
    return list(classes.values())


def _mentions(  # noqa: C901 - a table
    demand: Demand, rooms: Sequence[str]
) -> Iterator[Mention]:
    """Yield what a demand says of each room it tells from others."""
    match demand:
        case Never():
            for room in _rooms_of(demand.questions, rooms):
                masked = tuple(_masked(q, room) for q in demand.questions)
                yield room, ("never", demand.each, masked)
        case AtMost():
            if _symmetric(demand.questions, rooms):
                return
            for room in _rooms_of(demand.questions, rooms):
                masked = tuple(_masked(q, room) for q in demand.questions)
                yield room, ("at most", demand.limit, demand.each, masked)
        case Worst():
            for group in demand.groups:
                for room in _rooms_of(group, rooms):
                    yield room, room
        case NoMore():
            yield from _no_more(demand, rooms)
        case Disjoint():
            whens = [use.when for use in demand.uses if use.when is not None]
            for room in _rooms_of(whens, rooms):
                uses = (
                    (use.talk, use.after, use.when and _masked(use.when, room))
                    for use in demand.uses
                )
                yield room, ("disjoint", tuple(uses))
        case Unbroken():
            yield demand.room, ("unbroken", demand.talks, demand.window)


def _no_more(  # noqa: C901 - a table
    demand: NoMore, rooms: Sequence[str]
) -> Iterator[Mention]:
    for coefficient, quantity in demand.terms:
        match quantity:
            case Spread():
                inside = quantity.talks, quantity.window, quantity.pauses
                yield quantity.room, ("spread", coefficient, len(demand.terms), inside)
            case Alongside():
                for room in () if set(quantity.rooms) == set(rooms) else rooms:
                    yield room, room
            case Largest() | Unmet():
                for room in rooms:
                    yield room, room
            case Question():
                for room in _rooms_of((quantity,), rooms):
                    said = _masked(quantity, room), demand.constant
                    yield room, ("no more", coefficient, len(demand.terms), said)


def _symmetric(questions: Sequence[Question], rooms: Sequence[str]) -> bool:
    """Whether the same is asked of every room."""
    held = [q for q in questions if isinstance(q, Holds)]
    asked = {(q.talks, q.window) for q in held}
    everywhere = sorted(q.room or "" for q in held) == sorted(rooms)
    return len(held) == len(questions) and len(asked) == 1 and everywhere


def _rooms_of(questions: Iterable[Question], rooms: Sequence[str]) -> set[str]:
    """The rooms that questions tell from others."""
    found: set[str] = set()
    for question in questions:
        match question:
            case Holds():
                found |= {question.room} if question.room else set()
            case InRoom():
                found |= question.rooms
            case Not():
                found |= _rooms_of((question.question,), rooms)
            case All() | Some() | AtLeast():
                found |= _rooms_of(question.parts, rooms)
            case Beside():
                everywhere = set(question.rooms) == set(rooms)
                found |= set() if everywhere else set(rooms)
            case Skips():
                pass
    return found


def _masked(question: Question, room: str) -> Hashable:
    """What is asked, with the room itself not named."""
    match question:
        case Holds():
            here = _HERE if question.room == room else question.room
            return "holds", question.talks, here, question.window
        case InRoom():
            inside = room in question.rooms
            return "in", question.talk, _HERE if inside else question.rooms
        case Not():
            return "not", _masked(question.question, room)
        case All() | Some() | AtLeast():
            parts = tuple(_masked(part, room) for part in question.parts)
            return type(question).__name__, getattr(question, "number", 0), parts
    return question
