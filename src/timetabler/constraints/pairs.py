"""Two talks at the same time, counted as a pair, by minutes, or by sessions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from timetabler.constraints.composites import Beside
from timetabler.constraints.demands import Demand, Never, NoMore
from timetabler.constraints.quantities import Overlap
from timetabler.constraints.questions import Close, StartsIn
from timetabler.constraints.sums import (
    During,
    InOne,
    Meet,
    Pairs,
    Shared,
    Sums,
    rooms_that,
)
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About
from timetabler.timetable.timetable import Timetable

Count = Literal["pairs", "minutes", "sessions"]
Each = Literal["pair", "minutes"]
Times = Literal["once", "common"]
PairCount = Literal["pairs", "minutes", "slots", "sessions"]
UNITS = {
    "pairs": "pairs of talks",
    "minutes": "minutes in parallel",
    "slots": "slots in parallel",
    "sessions": "pairs of talks in a session",
}


def apart(
    problem: Problem,
    pair: tuple[str, str],
    count: PairCount,
    about: About,
    each: int = 1,
) -> Iterator[Demand]:
    """Demand that two talks are not in parallel.

    ``slots`` are the permitted starts at which both take place, whenever these began;
    ``sessions`` takes two talks for parallel if they start in one session in different
    rooms, whatever their times in it.
    """
    one, other = pair
    if count == "pairs":
        yield Never((Close(one, other),), about, each)
    elif count == "minutes":
        yield NoMore(((each, Overlap(one, other)),), about)
    elif count == "slots":
        for slot in _slots(problem):
            both = _during(problem, one, slot), _during(problem, other, slot)
            yield Never(both, about, each)
    else:
        for session in problem.sessions.values():
            beside = Beside(one, other, session.window, tuple(problem.rooms))
            yield Never((beside,), about, each)


def parallel(
    problem: Problem, timetable: Timetable, pair: tuple[str, str], count: PairCount
) -> int:
    """Read off a timetable how much two talks are in parallel."""
    one, other = pair
    if one not in timetable or other not in timetable:
        return 0
    first, second = timetable[one], timetable[other]
    if count == "sessions":
        return sum(
            session.window.start <= min(first.start, second.start)
            and max(first.start, second.start) < session.window.end
            and first.room != second.room
            for session in problem.sessions.values()
        )
    begin = max(first.start, second.start)
    end = min(timetable.end(problem, one), timetable.end(problem, other))
    if count == "slots":
        return sum(begin <= slot < end for slot in _slots(problem))
    minutes = max(0, end - begin)
    return minutes if count == "minutes" else int(minutes > 0)


def in_parallel(
    problem: Problem, pairs: Iterable[tuple[str, str, int]], count: PairCount
) -> Sums:
    """Tell that pairs of talks, each at its cost, are not in parallel."""
    weighted = tuple(pairs)
    if not weighted:
        return ()
    if count == "pairs":
        return (Pairs(Meet(), weighted),)
    if count == "minutes":
        return (Pairs(Shared(), weighted),)
    if count == "slots":
        return (Pairs(During(_slots(problem)), weighted),)
    sessions = tuple(session.window for session in problem.sessions.values())
    other = rooms_that(problem, lambda one, other: one.id != other.id)
    return (Pairs(InOne(sessions), weighted, other),)


def minutes_of_both(problem: Problem, pair: tuple[str, str]) -> int:
    """How long two talks take, one after the other."""
    return sum(problem.talks[talk].minutes for talk in pair)


def _slots(problem: Problem) -> tuple[int, ...]:
    """Every permitted start of the conference: its slots, or its grid."""
    anyone = next(iter(problem.talks.values()))
    return problem.starts_of(replace(anyone, minutes=1, slots=None))


def _during(problem: Problem, talk: str, slot: int) -> StartsIn:
    """Does the talk take place at a moment?"""
    return StartsIn(talk, ((slot - problem.talks[talk].minutes + 1, slot),))


def told(problem: Problem, timetable: Timetable, pair: tuple[str, str]) -> str:
    """Say when two talks are in parallel."""
    later = max(timetable[talk].start for talk in pair)
    return f"{pair[0]} and {pair[1]} are in parallel at {problem.at(later)}"


def pair_mistakes(
    pairs: Iterable[str], kind: str, known: Iterable[str], example: str
) -> Iterator[Mistake]:
    """Find what does not name two known things, in settings called ``pairs``.

    Args:
        pairs: Two ids each, with a space between.
        kind: What they name, in the singular (``talk``).
        known: The ids there are.
        example: A pair as it should be written.
    """
    ids = list(known)
    for text in pairs:
        names = text.split()
        if len(set(names)) != 2:  # noqa: PLR2004
            why = f"{text!r} does not name two {kind}s, as in `{example}`"
            yield Mistake(("pairs", text), why, at="key")
            continue
        for name in names:
            if name not in ids:
                yield Mistake(("pairs", text), unknown(kind, name, ids), at="key")
