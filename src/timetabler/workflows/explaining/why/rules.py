"""What a rule that bears on a talk costs everybody else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Status
from timetabler.engine.reasons import Reason, reasons_of
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.explaining.conflict_words import law
from timetabler.workflows.explaining.preference import by_nature, rank
from timetabler.workflows.explaining.why.asked import spare
from timetabler.workflows.explaining.why.price import Price, compared
from timetabler.workflows.solve import solve

_MOST = 8


@dataclass(frozen=True)
class RulePrice:
    """What a rule costs.

    Attributes:
        law: The rule in words.
        constraint: The name of the constraint it is part of.
        about: Whom it is about.
        gain: How the rest of the programme changes without it; negative is better.
        proven: Whether both are the best there is: then the gain is exact.
    """

    law: str
    constraint: str
    about: tuple[str, ...]
    gain: Price
    proven: bool


def rule_prices(
    problem: Problem,
    timetable: Timetable,
    constraints: Sequence[Constraint],
    talk: str,
    options: Options,
) -> tuple[RulePrice, ...]:
    """Price each rule about a talk and its speakers by a solve without it.

    Rules are compared with the best timetable that keeps them all, so that what a
    longer search would find anyway is not put down to them. What the rule itself
    counts is left out of both sides.

    Args:
        problem: The problem.
        timetable: The timetable to start from.
        constraints: The constraints that count.
        talk: The talk.
        options: How to search; ``seconds`` is for everything.
    """
    rules = list(_rules(problem, constraints, talk))[:_MOST]
    if not rules:
        return ()
    began = monotonic()
    shared = _share(options, began, len(rules) + 1)
    kept = solve(problem, constraints, replace(shared, start=timetable))
    best = kept.timetable or timetable
    found = []
    for index, (constraint, about, text) in enumerate(rules):
        without = [spare(c, (about,)) if c is constraint else c for c in constraints]
        share = _share(options, began, len(rules) - index)
        freed = solve(problem, without, replace(share, start=best))
        after = freed.timetable or best
        gain = compared(check(problem, best, without), check(problem, after, without))
        proven = {kept.status, freed.status} == {Status.OPTIMAL}
        found.append(RulePrice(text, constraint.label, about, gain, proven))
    return tuple(sorted(found, key=lambda rule: rule.gain.rank))


def _share(options: Options, began: float, parts: int) -> Options:
    if options.seconds is None:
        return options
    left = max(0.5, options.seconds - (monotonic() - began))
    return replace(options, seconds=left / parts)


def _rules(
    problem: Problem, constraints: Sequence[Constraint], talk: str
) -> Iterator[tuple[Constraint, tuple[str, ...], str]]:
    """Yield the rules about the talk, or about those who give it."""
    mine = {talk, *problem.talks[talk].speakers}
    reasons = [r for r in reasons_of(problem, constraints) if mine & set(r.about)]
    for reason in sorted(reasons, key=rank):
        if not by_nature(reason) and reason.constraint.key != "scheduled":
            yield reason.constraint, reason.about, law(problem, reason)
    for constraint in constraints:
        if not constraint.is_hard:
            abouts = (demand.about for demand in constraint.encode(problem))
            for about in dict.fromkeys(a for a in abouts if mine & set(a)):
                text = law(problem, Reason(constraint, about, ()))
                yield constraint, about, text
