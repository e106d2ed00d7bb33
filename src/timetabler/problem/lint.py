"""What no timetable could mend: plain contradictions within one talk's entry."""

from collections.abc import Iterator

from timetabler.problem.mistakes import Mistake, Path
from timetabler.problem.problem import Problem, Room, Talk, Track, Window


def lint(problem: Problem) -> Iterator[Mistake]:
    """Yield a mistake for every talk that contradicts itself or its track."""
    for talk in problem.talks.values():
        yield from _too_long(problem, talk)
        yield from _pin(problem, talk)
    yield from _circles(problem)


def clock_time(problem: Problem, minute: int) -> str:
    """Write a moment as ``saturday 11:30``."""
    day = problem.day_at(minute)
    return f"{day.id} {problem.clock.write(day.date, minute)}"


def clock_window(problem: Problem, window: Window) -> str:
    """Write a window as ``saturday 11:30-12:00``."""
    day = problem.day_at(window.start)
    start = problem.clock.write(day.date, window.start)
    return f"{day.id} {start}-{problem.clock.write(day.date, window.end)}"


def _too_long(problem: Problem, talk: Talk) -> Iterator[Mistake]:
    best, where = 0, "none is open to it at all"
    for window, room in _open_to(problem, talk):
        length = window.end - window.start
        if length > best:
            best = length
            place = f"{clock_window(problem, window)} in {room.id}"
            where = f"the longest window open to it has {length} ({place})"
    if best < talk.minutes:
        why = f"{talk.id} takes {talk.minutes} minutes; {where}"
        yield Mistake(("talks", talk.id, "minutes"), why)


def _open_to(problem: Problem, talk: Talk) -> Iterator[tuple[Window, Room]]:
    """The windows in which days, room, track and talk would all have it."""
    track = problem.tracks[talk.track] if talk.track else None
    spans = tuple(day.hours for day in problem.days.values())
    for limit in (*_limits(problem, talk), *(_limits(problem, track) if track else ())):
        spans = _common(spans, limit)
    for room in problem.rooms.values():
        allowed = (talk.rooms, track.rooms if track else None)
        if all(rooms is None or room.id in rooms for rooms in allowed):
            for window in _common(spans, room.open):
                yield window, room


def _limits(problem: Problem, limited: Talk | Track) -> Iterator[tuple[Window, ...]]:
    if limited.windows is not None:
        yield limited.windows
    if limited.days is not None:
        yield tuple(problem.day_window(day) for day in limited.days)


def _common(some: tuple[Window, ...], others: tuple[Window, ...]) -> tuple[Window, ...]:
    pairs = ((max(a.start, b.start), min(a.end, b.end)) for a in some for b in others)
    return tuple(Window(start, end) for start, end in pairs if start < end)


def _pin(problem: Problem, talk: Talk) -> Iterator[Mistake]:
    pin, path = talk.pin, ("talks", talk.id, "pin")
    if pin.day and talk.days is not None and pin.day not in talk.days:
        why = f"{talk.id} is pinned to {pin.day}, which is not among its days"
        yield Mistake((*path, "day"), why)
    if pin.room and talk.rooms is not None and pin.room not in talk.rooms:
        why = f"{talk.id} is pinned to {pin.room}, which is not among its rooms"
        yield Mistake((*path, "room"), why)
    if pin.starts is not None:
        yield from _pinned_start(problem, talk, (*path, "start"))


def _pinned_start(problem: Problem, talk: Talk, path: Path) -> Iterator[Mistake]:
    starts = talk.pin.starts or ()
    permitted = set(problem.starts_of(talk))
    if permitted.isdisjoint(starts):
        yield Mistake(path, f"{talk.id}: {_not_permitted(problem, talk, starts)}")
    elif talk.pin.room:
        room = problem.rooms[talk.pin.room]
        if not any(w.holds(s, s + talk.minutes) for s in starts for w in room.open):
            hours = ", ".join(clock_window(problem, w) for w in room.open) or "never"
            at = " or ".join(clock_time(problem, s) for s in starts)
            why = f"pinned to {at}, outside the hours of {room.id} (open {hours})"
            yield Mistake(path, f"{talk.id} is {why}")


def _not_permitted(problem: Problem, talk: Talk, starts: tuple[int, ...]) -> str:
    at = " or ".join(clock_time(problem, s) for s in starts)
    hours = [day.hours for day in problem.days.values()]
    if not any(h.holds(s, s + talk.minutes) for s in starts for h in hours):
        length = talk.minutes
        return f"{at} for {length} minutes is outside the opening hours of the day"
    if talk.slots is not None or problem.slots is not None:
        return f"{at} is not one of the slots"
    return f"{at} is off the grid of {problem.grid} minutes"


def _circles(problem: Problem) -> Iterator[Mistake]:
    done: set[str] = set()
    for talk in problem.talks:
        if talk in done:
            continue
        circle = _circle_from(problem, talk, done)
        if circle:
            why = f"these come after each other in a circle: {' after '.join(circle)}"
            yield Mistake(("talks", circle[0], "after"), why)


def _circle_from(problem: Problem, first: str, done: set[str]) -> list[str]:
    """Walk back through ``after`` (depth first); return a circle if there is one."""
    trail: list[str] = [first]
    ways = [iter([a.talk for a in problem.talks[first].after])]
    while ways:
        step = next(ways[-1], None)
        if step is None:
            done.add(trail.pop())
            ways.pop()
        elif step in trail:
            return [*trail[trail.index(step) :], step]
        elif step not in done:
            trail.append(step)
            ways.append(iter([a.talk for a in problem.talks[step].after]))
    return []
