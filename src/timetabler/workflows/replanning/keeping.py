"""What a replan asks for, as constraints: keep what is published, then be good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median_high
from typing import Literal

from timetabler.constraints.absent import Absent
from timetabler.constraints.base import Constraint
from timetabler.constraints.closed_up import ClosedUp
from timetabler.constraints.few_moves import FewMoves
from timetabler.constraints.held import Held
from timetabler.constraints.keep_room import KeepRoom
from timetabler.constraints.kept import Place
from timetabler.constraints.not_before import NotBefore
from timetabler.constraints.published import KEEPING
from timetabler.problem.changes import QUALITY, KeepEntry
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.replanning.changed import Changed

Holes = Literal["leave", "fill", "close"]
QUALITY_LEVEL = 7
"""Where the problem's own first priority comes; a changes file can say otherwise."""


@dataclass(frozen=True)
class Wanted:
    """How to replan.

    Attributes:
        now: The moment at which it happens, in minutes; None before the conference.
        notice: Minutes that people need to hear of a change.
        hold: Talks that stay where they are.
        max_moves: The most talks that may move; None for no limit.
        holes: What becomes of the time of cancelled talks: ``leave`` it, ``fill`` it
            from the reserve (talks that may be left out), or ``close`` it up.
    """

    now: int | None = None
    notice: int = 30
    hold: frozenset[str] = frozenset()
    max_moves: int | None = None
    holes: Holes = "leave"


