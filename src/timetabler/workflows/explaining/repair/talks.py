"""What could be changed about talks and tracks."""

from collections.abc import Iterator
from dataclasses import replace

from timetabler.engine.reasons import Reason
from timetabler.problem.problem import Problem, Talk, Track, Window, Windows
from timetabler.workflows.explaining.repair.change import (
    DROP,
    LEAVE,
    PLACE,
    STEPS,
    Change,
    Family,
    begun_earlier,
    ended_later,
    entry,
)

_HALF = 2


def pin(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Drop the pin of a talk, or a part of it."""
    talk = problem.talks[reason.about[0]]
    parts = {"day": talk.pin.day, "starts": talk.pin.starts, "room": talk.pin.room}
    given = [part for part, value in parts.items() if value is not None]
    words = {"day": "day", "starts": "start", "room": "room"}
    none = replace(talk.pin, day=None, starts=None, room=None)
    effort = DROP + 5 * (len(given) - 1)
    drop = Change(f"do not pin {talk.id}", effort, entry("talks", talk.id, pin=none))
    for part in given if len(given) > 1 else ():
        loose = replace(talk.pin, **{part: None})
        text = f"do not pin the {words[part]} of {talk.id}"
        yield Change(text, DROP, entry("talks", talk.id, pin=loose)), drop
    yield (drop,)


def time(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Widen the windows of a talk or a track, or let it be on other days."""
    owner, kind = _owner(problem, reason)
    if owner.windows is not None:
        for move, how in ((begun_earlier, "earlier"), (ended_later, "later")):
            yield tuple(
                Change(
                    f"let {_whose(owner)} be up to {minutes} minutes {how} than"
                    f" {', '.join(map(problem.span, owner.windows))}",
                    minutes,
                    entry(kind, owner.id, windows=_each(problem, owner, move, minutes)),
                )
                for minutes in STEPS
            )
    loose = entry(kind, owner.id, windows=None, days=None)
    text = f"let {_whose(owner)} be on any day at any time"
    yield (Change(text, 4 * DROP, loose),)
    for day in problem.days if owner.days is not None else ():
        if day not in (owner.days or ()):
            days = tuple(d for d in problem.days if d in (*(owner.days or ()), day))
            text = f"let {_whose(owner)} be on {day} too"
            yield (Change(text, 2 * DROP, entry(kind, owner.id, days=days)),)


def _each(
    problem: Problem,
    owner: Talk | Track,
    move: object,
    minutes: int,
) -> Windows:
    """Widen every window of an owner, within its day."""
    found: list[Window] = []
    for window in owner.windows or ():
        span = problem.day_window(problem.day_at(window.start).id)
        widen = begun_earlier if move is begun_earlier else ended_later
        found += widen((window,), span, minutes)
    return tuple(found)


def room(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Let a talk, or its track, be in one more room."""
    owner, kind = _owner(problem, reason)
    rooms = owner.rooms or frozenset()
    for other in problem.rooms:
        if other not in rooms:
            text = f"let {_whose(owner)} be in {other} too"
            yield (Change(text, PLACE, entry(kind, owner.id, rooms=rooms | {other})),)


def _owner(problem: Problem, reason: Reason) -> tuple[Talk | Track, str]:
    if len(reason.about) == 1:
        return problem.talks[reason.about[0]], "talks"
    return problem.tracks[reason.about[0]], "tracks"


def _whose(owner: Talk | Track) -> str:
    return owner.id if isinstance(owner, Talk) else f"track {owner.id}"


def order(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Drop or loosen an order of talks, or of themes."""
    first, then = reason.about
    if then not in problem.talks:
        rest_of = tuple(t for t in problem.themes[then].after if t != first)
        text = f"let talks of {then} come before those of {first}"
        yield (Change(text, 2 * DROP, entry("themes", then, after=rest_of)),)
        return
    talk = problem.talks[then]
    others = tuple(a for a in talk.after if a.talk != first)
    (mine,) = (a for a in talk.after if a.talk == first)
    if mine.directly or mine.same_day:
        loose = (*others, replace(mine, directly=False, same_day=False))
        text = f"let {then} come any time after {first}"
        yield (Change(text, DROP, entry("talks", then, after=loose)),)
    text = f"let {then} come before {first}"
    yield (Change(text, 2 * DROP, entry("talks", then, after=others)),)


def parallel(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Let two talks be in parallel, where the talks themselves say no."""
    one, other = (problem.talks[talk] for talk in reason.about)
    first = entry("talks", one.id, not_parallel=one.not_parallel - {other.id})
    second = entry("talks", other.id, not_parallel=other.not_parallel - {one.id})
    if other.id in one.not_parallel or one.id in other.not_parallel:
        text = f"let {one.id} and {other.id} be in parallel"
        yield (Change(text, 2 * DROP, lambda case: second(first(case))),)


def presence(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Shorten a talk, or leave it out."""
    talk = problem.talks[reason.about[0]]
    shorter = [m for m in STEPS if m <= talk.minutes // _HALF]
    if shorter:
        yield tuple(
            Change(
                f"shorten {talk.id} from {talk.minutes} to {talk.minutes - m} minutes",
                4 * m,
                entry("talks", talk.id, minutes=talk.minutes - m),
            )
            for m in shorter
        )
    left = entry("talks", talk.id, optional=0)
    yield (Change(f"leave out {talk.id}", LEAVE + talk.minutes, left),)
