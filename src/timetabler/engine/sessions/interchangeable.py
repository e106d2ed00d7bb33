"""Talks that no demand tells apart: each is as good as another in a session."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator

from timetabler.constraints.asked import talks_of
from timetabler.constraints.composites import Holds, InPlace, Skips
from timetabler.constraints.demands import (
    AtMost,
    Demand,
    Disjoint,
    Never,
    NoMore,
    Unbroken,
    Worst,
)
from timetabler.constraints.quantities import Alongside, Overlap, Spread
from timetabler.constraints.questions import InRoom, Not, Question, Scheduled, StartsIn
from timetabler.engine.possible import Possible
from timetabler.engine.sessions.alike import Mention, Told
from timetabler.engine.sessions.shape import Shape

Whole = Callable[[Iterable[str]], bool]


def talks_alike(
    shape: Shape, possible: Possible, told: Iterable[Told]
) -> list[list[str]]:
    """Group talks of which all demands say the same, in the order of the file.

    They are of one track and one length. One that may be left out is alone.
    """
    said: dict[str, Counter[int]] = {talk: Counter() for talk in shape.group_of}
    whole = _whole(shape)
    for constraint, demand in told:
        for talk, saying in _mentions(demand, possible, whole):
            if talk in said:
                said[talk][hash((constraint, saying))] += 1
    classes: dict[Hashable, list[str]] = {}
    for talk, group in shape.group_of.items():
        key: Hashable = talk
        if talk in possible.must:
            places = tuple(possible.starts[talk]), tuple(possible.rooms[talk])
            told_of = frozenset(said[talk].items())
            key = group, shape.sizes[talk], shape.sessions[talk], places, told_of
        classes.setdefault(key, []).append(talk)
    return list(classes.values())


def _whole(shape: Shape) -> Whole:
    """Say of talks whether they are whole groups: these tell none apart."""
    known: dict[frozenset[str], bool] = {}

    def whole(talks: Iterable[str]) -> bool:
        asked = frozenset(talks)
        if asked not in known:
            groups = {shape.group_of[talk] for talk in asked if talk in shape.group_of}
            known[asked] = all(asked.issuperset(shape.groups[g]) for g in groups)
        return known[asked]

    return whole


def _mentions(demand: Demand, possible: Possible, whole: Whole) -> Iterator[Mention]:
    """Yield what a demand says of each talk that it tells from others."""
    match demand:
        case Never():
            yield from _never(demand, possible, whole)
        case AtMost():
            yield from _themselves(demand.questions, whole)
        case NoMore():
            yield from _no_more(demand, possible, whole)
        case Disjoint():
            talks = [use.talk for use in demand.uses]
            afters = {use.after for use in demand.uses}
            of_rooms = all(isinstance(use.when, InRoom) for use in demand.uses)
            same = of_rooms and len(afters) == 1 and whole(talks)
            yield from () if same or len(talks) == 1 else _alone(talks)
        case Unbroken():
            yield from () if whole(demand.talks) else _alone(demand.talks)
        case Worst():
            for group in demand.groups:
                yield from _themselves(group, whole)


def _no_more(demand: NoMore, possible: Possible, whole: Whole) -> Iterator[Mention]:
    for _, quantity in demand.terms:
        match quantity:
            case Question():
                yield from _themselves((quantity,), whole)
            case Overlap():
                yield from _alone((quantity.first, quantity.second))
            case Alongside() if whole(quantity.ones) and whole(quantity.others):
                pass
            case Spread() if whole(quantity.talks):
                pass
            case _:
                yield from _alone(possible.starts)


def _never(demand: Never, possible: Possible, whole: Whole) -> Iterator[Mention]:
    sure = possible.must
    open_ = [
        question
        for question in demand.questions
        if not (isinstance(question, Scheduled) and question.talk in sure)
    ]
    match open_:
        case [Not(question=InPlace() as place)]:
            yield place.talk, place.talk
            if not whole((place.talk, *place.others)):
                yield from _alone(place.others)
            return
    own = [_own(question) for question in open_]
    talks = {talk for talk, _ in own}
    if len(talks) == 1 and None not in talks:
        (talk,) = talks
        yield str(talk), (demand.each, *(said for _, said in own))
    else:
        yield from _themselves(open_, whole)


def _own(question: Question) -> tuple[str | None, Hashable]:
    """The one talk that a plain question is about, and what is asked of it."""
    match question:
        case StartsIn():
            return question.talk, ("starts", question.ranges)
        case InRoom():
            return question.talk, ("in", question.rooms)
        case Not():
            talk, said = _own(question.question)
            return talk, ("not", said)
    return None, None


def _themselves(questions: Iterable[Question], whole: Whole) -> Iterator[Mention]:
    """Yield the talks that are asked about one by one."""
    for question in questions:
        groups = isinstance(question, Holds | Skips) and whole(question.talks)
        yield from () if groups else _alone(talks_of(question))


def _alone(talks: Iterable[str]) -> Iterator[Mention]:
    yield from ((talk, talk) for talk in talks)
