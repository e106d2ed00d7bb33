"""Every count there is, as certificates: sentences that anyone can check by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import AtMost
from timetabler.constraints.questions import StartsIn
from timetabler.problem.problem import Problem
from timetabler.workflows.explaining.counting.alone import placeless, placeless_told
from timetabler.workflows.explaining.counting.capacity import Capacity, Load, told
from timetabler.workflows.explaining.counting.groups import Group, Lane, groups
from timetabler.workflows.explaining.counting.pairs import (
    chain_told,
    chains,
    colliding,
    pair_told,
)
from timetabler.workflows.explaining.counting.places import Places
from timetabler.workflows.explaining.counting.words import some

FULL = 0.9


@dataclass(frozen=True)
class Certificate:
    """Why there can be no timetable, by arithmetic alone.

    Attributes:
        kind: ``place``, ``pair``, ``chain``, ``minutes``, ``count`` or ``load``.
        talks: The talks that can not all be scheduled.
        text: The sentence.
        need: What is needed, in minutes or talks; 0 where nothing is counted.
        capacity: What there is of it.
    """

    kind: str
    talks: tuple[str, ...]
    text: str
    need: int = 0
    capacity: int = 0


@dataclass(frozen=True)
class Fill:
    """A group of talks that fits, and how full it is.

    Attributes:
        talks: The talks.
        text: What they need and what there is, in words.
        need: What is needed, in minutes or talks.
        capacity: What there is of it.
    """

    talks: tuple[str, ...]
    text: str
    need: int
    capacity: int

    @property
    def share(self) -> float:
        """What is needed, as a share of what there is."""
        return self.need / self.capacity if self.capacity else 1.0


def certificates(
    problem: Problem, constraints: Sequence[Constraint]
) -> tuple[Certificate, ...]:
    """Find what arithmetic alone shows to be impossible, smallest groups first."""
    hard = [constraint for constraint in constraints if constraint.is_hard]
    places = Places(problem, hard)
    found: list[Certificate] = []
    for certificate in _all(places, hard):
        # What holds for some talks holds for more of them; once is enough.
        if not any(set(old.talks) <= set(certificate.talks) for old in found):
            found.append(certificate)
    return tuple(found)


def fullest(problem: Problem, constraints: Sequence[Constraint]) -> tuple[Fill, ...]:
    """List the groups that are nearly full, the fullest first."""
    hard = [constraint for constraint in constraints if constraint.is_hard]
    places = Places(problem, hard)
    found: dict[frozenset[str], Fill] = {}
    for group in groups(places):
        for load in Capacity(group).loads():
            talks = tuple(use.talk for use, _ in load.talks)
            if len(talks) > 1 and not load.shortest and load.full:
                fill = Fill(talks, told(problem, load), load.need, load.capacity)
                old = found.get(frozenset(talks))
                if fill.share >= FULL and (old is None or fill.share > old.share):
                    found[frozenset(talks)] = fill
    return tuple(sorted(found.values(), key=lambda f: (-f.share, len(f.talks))))


def _all(places: Places, hard: list[Constraint]) -> Iterator[Certificate]:
    problem = places.problem
    for talk, reasons in placeless(places, hard):
        yield Certificate("place", (talk,), placeless_told(problem, talk, reasons))
    counted = list(groups(places))
    for pair in colliding(places, _rooms(counted)):
        yield Certificate("pair", pair[:2], pair_told(places, pair))
    for chain in chains(places):
        talks = (chain[0].first, *(link.then for link in chain))
        yield Certificate("chain", talks, chain_told(places, chain))
    yield from _loads(places)
    over = [c for group in counted for c in _over(problem, group)]
    yield from sorted(over, key=lambda certificate: len(certificate.talks))


def _rooms(counted: list[Group]) -> list[Lane]:
    lanes = {lane.id: lane for g in counted if g.in_rooms for lane in g.lanes}
    return list(lanes.values())


def _over(problem: Problem, group: Group) -> Iterator[Certificate]:
    """Yield the smallest load of a group that is too much."""
    over = [load for load in Capacity(group).loads() if load.over]
    if not over:
        return
    load = min(over, key=_size)
    talks = tuple(use.talk for use, _ in load.talks)
    kind = "count" if load.shortest else "minutes"
    yield Certificate(kind, talks, told(problem, load), load.need, load.capacity)


def _size(load: Load) -> tuple[int, int, int]:
    return len(load.talks), load.capacity - load.need, load.window.start


def _loads(places: Places) -> Iterator[Certificate]:
    """Yield whose talks are more than all days together allow."""
    grouped: dict[tuple[int, str], list[AtMost]] = {}
    of: dict[int, Constraint] = {}
    for constraint, demand in places.hard:
        if isinstance(demand, AtMost) and _about_starts(demand):
            of[id(constraint)] = constraint
            grouped.setdefault((id(constraint), demand.about[0]), []).append(demand)
    for (kind, _), demands in grouped.items():
        yield from _load(places, of[kind], demands)


def _about_starts(demand: AtMost) -> bool:
    return all(isinstance(question, StartsIn) for question in demand.questions)


def _load(
    places: Places, constraint: Constraint, demands: list[AtMost]
) -> Iterator[Certificate]:
    open_to: dict[str, set[int]] = {}
    most = 0
    laws = []
    for demand in demands:
        able = 0
        for question in demand.questions:
            if isinstance(question, StartsIn):
                starts = _inside(places, question)
                open_to.setdefault(question.talk, set()).update(starts)
                able += bool(starts)
        most += min(demand.limit, able)
        if able:
            laws.append(constraint.law(places.problem, demand.about))
    bound = [
        talk
        for talk, starts in open_to.items()
        if talk in places.must and starts and starts >= set(places.starts[talk])
    ]
    if len(bound) > most:
        text = f"{some(bound)} are {len(bound)} talks, but {', '.join(laws)}:"
        text += f" {most} in all"
        yield Certificate("load", tuple(bound), text, len(bound), most)


def _inside(places: Places, question: StartsIn) -> list[int]:
    starts = places.starts[question.talk]
    return [s for s in starts if any(a <= s <= b for a, b in question.ranges)]
