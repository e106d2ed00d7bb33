"""What is in each column of a grid: talks in lanes, opening times, breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from timetabler.problem.problem import Day, Problem, Talk, Window
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.views.layout.lanes import in_lanes
from timetabler.views.layout.shapes import By, Cell, Column
from timetabler.views.layout.windows import cut, gaps
from timetabler.views.layout.words import date_of, first_capital


@dataclass(frozen=True, slots=True)
class Stack:
    """A column and what is in it, before it has a place in a grid."""

    column: Column
    cells: tuple[Cell, ...]
    open: tuple[Window, ...]
    breaks: tuple[tuple[str, Window], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns that belong together under a title, however many they are."""

    title: str
    stacks: tuple[Stack, ...]


def origin(problem: Problem, day: Day) -> int:
    """Midnight as minutes, counted back from noon.

    In the night the clocks change the two differ, and days that stand side by side
    should agree in the hours in which talks are.
    """
    noon = 12 * 60
    return problem.clock.minute(day.date, noon) - noon


def day_sheets(problem: Problem, timetable: Timetable, by: By) -> Iterator[Sheet]:
    """Yield a sheet a day, with the rooms, tracks or speakers that have talks.

    A day without any shows its open rooms, empty.
    """
    for day in problem.days.values():
        held = [p for p in timetable if problem.day_at(p.start).id == day.id]
        keyed: dict[str, list[Placement]] = {}
        for placement in held:
            for key in _keys(problem.talks[placement.talk], placement, by):
                keyed.setdefault(key, []).append(placement)
        if not keyed and by == "day":
            keyed = {room: [] for room in problem.rooms if _opening(problem, room, day)}
        stacks = tuple(
            _stack(problem, day, by, key, keyed[key])
            for key in _in_order(problem, by, keyed)
        )
        if stacks:
            yield Sheet(f"{first_capital(day.title)}, {date_of(day.date)}", stacks)


def room_sheets(problem: Problem, timetable: Timetable) -> Iterator[Sheet]:
    """Yield a sheet a room that has talks (any room, if none has), days across."""
    used = {placement.room for placement in timetable}
    for room in problem.rooms.values():
        if used and room.id not in used:
            continue
        stacks = []
        for day in problem.days.values():
            held = [
                placement
                for placement in timetable.in_room(room.id)
                if problem.day_at(placement.start).id == day.id
            ]
            if held or _opening(problem, room.id, day):
                stack = _stack(problem, day, "day", room.id, held)
                title, note = first_capital(day.title), date_of(day.date)
                column = replace(stack.column, id=day.id, title=title, note=note)
                stacks.append(replace(stack, column=column))
        seats = "" if room.seats is None else f", {room.seats} seats"
        yield Sheet(f"{room.title}{seats}", tuple(stacks))


def _keys(talk: Talk, placement: Placement, by: By) -> tuple[str, ...]:
    if by == "speaker":
        return talk.speakers or ("",)
    return (talk.track or "",) if by == "track" else (placement.room,)


def _in_order(problem: Problem, by: By, keys: Iterable[str]) -> list[str]:
    """Rooms and tracks as in the file, people by name; those without come last."""
    names: Iterable[str] = problem.rooms
    if by == "track":
        names = problem.tracks
    elif by == "speaker":
        people = sorted(problem.speakers.values(), key=lambda s: s.name.lower())
        names = [speaker.id for speaker in people]
    places = {name: place for place, name in enumerate(names)}
    return sorted(keys, key=lambda key: places.get(key, len(places)))


def _stack(
    problem: Problem, day: Day, by: By, key: str, placements: Iterable[Placement]
) -> Stack:
    midnight = origin(problem, day)
    spans = {
        p.talk: (p.start - midnight, p.start - midnight + problem.talks[p.talk].minutes)
        for p in placements
    }
    cells = tuple(
        Cell(talk, 0, *spans[talk], lane, lanes)
        for talk, lane, lanes in in_lanes(spans)
    )
    title, note = _heading(problem, by, key)
    lanes = max((cell.lanes for cell in cells), default=1)
    column = Column(key, title, note, "", day.id, midnight, lanes)
    mine = problem.day_window(day.id)
    breaks = tuple(
        (pause.title, Window(w.start - midnight, w.end - midnight))
        for pause in problem.breaks.values()
        if pause.rooms >= ({key} if by == "day" else problem.rooms.keys())
        for w in pause.windows
        if mine.meets(w.start, w.end)
    )
    open_ = tuple(
        Window(w.start - midnight, w.end - midnight)
        for w in _open(problem, day, by, key)
    )
    return Stack(column, cells, open_, breaks)


def _heading(problem: Problem, by: By, key: str) -> tuple[str, str]:
    if not key:
        return f"no {by}", ""
    if by == "track":
        return problem.tracks[key].title, ""
    if by == "speaker":
        return problem.speakers[key].name, ""
    room = problem.rooms[key]
    return room.title, "" if room.seats is None else f"{room.seats} seats"


def _open(problem: Problem, day: Day, by: By, key: str) -> list[Window]:
    """When talks can be in a column: the room is open, the speaker is there."""
    if by == "day":
        return _opening(problem, key, day)
    if by == "track" or not key:
        return [day.hours]
    speaker = problem.speakers[key]
    there = (day.hours,) if speaker.available is None else speaker.available
    inside = cut(there, day.hours)
    busy = cut(speaker.busy, day.hours)
    return [part for window in inside for part in gaps(busy, window.start, window.end)]


def _opening(problem: Problem, room: str, day: Day) -> list[Window]:
    return cut(problem.rooms[room].open, day.hours)
