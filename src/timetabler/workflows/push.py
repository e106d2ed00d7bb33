"""Push a timetable to pretalx: plan, move, read back; never release."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from timetabler.formats.pretalx_api import Pretalx, PretalxError
from timetabler.formats.programme import Programme
from timetabler.workflows.push_plan import (
    Move,
    Place,
    Plan,
    Session,
    make_plan,
    place_of,
)

_WORKING = "wip"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan, with everything pretalx said of its schedule before."""

    plan: Plan
    before: object


class PushError(Exception):
    """A push that did not end as it should."""


def prepare(programme: Programme, pretalx: Pretalx) -> Prepared:
    """Read what pretalx has, and plan what has to be moved; changes nothing.

    Raises:
        PretalxError: If pretalx can not be read.
        PushError: If the event is not the one that was meant.
    """
    event = pretalx.event()
    if event.slug.casefold() != pretalx.slug.casefold():
        raise PushError(f"this is {event.slug!r}, not {pretalx.slug!r}")
    zone = programme.problem.clock.zone.key
    if event.timezone != zone:
        raise PushError(f"pretalx is in {event.timezone}, the timetable in {zone}")
    schedule, before = pretalx.working_schedule()
    if schedule.published is not None or schedule.version not in {None, _WORKING}:
        raise PushError("pretalx does not show the schedule that is being worked on")
    submissions, rooms = pretalx.submissions(), pretalx.rooms()
    return Prepared(make_plan(programme, schedule.slots, submissions, rooms), before)


def push(
    programme: Programme,
    pretalx: Pretalx,
    plan: Plan,
    report: Callable[[Session], None] | None = None,
) -> None:
    """Do what was planned, session by session, and read everything back.

    Raises:
        PretalxError: If pretalx refuses a change; that session is put back.
        PushError: If somebody else works on it, or something is not as planned after.
    """
    if plan.obstacles:
        raise PushError("; ".join(plan.obstacles))
    for session in plan.sessions:
        _move(pretalx, session)
        if report:
            report(session)
    after = prepare(programme, pretalx).plan
    if after.sessions or after.obstacles:
        codes = ", ".join(session.code for session in after.sessions)
        raise PushError(f"not as planned after the push: {codes or after.obstacles}")


def _move(pretalx: Pretalx, session: Session) -> None:
    for move in session.moves:
        if place_of(pretalx.slot(move.slot)) != move.now:
            raise PushError(f"{session.code}: somebody else has just moved it; stopped")
    try:
        _dance(pretalx, session.code, session.minutes, session.will, session.moves)
        wrong = _differing(pretalx, session.moves)
    except PretalxError as error:
        _restore(pretalx, session)
        raise PushError(f"{session.code}: {error}; it was put back") from None
    if wrong:
        _restore(pretalx, session)
        raise PushError(f"{session.code}: pretalx has not moved it; it was put back")


def _dance(
    pretalx: Pretalx, code: str, minutes: int, will: int, moves: Sequence[Move]
) -> None:
    """Move slots without leaving their ends behind.

    pretalx does not move a slot's end with its start, and takes no end for a session;
    it sets the ends anew only when a session's length *changes*. So the session is
    first made so long that its slots reach past where they will start, then its slots
    are moved, then it gets its length.
    """
    later = max(
        (
            _minutes(move.now.start, move.then.start)
            for move in moves
            if move.now.start and move.then.start
        ),
        default=0,
    )
    pretalx.set_duration(code, max(minutes, will) + max(0, later) + 1)
    for move in moves:
        start = move.then.start.isoformat() if move.then.start else None
        pretalx.set_place(move.slot, move.then.room, start)
    pretalx.set_duration(code, will)


def _minutes(one: datetime, other: datetime) -> int:
    return round((other - one).total_seconds() / 60)


def _differing(pretalx: Pretalx, moves: Sequence[Move]) -> bool:
    return any(place_of(pretalx.slot(move.slot)) != move.then for move in moves)


def _restore(pretalx: Pretalx, session: Session) -> None:
    """Put a session back as it was, as far as the API lets; it can not unschedule.

    Raises:
        PushError: If that fails too.
    """
    try:
        found = {m.slot: place_of(pretalx.slot(m.slot)) for m in session.moves}
        back = [replace(m, now=found[m.slot], then=m.now) for m in session.moves]
        longest = max(map(_length, found.values()), default=0)
        minutes = max(session.minutes, session.will, longest)
        _dance(pretalx, session.code, minutes, session.minutes, back)
    except PretalxError as error:
        why = f"{session.code}: neither moved nor put back; look at it by hand"
        raise PushError(f"{why}: {error}") from None


def _length(place: Place) -> int:
    return _minutes(place.start, place.end) if place.start and place.end else 0
