"""Pairs of talks that can follow each other in neither order, and chains of order."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import chain, combinations

from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import Before, Close, Not, Scheduled
from timetabler.problem.problem import Problem
from timetabler.workflows.explaining.counting.groups import Lane, exclusives
from timetabler.workflows.explaining.counting.places import Places, Use
from timetabler.workflows.explaining.counting.words import minutes_in_words

Pair = tuple[str, str, int, int, str]
"""Two talks, the gaps after the one and after the other, and the law in words."""


def colliding(places: Places, rooms: Iterable[Lane]) -> Iterator[Pair]:
    """Yield the pairs that must not overlap and can not avoid it."""
    pairs = chain(_exclusive(places), _close(places), _in_one_room(places, rooms))
    for pair in pairs:
        one, other, after, back, _ = pair
        if not places.starts[one] or not places.starts[other]:
            continue
        first, second = places.use(one), places.use(other)
        if _late(first, second, after) and _late(second, first, back):
            yield pair


def _late(first: Use, second: Use, gap: int) -> bool:
    return first.starts[0] + first.minutes + gap > second.starts[-1]


def _exclusive(places: Places) -> Iterator[Pair]:
    for one in exclusives(places):
        for a, b in combinations(one.talks, 2):
            yield a, b, one.after, one.after, one.law


def _close(places: Places) -> Iterator[Pair]:
    must = set(places.must)
    for constraint, demand in places.hard:
        if isinstance(demand, Never) and len(demand.questions) == 1:
            (question,) = demand.questions
            if isinstance(question, Close):
                one, other = question.first, question.second
                if {one, other} <= must:
                    law = constraint.law(places.problem, demand.about)
                    yield one, other, question.gap, question.back, law


def _in_one_room(places: Places, rooms: Iterable[Lane]) -> Iterator[Pair]:
    for lane in rooms:
        here = [t for t in places.must if places.rooms[t] == (lane.id,)]
        for a, b in combinations(here, 2):
            yield a, b, lane.turnover, lane.turnover, lane.law


def pair_told(places: Places, pair: Pair) -> str:
    """Say why a pair collides."""
    one, other, after, _, law = pair
    times = " and ".join(
        f"{t} {_times(places.problem, places.use(t))}" for t in (one, other)
    )
    gap = f" with {after} minutes between" if after else ""
    return f"{law}, but {times}: neither can come after the other{gap}"


def _times(problem: Problem, use: Use) -> str:
    if len(use.starts) == 1:
        end = problem.at(use.last).split()[-1]
        return f"can only be at {problem.at(use.first)}-{end}"
    last = problem.at(use.starts[-1])
    return (
        f"starts between {problem.at(use.first)} and {last}"
        f" and takes {minutes_in_words(use.minutes)}"
    )


@dataclass(frozen=True)
class Link:
    """One talk that comes before another, with ``gap`` minutes between, and why."""

    first: str
    then: str
    gap: int
    law: str

    @property
    def talks(self) -> tuple[str, str]:
        """The two talks."""
        return self.first, self.then


def chains(places: Places) -> Iterator[tuple[Link, ...]]:
    """Yield chains of talks that must follow each other and run out of time."""
    links = list(_links(places))
    earliest = {t: places.starts[t][0] for t in places.must if places.starts[t]}
    via: dict[str, Link] = {}
    broken: set[str] = set()
    # As many rounds as there are links settle everything but a circle.
    for _ in links:
        later = False
        for link in links:
            ready = earliest[link.first] + places.minutes(link.first) + link.gap
            if ready <= earliest[link.then] or not broken.isdisjoint(link.talks):
                continue
            starts = places.starts[link.then]
            index = bisect_left(starts, ready)
            if index == len(starts):
                broken.add(link.then)
                yield _too_late(places, (*_back(link.first, via), link))
            else:
                via[link.then] = link
                earliest[link.then], later = starts[index], True
        if not later:
            return


def _back(talk: str, via: dict[str, Link]) -> tuple[Link, ...]:
    found: list[Link] = []
    while talk in via and via[talk] not in found:
        found.append(via[talk])
        talk = via[talk].first
    return tuple(reversed(found))


def _too_late(places: Places, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Cut a chain after the first talk that comes too late."""
    start = places.starts[links[0].first][0]
    for index, link in enumerate(links):
        ready = start + places.minutes(link.first) + link.gap
        starts = places.starts[link.then]
        place = bisect_left(starts, ready)
        if place == len(starts):
            return links[: index + 1]
        start = starts[place]
    return links


def chain_told(places: Places, links: tuple[Link, ...]) -> str:
    """Follow a chain from its first talk to the one that comes too late."""
    first = links[0].first
    start = places.starts[first][0]
    steps = [f"{first} starts at {places.problem.at(start)} at the earliest"]
    for link in links[:-1]:
        ready = start + places.minutes(link.first) + link.gap
        start = next(s for s in places.starts[link.then] if s >= ready)
        steps.append(
            f"{link.then}, which comes after it, at {places.problem.at(start)}"
        )
    last = links[-1]
    ready = start + places.minutes(last.first) + last.gap
    latest = places.starts[last.then][-1]
    steps.append(f"so {last.first} is over at {places.problem.at(ready - last.gap)}")
    end = f"{last.then} has to start by {places.problem.at(latest)}"
    return f"{', '.join(steps)}; but {last.law}, and {end}"


def _links(places: Places) -> Iterator[Link]:
    must = {talk for talk in places.must if places.starts[talk]}
    for constraint, demand in places.hard:
        order = _order(demand, must)
        if order is not None and {order.first, order.second} <= must:
            law = constraint.law(places.problem, demand.about)
            yield Link(order.first, order.second, order.gap, law)


def _order(demand: Demand, must: Set[str]) -> Before | None:
    """Read "one has to be before another" off a demand."""
    if not isinstance(demand, Never):
        return None
    rest = [
        question
        for question in demand.questions
        if not (isinstance(question, Scheduled) and question.talk in must)
    ]
    if len(rest) != 1 or not isinstance(rest[0], Not):
        return None
    order = rest[0].question
    return order if isinstance(order, Before) else None