@dataclass(frozen=True)
class Setting:
    """Everything that a replan is made of.

    Attributes:
        problem: The problem; cancelled talks are in it, but may be left out.
        published: Where the talks were that could still be held.
        cancelled: The talks of the problem that are cancelled.
        new: Talks that nobody has heard of yet and that may be left out.
        hard: Constraints beyond those of the problem that no timetable may break.
        wishes: The wishes to keep what is published.
        quality: The problem's own constraints, at priorities behind those.
    """

    problem: Problem
    published: Timetable
    cancelled: frozenset[str]
    new: frozenset[str]
    hard: tuple[Constraint, ...]
    wishes: tuple[Constraint, ...]
    quality: tuple[Constraint, ...]

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All constraints, in the order of score cards."""
        return (*self.wishes, *self.hard, *self.quality)

    @property
    def staying_first(self) -> bool:
        """Whether every wish to keep comes before anything else is looked at."""
        own = [int(c.level) for c in self.quality if not c.is_hard]
        return max(int(c.level) for c in self.wishes) < min(own, default=99)

    def keeping(self) -> dict[str, Place]:
        """Where the talks were published, as the constraints hold it."""
        return {p.talk: (p.start, p.room) for p in self.published}

    def limited(self, moves: int, *, hard: bool) -> FewMoves:
        """Limit the moves, or charge for them before anything else."""
        level = "hard" if hard else 1
        limit = FewMoves(published=self.keeping(), limit=moves)
        return limit.model_copy(update={"level": level})


def setting(changed: Changed, earlier: Timetable, wanted: Wanted) -> Setting:
    """Work out what a replan is asked for."""
    problem = changed.loaded.problem
    cancelled = _cancelled(changed, earlier)
    free = {t: replace(problem.talks[t], optional=0) for t in cancelled}
    problem = replace(problem, talks={**problem.talks, **free})
    places = {
        talk: placement
        for talk, placement in earlier.placements.items()
        if talk in problem.talks and talk not in cancelled
    }
    published = Timetable(places, earlier.identities)
    reserve, new = _spare(changed, problem, earlier, published, cancelled)
    hard = _hard(published, cancelled, wanted)
    if wanted.holes != "fill" and reserve:
        hard = (*hard, Absent(name="reserve", gone=reserve, why="stays in reserve"))
    wishes = _wishes(changed, problem, published)
    if wanted.holes == "close":
        holes = _holes(problem, earlier, cancelled)
        wishes = (*wishes, ClosedUp(holes=holes))
    quality = _quality(changed)
    return Setting(problem, published, cancelled, new, hard, wishes, quality)


def _cancelled(changed: Changed, earlier: Timetable) -> frozenset[str]:
    before = {t for t, i in earlier.identities.items() if i.cancelled}
    said = before | set(changed.changes.cancel)
    there = changed.loaded.problem.talks.keys()
    return frozenset(said & there) - set(_reinstated(changed))


def _reinstated(changed: Changed) -> Iterable[str]:
    """The talks that the latest word on them reinstates."""
    last: dict[str, bool] = {}
    for source in changed.sources:
        for key, there in (("cancel", False), ("reinstate", True)):
            listed = source.data.get(key) or []
            for talk in [listed] if isinstance(listed, str) else listed:
                last[str(talk)] = there
    return (talk for talk, there in last.items() if there)


def _spare(
    changed: Changed,
    problem: Problem,
    earlier: Timetable,
    published: Timetable,
    cancelled: frozenset[str],
) -> tuple[frozenset[str], frozenset[str]]:
    """Tell talks in reserve from those that nobody has heard of yet."""
    spare = frozenset(
        talk.id
        for talk in problem.talks.values()
        if talk.optional is not None
        and talk.id not in published
        and talk.id not in cancelled
    )
    fresh = set(changed.data.get("talks") or {})
    if earlier.identities:
        fresh |= problem.talks.keys() - earlier.identities.keys()
    fresh |= {talk for talk in spare if _was_cancelled(earlier, talk)}
    return spare - fresh, spare & fresh


def _was_cancelled(earlier: Timetable, talk: str) -> bool:
    identity = earlier.identities.get(talk)
    return identity is not None and identity.cancelled


def _hard(
    published: Timetable, cancelled: frozenset[str], wanted: Wanted
) -> tuple[Constraint, ...]:
    found: list[Constraint] = []
    if cancelled:
        found.append(Absent(gone=cancelled))
    held = {p.talk: (p.start, p.room) for p in published if p.talk in wanted.hold}
    if held:
        found.append(Held(published=held))
    if wanted.now is not None:
        first = wanted.now + wanted.notice
        begun = {p.talk: (p.start, p.room) for p in published if p.start < first}
        found.append(Held(name="begun", published=begun))
        found.append(NotBefore(minute=first, begun=frozenset(begun)))
    if wanted.max_moves is not None:
        places = {p.talk: (p.start, p.room) for p in published}
        found.append(FewMoves(published=places, limit=wanted.max_moves))
    return tuple(found)


def _wishes(
    changed: Changed, problem: Problem, published: Timetable
) -> tuple[Constraint, ...]:
    places = {p.talk: (p.start, p.room) for p in published}
    audience, speakers = _people(problem, published)
    found = []
    for kind in KEEPING:
        people = audience if kind is KeepRoom else speakers
        wish = kind(published=places, people=people)
        entry = changed.changes.keep.get(kind.key)
        found.append(_at(wish, entry) if entry else wish)
    return tuple(found)


def _at(constraint: Constraint, entry: KeepEntry) -> Constraint:
    update = {"level": entry.level, "weight": entry.weight}
    return constraint.model_copy(update=update)


def _people(
    problem: Problem, published: Timetable
) -> tuple[dict[str, int], dict[str, int]]:
    """Count whom a move concerns: the audience, and the audience with the speakers.

    Where nothing is said about a talk's audience it is taken to be as large as the
    others' are (their median), or one, if nothing is said about any.
    """
    talks = [problem.talks[placement.talk] for placement in published]
    known = [talk.audience for talk in talks if talk.audience is not None]
    usual = median_high(known) if known else 1
    audience = {t.id: usual if t.audience is None else t.audience for t in talks}
    both = {t.id: max(1, audience[t.id] + len(t.speakers)) for t in talks}
    return {talk: max(1, people) for talk, people in audience.items()}, both


def _quality(changed: Changed) -> tuple[Constraint, ...]:
    entry = changed.changes.keep.get(QUALITY)
    first = entry.level if entry else QUALITY_LEVEL
    return shifted(changed.loaded.constraints, first - 1)


def shifted(constraints: Sequence[Constraint], by: int) -> tuple[Constraint, ...]:
    """Put the priorities of constraints so many places back."""
    return tuple(
        constraint
        if constraint.is_hard
        else constraint.model_copy(update={"level": int(constraint.level) + by})
        for constraint in constraints
    )


def _holes(
    problem: Problem, earlier: Timetable, cancelled: frozenset[str]
) -> frozenset[tuple[str, str]]:
    gone = (
        placement
        for talk, placement in earlier.placements.items()
        if talk in cancelled or talk not in problem.talks
    )
    return frozenset(
        (placement.room, problem.day_at(placement.start).id)
        for placement in gone
        if placement.room in problem.rooms
    )
