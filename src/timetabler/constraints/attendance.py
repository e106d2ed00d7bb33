"""What people can hear at best of a timetable: exact, by plain reading, for checks."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timetabler.constraints.flow import SINK, SOURCE, Edge, Flow
from timetabler.constraints.sharing import Choices, most_shared

Wanted = tuple[int, int, str, int]
"""Start, end, talk, weight."""


@dataclass(frozen=True)
class Goer:
    """A person, what they want to hear and when, and what they miss anyhow."""

    person: str
    wanted: tuple[Wanted, ...]
    missed: int = 0


def lost(goers: Sequence[Goer], seats: Mapping[str, int]) -> int:
    """The least weight of wishes that can not be met.

    Args:
        goers: The people.
        seats: The seats of talks where they are limited.
    """
    total = sum(g.missed + sum(w for *_, w in g.wanted) for g in goers)
    demand = Counter(talk for goer in goers for *_, talk, _ in goer.wanted)
    scarce = {t: n for t, n in seats.items() if n < demand[t]}
    met = 0
    for wanted in _apart([goer.wanted for goer in goers]):
        here = {talk for person in wanted for *_, talk, _ in person}
        if here.isdisjoint(scarce):
            met += sum(_best(person) for person in wanted)
        elif _all_overlap(wanted):
            met += _shared_out(wanted, scarce)
        else:
            met += _searched(wanted, scarce)
    return total - met


def _apart(people: list[tuple[Wanted, ...]]) -> Iterator[list[tuple[Wanted, ...]]]:
    """Divide time where no talk goes on: what is wanted before and after is apart."""
    spans = sorted({(start, end) for wanted in people for start, end, *_ in wanted})
    begins: list[int] = []
    reach = -1
    for start, end in spans:
        if start >= reach:
            begins.append(start)
        reach = max(reach, end)
    parts: list[list[tuple[Wanted, ...]]] = [[] for _ in begins]
    for wanted in people:
        mine: dict[int, list[Wanted]] = {}
        for one in wanted:
            mine.setdefault(bisect_right(begins, one[0]) - 1, []).append(one)
        for part, its in mine.items():
            parts[part].append(tuple(its))
    yield from parts


def _best(wanted: tuple[Wanted, ...]) -> int:
    """The most one person can hear: weighted intervals, by their ends."""
    by_end = sorted(wanted, key=lambda one: one[1])
    ends = [end for _, end, *_ in by_end]
    best = [0]
    for index, (start, _, _, weight) in enumerate(by_end):
        before = best[bisect_right(ends, start, 0, index)]
        best.append(max(best[-1], before + weight))
    return best[-1]


def _all_overlap(people: list[tuple[Wanted, ...]]) -> bool:
    every = [one for wanted in people for one in wanted]
    return max(start for start, *_ in every) < min(end for _, end, *_ in every)


def _shared_out(people: list[tuple[Wanted, ...]], scarce: Mapping[str, int]) -> int:
    """Everybody hears one: people who want the same are one node of a flow."""
    alike = Counter(frozenset((t, w) for *_, t, w in wanted) for wanted in people)
    edges: list[Edge] = []
    talks: set[str] = set()
    for wanted, number in alike.items():
        edges.append((SOURCE, wanted, number, 0))
        edges += [(wanted, talk, number, weight) for talk, weight in wanted]
        talks.update(talk for talk, _ in wanted)
    edges += [(talk, SINK, scarce.get(talk, len(people)), 0) for talk in sorted(talks)]
    return Flow(edges).worth


def _searched(people: list[tuple[Wanted, ...]], scarce: Mapping[str, int]) -> int:
    """Share out scarce seats where talks interleave."""
    found: dict[tuple[Wanted, ...], Choices] = {}
    for wanted in people:
        if wanted not in found:
            found[wanted] = _choices(wanted, scarce)
    here = {talk for wanted in people for *_, talk, _ in wanted}
    seats = {talk: number for talk, number in scarce.items() if talk in here}
    return most_shared([found[wanted] for wanted in people], seats)


def _choices(wanted: tuple[Wanted, ...], scarce: Mapping[str, int]) -> Choices:
    """The most one person can hear, by the scarce seats they take."""
    found: dict[frozenset[str], int] = {}
    mine = sorted(one for one in wanted if one[2] in scarce)
    plenty = [one for one in wanted if one[2] not in scarce]
    for taken in _one_after_the_other(mine):
        free = tuple(
            one
            for one in plenty
            if all(one[1] <= t[0] or t[1] <= one[0] for t in taken)
        )
        worth = sum(one[3] for one in taken) + _best(free)
        found[frozenset(one[2] for one in taken)] = worth
    return {
        seats: worth
        for seats, worth in found.items()
        if not any(found[other] >= worth for other in found if other < seats)
    }


def _one_after_the_other(by_start: list[Wanted]) -> list[tuple[Wanted, ...]]:
    """Every choice of talks of which no two overlap."""
    found: list[tuple[Wanted, ...]] = [()]
    for one in by_start:
        fits = [taken for taken in found if not taken or taken[-1][1] <= one[0]]
        found += [(*taken, one) for taken in fits]
    return found
