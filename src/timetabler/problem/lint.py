"""What no timetable could mend: plain contradictions within one entry of the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from timetabler.problem.fit import Fit, Open, is_hard
from timetabler.problem.mistakes import Mistake, Path, unknown
from timetabler.problem.problem import Pin, Problem, Talk, Track, Window
from timetabler.problem.when import clock_time, clock_window

__all__ = ["clock_time", "clock_window", "lint"]
MOST_WINDOWS = 4


def lint(problem: Problem) -> Iterator[Mistake]:
    """Yield a mistake for every entry that contradicts itself or its track.

    What a constraint asks for counts only while the constraint is hard.
    """
    fit = Fit(problem)
    empty = [*_empty("tracks", problem.tracks), *_empty("talks", problem.talks)]
    yield from empty
    nowhere = {mistake.path[1] for mistake in empty}
    for talk in problem.talks.values():
        if nowhere.isdisjoint((talk.id, talk.track)):
            yield from _apart(fit, talk) or _too_long(fit, talk) or _pin(fit, talk)
    if is_hard(problem, "equipment"):
        yield from _equipment(problem)
    talks = {t.id: [a.talk for a in t.after] for t in problem.talks.values()}
    themes = {t.id: list(t.after) for t in problem.themes.values()}
    yield from _circles("talks", talks)
    yield from _circles("themes", themes)


def _empty(section: str, limited: Mapping[str, Track | Talk]) -> Iterator[Mistake]:
    for id, entry in limited.items():
        for key in ("days", "windows", "rooms"):
            allowed = getattr(entry, key)
            if allowed is not None and not allowed:
                why = (
                    f"{id} may be in none of the {key}; leave `{key}` out for no limit"
                )
                yield Mistake((section, id, key), why)


def _apart(fit: Fit, talk: Talk) -> list[Mistake]:
    """Find days and rooms that talk, track and pin do not have in common."""
    track = fit.problem.tracks.get(talk.track or "")
    its_days, its_rooms = (track.days, track.rooms) if track else (None, None)
    pin = talk.pin if fit.by_pin else Pin()
    found: list[Mistake] = []
    if fit.by_time:
        found += _disjoint(talk, "day", pin.day, (talk.days, its_days))
    if fit.by_room:
        found += _disjoint(talk, "room", pin.room, (talk.rooms, its_rooms))
    return found


def _disjoint(
    talk: Talk,
    kind: str,
    pinned: str | None,
    limits: tuple[Iterable[str] | None, Iterable[str] | None],
) -> Iterator[Mistake]:
    path: Path = ("talks", talk.id)
    whose = (f"its {kind}s", f"the {kind}s of track {talk.track}")
    given = [
        (w, set(ids)) for w, ids in zip(whose, limits, strict=True) if ids is not None
    ]
    if len(given) > 1 and not set.intersection(*(ids for _, ids in given)):
        why = f"none of the {kind}s of {talk.id} is among {whose[1]}"
        yield Mistake((*path, f"{kind}s"), why)
        return
    for words, ids in given:
        if pinned and pinned not in ids:
            why = f"{talk.id} is pinned to {pinned}, which is not among {words}"
            yield Mistake((*path, "pin", kind), why)
            return


def _too_long(fit: Fit, talk: Talk) -> list[Mistake]:
    path: Path = ("talks", talk.id, "minutes")
    return _no_room(fit, talk, fit.open_to(talk), path, "open to it")


def _no_room(
    fit: Fit, talk: Talk, windows: Sequence[Open], path: Path, which: str
) -> list[Mistake]:
    longest = max(windows, key=lambda window: window.minutes, default=None)
    takes = f"{talk.id} takes {talk.minutes} minutes"
    if longest is None:
        return [Mistake(path, f"{takes}; no window at all is {which}")]
    if longest.minutes < talk.minutes:
        place = f"{clock_window(fit.problem, longest.window)} in {longest.rooms[0]}"
        why = f"{takes}; the longest window {which} has {longest.minutes} ({place})"
        return [Mistake(path, why)]
    if not fit.starts(talk, windows):
        spans = _listed(fit.problem, (o.window for o in windows))
        why = f"{takes}; no permitted start leaves it enough time ({which}: {spans})"
        return [Mistake(path, why)]
    return []


def _pin(fit: Fit, talk: Talk) -> list[Mistake]:
    if not fit.by_pin:
        return []
    path: Path = ("talks", talk.id, "pin")
    if talk.pin.starts is not None:
        return list(_pinned_start(fit, talk, (*path, "start")))
    return _no_room(fit, talk, fit.pinned(talk), path, "open to it where it is pinned")


def _pinned_start(fit: Fit, talk: Talk, path: Path) -> Iterator[Mistake]:
    problem, starts = fit.problem, talk.pin.starts or ()
    for whose, windows in (*fit.limits(talk), fit.room_hours(talk)):
        held = tuple(
            s for s in starts if any(w.holds(s, s + talk.minutes) for w in windows)
        )
        if not held:
            at = f"{_at(problem, starts)} for {talk.minutes} minutes"
            why = f"outside {whose} ({_listed(problem, windows)})"
            yield Mistake(path, f"{talk.id} is pinned to {at}, {why}")
            return
        starts = held
        if not fit.permits(talk, starts):
            off = _off(problem, talk)
            yield Mistake(path, f"{talk.id}: {_at(problem, starts)} is {off}")
            return


def _off(problem: Problem, talk: Talk) -> str:
    if talk.slots is not None or problem.slots is not None:
        return "not one of the slots"
    return f"off the grid of {problem.grid} minutes"


def _at(problem: Problem, starts: Sequence[int]) -> str:
    return " or ".join(clock_time(problem, start) for start in starts[:MOST_WINDOWS])


def _listed(problem: Problem, windows: Iterable[Window]) -> str:
    spans = list(dict.fromkeys(windows))
    more = ", ..." if len(spans) > MOST_WINDOWS else ""
    shown = (clock_window(problem, window) for window in spans[:MOST_WINDOWS])
    return f"{', '.join(shown) or 'never'}{more}"


def _equipment(problem: Problem) -> Iterator[Mistake]:
    known = {thing: None for room in problem.rooms.values() for thing in room.equipment}
    for talk in problem.talks.values():
        for thing in sorted(talk.equipment - known.keys()):
            why = f"no room has it: {unknown('equipment', thing, sorted(known))}"
            yield Mistake(("talks", talk.id, "equipment"), why)


def _circles(section: str, after: Mapping[str, Sequence[str]]) -> Iterator[Mistake]:
    done: set[str] = set()
    for first in after:
        circle = _circle_from(first, after, done) if first not in done else []
        if circle:
            way = " after ".join(circle)
            why = f"these come after each other in a circle: {way}"
            yield Mistake((section, circle[0], "after"), why)


def _circle_from(
    first: str, after: Mapping[str, Sequence[str]], done: set[str]
) -> list[str]:
    """Walk back through ``after``, depth first; return a circle if there is one."""
    trail = {first: iter(after[first])}
    while trail:
        last = next(reversed(trail))
        step = next(trail[last], None)
        if step is None:
            done.add(last)
            del trail[last]
        elif step in trail:
            done.update(trail)
            ids = list(trail)
            return [*ids[ids.index(step) :], step]
        elif step not in done:
            trail[step] = iter(after[step])
    return []
