"""Hand identities on from a published timetable to the one that follows it."""

from collections.abc import Collection
from dataclasses import replace

from timetabler.problem.problem import Problem
from timetabler.timetable.identity import with_identities
from timetabler.timetable.timetable import Identity, Placement, Timetable


def succeed(
    problem: Problem,
    published: Timetable,
    timetable: Timetable,
    amended: Collection[str] = (),
) -> Timetable:
    """Give a timetable the identities of the published one it follows.

    Every talk keeps its guid and its number. The sequence of whatever changes goes up
    by one; what is not held any more is kept as cancelled. Feeds then update what their
    readers have, instead of showing it twice.

    Args:
        problem: The conference.
        published: What the readers of feeds have.
        timetable: What they are to have.
        amended: Talks about which something else than their place has changed.
    """
    complete = _complete(problem, published)
    identities = dict(with_identities(problem, timetable, complete).identities)
    for talk, known in complete.identities.items():
        was = published.placements.get(talk)
        now = timetable.placements.get(talk)
        identities[talk] = _next(known, was, now, amended=talk in amended)
    return Timetable(timetable.placements, identities)


def _complete(problem: Problem, published: Timetable) -> Timetable:
    """Give identities also to talks that only the published timetable knows."""
    some = next(iter(problem.talks.values()), None)
    gone = published.placements.keys() - problem.talks.keys()
    if some is None:
        return published
    talks = dict(problem.talks) | {talk: replace(some, id=talk) for talk in gone}
    return with_identities(replace(problem, talks=talks), published)


def _next(
    known: Identity,
    was: Placement | None,
    now: Placement | None,
    *,
    amended: bool,
) -> Identity:
    cancelled = now is None and (known.cancelled or was is not None)
    changed = was != now or amended or cancelled != known.cancelled
    # What nobody has in a calendar yet has not changed for anybody.
    told = was is not None or known.cancelled
    sequence = known.sequence + 1 if changed and told else known.sequence
    return replace(known, sequence=sequence, cancelled=cancelled)
