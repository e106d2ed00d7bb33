"""What could be changed about opening hours, breaks, rooms and what is in them."""

from collections.abc import Iterator
from dataclasses import replace

from timetabler.engine.reasons import Reason
from timetabler.problem.problem import Problem, Room, Window
from timetabler.workflows.explaining.repair.change import (
    DROP,
    PLACE,
    STEPS,
    Case,
    Change,
    Family,
    begun_earlier,
    begun_later,
    changed_entry,
    ended_earlier,
    ended_later,
    entry,
)


def opening(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Let a room open earlier, close later, or be open on the day at all."""
    room, day = problem.rooms[reason.about[0]], reason.about[1]
    span = problem.days[day].hours
    there = [w for w in room.open if w.meets(span.start, span.end)]
    if not there:
        windows = tuple(sorted((*room.open, span)))
        text = f"open {room.id} on {day}"
        change = entry("rooms", room.id, open=windows)
        yield (Change(text, span.end - span.start, change),)
        return
    yield tuple(_opened_earlier(problem, room, span, min(there).start))
    yield tuple(_closed_later(problem, room, span, max(w.end for w in there)))


def _opened_earlier(
    problem: Problem, room: Room, span: Window, was: int
) -> Iterator[Change]:
    for minutes in STEPS:
        windows = begun_earlier(room.open, span, minutes)
        now = min(w.start for w in windows if w.meets(span.start, span.end))
        if now < was:
            text = (
                f"open {room.id} at {problem.at(now)} instead of {_time(problem, was)}"
            )
            yield Change(text, was - now, entry("rooms", room.id, open=windows))


def _closed_later(
    problem: Problem, room: Room, span: Window, was: int
) -> Iterator[Change]:
    for minutes in STEPS:
        windows = ended_later(room.open, span, minutes)
        now = max(w.end for w in windows if w.meets(span.start, span.end))
        if now > was:
            text = (
                f"close {room.id} at {problem.at(now)} instead of {_time(problem, was)}"
            )
            yield Change(text, now - was, entry("rooms", room.id, open=windows))


def days(problem: Problem) -> Iterator[Family]:
    """Let a day begin earlier or end later, or talks start at any minute."""
    for day in problem.days:
        yield tuple(_longer(problem, day, earlier=True))
        yield tuple(_longer(problem, day, earlier=False))
    if problem.slots is not None:
        text = f"let talks start every {problem.grid} minutes, not at slots only"
        yield (Change(text, DROP, _any_slot),)
    elif problem.grid > 1:
        yield tuple(
            Change(
                f"let talks start every {grid} minutes instead of {problem.grid}",
                DROP,
                lambda case, grid=grid: replace(  # type: ignore[misc]
                    case, problem=replace(case.problem, grid=grid)
                ),
            )
            for grid in (5, 1)
            if grid < problem.grid and problem.grid % grid == 0
        )


def _any_slot(case: Case) -> Case:
    return replace(case, problem=replace(case.problem, slots=None))


def _longer(problem: Problem, day: str, *, earlier: bool) -> Iterator[Change]:
    hours, window = problem.days[day].hours, problem.day_window(day)
    for minutes in STEPS:
        now = Window(hours.start, min(window.end, hours.end + minutes))
        text = f"end {day} at {_time(problem, now.end)}"
        text += f" instead of {_time(problem, hours.end)}"
        if earlier:
            now = Window(max(window.start, hours.start - minutes), hours.end)
            text = f"begin {day} at {_time(problem, now.start)}"
            text += f" instead of {_time(problem, hours.start)}"
        if now.end - now.start == hours.end - hours.start + minutes:
            yield Change(text, minutes, _with_hours(day, now))


def _with_hours(day: str, now: Window) -> "_Hours":
    return _Hours(day, now)


class _Hours:
    """Changes the hours of a day, and of the rooms that are open just then."""

    def __init__(self, day: str, now: Window) -> None:
        self._day = day
        self._now = now

    def __call__(self, case: Case) -> Case:
        problem = case.problem
        was = problem.days[self._day].hours
        rooms = {
            id: replace(
                room, open=tuple(self._now if w == was else w for w in room.open)
            )
            for id, room in problem.rooms.items()
        }
        changed = changed_entry(problem.days, self._day, hours=self._now)
        return replace(case, problem=replace(problem, days=changed, rooms=rooms))


def breaks(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Let a break begin later, end earlier, or not take place."""
    pause = problem.breaks[reason.about[0]]
    drop = Change(
        f"do without {pause.title}",
        DROP + sum(w.end - w.start for w in pause.windows),
        entry("breaks", pause.id, windows=()),
    )
    for move, how in ((begun_later, "begin"), (ended_earlier, "end")):
        changes = []
        for minutes in STEPS:
            windows = move(pause.windows, problem.whole, minutes)
            if windows:
                late = "later" if how == "begin" else "earlier"
                text = f"let {pause.title} {how} {minutes} minutes {late}"
                changes.append(
                    Change(text, minutes, entry("breaks", pause.id, windows=windows))
                )
        yield (*changes, drop)
    for room in sorted(pause.rooms):
        rooms = pause.rooms - {room}
        text = f"let talks in {room} go on during {pause.title}"
        yield (Change(text, PLACE, entry("breaks", pause.id, rooms=rooms)),)


def turnover(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Let a room need less time between talks."""
    room = problem.rooms.get(reason.about[0])
    if room is None or not room.turnover:
        return
    left = [room.turnover - m for m in STEPS if m < room.turnover]
    yield tuple(
        Change(
            f"let {room.id} have {minutes} minutes between talks"
            f" instead of {room.turnover}",
            2 * (room.turnover - minutes),
            entry("rooms", room.id, turnover=minutes),
        )
        for minutes in (*left, 0)
    )


def equipment(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Put what a talk needs into a room that lacks it, or let it do without."""
    talk = problem.talks[reason.about[0]]
    for room in problem.rooms.values():
        lacking = talk.equipment - room.equipment
        if lacking:
            text = f"put {' and '.join(sorted(lacking))} into {room.id}"
            has = room.equipment | lacking
            yield (Change(text, PLACE, entry("rooms", room.id, equipment=has)),)
    text = f"let {talk.id} do without {' and '.join(sorted(talk.equipment))}"
    yield (Change(text, 2 * PLACE, entry("talks", talk.id, equipment=frozenset())),)


def session(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Let a room be for any track in a session."""
    one, room = problem.sessions[reason.about[0]], reason.about[1]
    if room in one.rooms:
        rest = {r: track for r, track in one.rooms.items() if r != room}
        text = f"do not keep {room} for {one.rooms[room]} in {one.id}"
        yield (Change(text, PLACE, entry("sessions", one.id, rooms=rest)),)


def _time(problem: Problem, minute: int) -> str:
    return problem.at(minute).split()[-1]
