"""Talks that have no place at all, whatever the others do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from timetabler.constraints.base import Constraint
from timetabler.engine.absent import without
from timetabler.engine.reasons import PERMITTED, Reason, at_any_time, reasons_of
from timetabler.problem.problem import Problem
from timetabler.workflows.explaining.conflict_words import law
from timetabler.workflows.explaining.counting.places import Places
from timetabler.workflows.explaining.preference import rank

_MOST = 20


def placeless(
    places: Places, constraints: list[Constraint]
) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """Yield talks without a place, each with reasons of which none is idle."""
    talks = [talk for talk in places.must if not places.starts[talk]]
    if not talks:
        return
    problem = places.problem
    reasons = sorted(reasons_of(problem, constraints), key=rank)
    for talk in talks[:_MOST]:
        alone = _Alone(problem, talk, reasons)
        if alone.nowhere(alone.reasons):
            yield talk, alone.needed()


class _Alone:
    """One talk of a problem, as if there were no other."""

    def __init__(self, problem: Problem, talk: str, reasons: Iterable[Reason]) -> None:
        others = frozenset(problem.talks) - {talk}
        self.talk = talk
        self.problem = replace(problem, talks={talk: problem.talks[talk]})
        self.anytime = at_any_time(self.problem)
        left = [
            (r, tuple(without(r.demands, others))) for r in reasons if r.talks <= {talk}
        ]
        self.demands = {reason: demands for reason, demands in left if demands}
        self.reasons = list(self.demands)

    def nowhere(self, reasons: Sequence[Reason]) -> bool:
        """Whether reasons leave the talk no place."""
        demands = [d for r in reasons if r.about != PERMITTED for d in self.demands[r]]
        permitted = any(reason.about == PERMITTED for reason in reasons)
        places = Places(self.problem if permitted else self.anytime, ())
        places.of_demands(demands)
        return self.talk in places.must and not places.starts[self.talk]

    def needed(self) -> tuple[Reason, ...]:
        """Drop one reason after the other, as long as the rest leaves no place."""
        kept = self.reasons
        for reason in reversed(self.reasons):
            rest = [other for other in kept if other is not reason]
            if reason.about != PERMITTED and self.nowhere(rest):
                kept = rest
        untimed = [reason for reason in kept if reason.about != PERMITTED]
        if self.nowhere(untimed):
            kept = untimed
        return tuple(kept)


def placeless_told(problem: Problem, talk: str, reasons: Iterable[Reason]) -> str:
    """Say why a talk has no place."""
    told = [law(problem, r) for r in reasons if r.constraint.key != "scheduled"]
    return f"{talk} can not be scheduled: {'; '.join(told)}"
