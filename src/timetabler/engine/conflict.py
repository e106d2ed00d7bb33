"""Conflicts: demands that can not all be kept, none of which is idle; all proved.

QuickXplain (Junker 2004) shrinks the hard demands to a conflict. Every step is a solve
of its own, and only a proof counts: what is not proven within its time counts as
possible. So a conflict may be larger than need be, and says so; it is never a set of
demands that could be kept: the last proof is with every talk free to take part, or of
demands that no other talk helps to keep.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Status
from timetabler.engine.proving import Prover
from timetabler.engine.reasons import Reason, reasons_of
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Conflict:
    """Reasons that can not all hold; proved by a solve of these alone.

    Attributes:
        reasons: The reasons, those that people can change first.
        minimal: Whether without any one of them the rest was shown to be possible.
    """

    reasons: tuple[Reason, ...]
    minimal: bool

    @property
    def talks(self) -> tuple[str, ...]:
        """The talks that can not all be scheduled."""
        return tuple(t for reason in self.reasons for t in sorted(reason.talks))


@dataclass(frozen=True)
class Conflicts:
    """Whether there is a timetable, and if not, why.

    Attributes:
        status: ``feasible``, ``infeasible`` or ``unknown``.
        conflicts: If infeasible: conflicts that share nothing but laws of nature.
        timetable: If feasible: a timetable that keeps every hard demand.
        solves: How many solves it took.
        complete: Whether nothing more is wrong once these conflicts are resolved.
    """

    status: Status
    conflicts: tuple[Conflict, ...]
    timetable: Timetable | None
    solves: int
    complete: bool


@dataclass(frozen=True)
class Taste:
    """Which conflicts are worth having.

    Attributes:
        rank: How readily people can change a reason, the readiest first; conflicts
            prefer reasons of low rank.
        shared: Whether several conflicts may have a reason in common, as they may laws
            of nature.
        most: The most conflicts to look for.
    """

    rank: Callable[[Reason], int]
    shared: Callable[[Reason], bool]
    most: int = 5


def explain_conflicts(  # noqa: PLR0917 - the last two are for callers in a hurry
    problem: Problem,
    constraints: Sequence[Constraint],
    options: Options,
    taste: Taste,
    suspects: Iterable[Iterable[str]] = (),
    tell: Tell | None = None,
) -> Conflicts:
    """Find out why there is no timetable.

    Args:
        problem: The problem.
        constraints: The constraints that count; only hard ones can conflict.
        options: How to search; ``seconds`` is for everything.
        taste: Which conflicts to look for.
        suspects: Groups of talks to try first; a contradiction among few talks is
            proved sooner than one among all.
        tell: Called with the number of conflicts and of solves so far.
    """
    reasons = sorted(reasons_of(problem, constraints), key=taste.rank)
    found: list[Conflict] = []
    hear = tell or (lambda conflicts, solves: None)
    prover = Prover(problem, reasons, options, lambda solves: hear(len(found), solves))
    groups = [set(group) for group in (*suspects, *_groups(problem))]
    while len(found) < taste.most:
        conflict = _next(prover, reasons, groups)
        if conflict is None:
            break
        found.append(conflict)
        used = {reason for reason in conflict.reasons if not taste.shared(reason)}
        reasons = [reason for reason in reasons if reason not in used]
    timetable = prover.timetable(reasons)
    feasible = Status.UNKNOWN if timetable is None else Status.FEASIBLE
    return Conflicts(
        status=Status.INFEASIBLE if found else feasible,
        conflicts=tuple(found),
        timetable=None if found else timetable,
        solves=prover.solves,
        complete=timetable is not None,
    )


def _groups(problem: Problem) -> Iterator[list[str]]:
    """Yield talks that are likely to be in each other's way."""
    for speaker in problem.speakers:
        talks = [talk.id for talk in problem.talks_of(speaker)]
        if len(talks) > 1:
            yield talks
    for track in problem.tracks:
        yield [talk.id for talk in problem.talks.values() if talk.track == track]


def _next(
    prover: Prover, reasons: list[Reason], groups: Iterable[set[str]]
) -> Conflict | None:
    """Find a conflict: among the reasons of a few talks, else of all."""
    parts = (
        [r for r in reasons if not r.talks or r.talks <= group]
        for group in groups
        if group
    )
    for part in (*parts, reasons):
        if prover.impossible(part):
            conflict = _conflict(prover, part)
            if conflict is not None:
                return conflict
    return None


def _conflict(prover: Prover, reasons: list[Reason]) -> Conflict | None:
    """Shrink reasons until none is idle; None if other talks could make them hold."""
    musts = [reason for reason in reasons if reason.talks]
    others = [reason for reason in reasons if not reason.talks]
    # The fewest talks first: every further step then looks at these alone.
    talks = _shrink(prover, others, True, musts)
    rest = _shrink(prover, talks, bool(talks), others)
    needed = [reason for reason in reasons if reason in {*talks, *rest}]
    if prover.impossible(needed, alone=False):
        if _minimal(prover, needed):
            return Conflict(tuple(needed), minimal=True)
        start = needed
    elif prover.impossible(reasons, alone=False):
        start = reasons
    else:
        return None
    # Some demand wants a talk to be there: look again with none left out.
    needed = _shrink(prover, [], False, start, alone=False)
    return Conflict(tuple(needed), _minimal(prover, needed))


def _minimal(prover: Prover, needed: list[Reason]) -> bool:
    return all(
        prover.possible([other for other in needed if other is not reason])
        for reason in needed
    )


def _shrink(
    prover: Prover,
    base: list[Reason],
    new: bool,
    rest: list[Reason],
    *,
    alone: bool = True,
) -> list[Reason]:
    """Find the part of the rest that contradicts the base, as all of the rest does."""
    if not rest or (new and prover.impossible(base, alone=alone)):
        return []
    if len(rest) == 1:
        return rest
    half = len(rest) // 2
    first, last = rest[:half], rest[half:]
    from_last = _shrink(prover, base + first, True, last, alone=alone)
    with_last = base + from_last
    from_first = _shrink(prover, with_last, bool(from_last), first, alone=alone)
    return from_first + from_last
