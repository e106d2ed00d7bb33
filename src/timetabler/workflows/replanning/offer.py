"""When not everything can be had: how few talks have to go, what would save them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Status
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.replanning.bending import Bending, bending
from timetabler.workflows.replanning.changed import Changed, Reduced
from timetabler.workflows.replanning.facts import Past
from timetabler.workflows.replanning.keeping import Setting, Wanted, setting, shifted
from timetabler.workflows.replanning.replan import Replan, finished
from timetabler.workflows.replanning.stages import repaired

_A_WISH = 5.0
_SHARE = 0.5
"""Of the time: for dropping talks, and for bending rules."""


@dataclass(frozen=True)
class Offer:
    """The best that can be had instead.

    Attributes:
        replan: The timetable with the fewest talks left out.
        least: How few talks have to be left out at the least; proven.
        instead: Wishes; giving up any one of them, every talk could be held.
        bending: The timetable of every talk that bends the fewest rules.
    """

    replan: Replan
    least: int
    instead: tuple[str, ...]
    bending: Bending


def offer(
    changed: Changed,
    impossible: Replan,
    wanted: Wanted,
    options: Options,
    past: Past,
) -> Offer:
    """Drop as few talks as can be, or bend few rules, and find the wishes to blame."""
    made = impossible.setting
    bent = replace(
        made,
        hard=_bent(made.hard),
        wishes=shifted(made.wishes, 1),
        quality=_bent(made.quality),
    )
    loose = impossible.unavoidable.loose
    each = options
    if options.seconds is not None:
        each = replace(options, seconds=options.seconds * _SHARE)
    solution = repaired(bent, bent.constraints, each, loose)
    found = finished(
        bent, impossible.earlier, solution, impossible.unavoidable, frozenset()
    )
    first = next(iter(solution.outcome.priorities), None)
    least = first.bound if first is not None else 0
    blamed = tuple(_blamed(changed, impossible, wanted, options, past))
    return Offer(found, least, blamed, bending(impossible, each))


def _bent(constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """Charge for talks that are left out, before anything else."""
    charged = []
    for constraint in shifted(constraints, 1):
        if constraint.key == "scheduled" and constraint.is_hard:
            charged.append(constraint.model_copy(update={"level": 1}))
        else:
            charged.append(constraint)
    return tuple(charged)


def _blamed(
    changed: Changed,
    impossible: Replan,
    wanted: Wanted,
    options: Options,
    past: Past,
) -> Iterator[str]:
    earlier = impossible.earlier
    some = replace(options, seconds=_A_WISH, start=impossible.setting.published)
    if wanted.max_moves is not None:
        freer = setting(changed, earlier, replace(wanted, max_moves=None))
        if _possible(freer, some):
            yield f"max-moves {wanted.max_moves}"
    if wanted.hold:
        freer = setting(changed, earlier, replace(wanted, hold=frozenset()))
        if _possible(freer, some):
            yield "hold"
    reduced = Reduced(changed, past)
    for wish in reduced.wishes():
        less = reduced.without(wish)
        if less is not None and _possible(setting(less, earlier, wanted), some):
            yield wish.words


def _possible(made: Setting, options: Options) -> bool:
    """Whether a timetable is found that holds every talk."""
    from timetabler.engine.search import search  # noqa: PLC0415

    hard = [constraint for constraint in made.constraints if constraint.is_hard]
    start = Timetable(made.published.placements)
    outcome = search(made.problem, hard, replace(options, start=start))
    return outcome.status in (Status.OPTIMAL, Status.FEASIBLE)
