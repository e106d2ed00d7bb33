"""Groups of talks that share what holds one talk at a time: rooms, a person's time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timetabler.constraints.demands import Disjoint, Never
from timetabler.constraints.questions import Close, InRoom
from timetabler.workflows.explaining.counting.places import Places, Use


@dataclass(frozen=True)
class Lane:
    """What holds one talk at a time.

    Attributes:
        id: The room's id; for other lanes, whatever its demand is about.
        law: Why it holds one talk at a time, in words.
        turnover: Minutes it needs between two talks.
        uses: How the talks of the group may use it.
    """

    id: str
    law: str
    turnover: int
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Group:
    """Talks that all have to be in the same few lanes.

    Attributes:
        talks: How each talk may lie in time, in whatever lane.
        lanes: The lanes.
        in_rooms: Whether the lanes are rooms.
    """

    talks: tuple[Use, ...]
    lanes: tuple[Lane, ...]
    in_rooms: bool


@dataclass(frozen=True)
class Exclusive:
    """A demand that talks do not meet.

    Attributes:
        id: Whom it is about.
        law: The demand in words.
        after: Minutes between two talks, at least.
        talks: The talks that it binds for sure, wherever they are.
    """

    id: str
    law: str
    after: int
    talks: tuple[str, ...]


def groups(places: Places) -> Iterator[Group]:
    """Yield the groups of talks to count."""
    lanes = _rooms(places)
    usable = [t for t in places.must if places.starts[t]]
    sets = {frozenset(places.rooms[talk]) for talk in usable}
    sets.add(frozenset(places.problem.rooms))
    for rooms in sorted(sets, key=lambda s: (len(s), sorted(s))):
        talks = [t for t in usable if rooms.issuperset(places.rooms[t])]
        if rooms <= lanes.keys() and talks:
            used = tuple(
                replace(lane, uses=_uses(places, talks, lane.id))
                for lane in lanes.values()
                if lane.id in rooms
            )
            yield Group(tuple(map(places.use, talks)), used, in_rooms=True)
    for one in exclusives(places):
        uses = tuple(places.use(t) for t in one.talks if places.starts[t])
        if len(uses) > 1:
            lane = Lane(one.id, one.law, one.after, uses)
            yield Group(uses, (lane,), in_rooms=False)


def _uses(places: Places, talks: list[str], room: str) -> tuple[Use, ...]:
    return tuple(places.use(t, room) for t in talks if places.starts_in(t, room))


def exclusives(places: Places) -> Iterator[Exclusive]:
    """Yield what binds talks that have to be scheduled, whatever their rooms."""
    must = set(places.must)
    for constraint, demand in places.hard:
        if isinstance(demand, Disjoint):
            sure = [u for u in demand.uses if u.when is None and u.talk in must]
            if len(sure) > 1:
                text = constraint.law(places.problem, demand.about)
                after = min(use.after for use in sure)
                talks = tuple(use.talk for use in sure)
                yield Exclusive(demand.about[0], text, after, talks)
    yield from _cliques(places)


def _cliques(places: Places) -> Iterator[Exclusive]:
    """Yield groups of talks of which no two may be in parallel, pair by pair."""
    apart: dict[str, set[str]] = {}
    for _, demand in places.hard:
        if isinstance(demand, Never) and len(demand.questions) == 1:
            (question,) = demand.questions
            if isinstance(question, Close):
                apart.setdefault(question.first, set()).add(question.second)
                apart.setdefault(question.second, set()).add(question.first)
    bound = [talk for talk in places.must if talk in apart]
    for talk in bound:
        clique = [talk]
        for other in bound:
            if other not in clique and apart[other].issuperset(clique):
                clique.append(other)
        if len(clique) > 2 and clique == sorted(clique, key=places.must.index):  # noqa: PLR2004
            yield Exclusive(talk, "no two of them are in parallel", 0, tuple(clique))


def _rooms(places: Places) -> dict[str, Lane]:
    """The rooms in which no two talks meet, in the order of the file."""
    lanes: dict[str, Lane] = {}
    for constraint, demand in places.hard:
        if isinstance(demand, Disjoint) and len(demand.uses) == len(places.starts):
            whens = {use.when for use in demand.uses}
            rooms = {when.rooms for when in whens if isinstance(when, InRoom)}
            if len(rooms) == 1 and all(isinstance(when, InRoom) for when in whens):
                (here,) = rooms
                law = constraint.law(places.problem, demand.about)
                after = min(use.after for use in demand.uses)
                lanes.update((room, Lane(room, law, after, ())) for room in here)
    return {room: lanes[room] for room in places.problem.rooms if room in lanes}
