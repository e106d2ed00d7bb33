"""Which changes could resolve a conflict: those of each of its reasons."""

from collections.abc import Iterator

from timetabler.engine.conflict import Conflict
from timetabler.engine.reasons import Reason
from timetabler.problem.problem import Problem
from timetabler.workflows.explaining.repair import hours, people, talks
from timetabler.workflows.explaining.repair.change import WISH, Change, Family, as_wish

_OF = {
    "pinned": talks.pin,
    "talk-time": talks.time,
    "talk-room": talks.room,
    "order": talks.order,
    "not-parallel": talks.parallel,
    "scheduled": talks.presence,
    "speaker-available": people.availability,
    "speaker-load": people.load,
    "room-open": hours.opening,
    "room-clash": hours.turnover,
    "breaks-free": hours.breaks,
    "equipment": hours.equipment,
    "session-track": hours.session,
}
_LAWS = {"scheduled", "room-clash", "speaker-clash", "permitted-start"}


def families(problem: Problem, conflict: Conflict) -> list[Family]:
    """List what could be changed about a conflict, each once, the least first."""
    found: dict[str, Family] = {}
    for reason in conflict.reasons:
        for family in _of(problem, conflict, reason):
            if family:
                found.setdefault(family[0].text, family)
    return sorted(found.values(), key=lambda family: family[0].effort)


def _of(problem: Problem, conflict: Conflict, reason: Reason) -> Iterator[Family]:
    key = reason.constraint.key
    if key == "permitted-start":
        yield from hours.days(problem)
    elif key == "speaker-clash":
        yield from people.clash(problem, reason, conflict.talks)
    elif key in _OF:
        yield from _OF[key](problem, reason)
    if key not in _LAWS:
        # The rule as a whole, for everybody: the last resort short of leaving out.
        text = f"make {reason.constraint.label} a wish instead of a must"
        yield (Change(text, WISH, as_wish(reason.constraint)),)
