"""The breaks of a conference, for those who want them among the events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from timetabler.formats.event import Event
from timetabler.formats.programme import Programme
from timetabler.formats.text import clean
from timetabler.problem.problem import Break, Day, Pin, Talk, Wish
from timetabler.timetable.identity import number_of
from timetabler.timetable.timetable import Identity

KIND = "break"


@dataclass(frozen=True)
class Pause:
    """A break on one day.

    Attributes:
        key: What its guids are made of; it stays when times change.
        title: Its title.
        minutes: Its length.
        day: The day it is on.
        start: Its start, in local time with its offset.
        end: Its end, in local time with its offset.
        rooms: The ids of its rooms, in order; all of them where it is everybody's.
    """

    key: str
    title: str
    minutes: int
    day: Day
    start: datetime
    end: datetime
    rooms: tuple[str, ...]


def pauses(programme: Programme) -> list[Pause]:
    """List the breaks within opening hours, in order of time, if they are wanted.

    A file of one track or one speaker has none, that of one room those of the room.
    """
    if not programme.breaks or (programme.only and programme.only[0] != "room"):
        return []
    found = (
        pause
        for break_ in programme.problem.breaks.values()
        for pause in _of(programme, break_)
    )
    return sorted(found, key=lambda pause: (pause.start, pause.key))


def with_pauses(programme: Programme) -> list[Event]:
    """List the talks that take place, and the breaks as an event for each room."""
    events = list(programme.events)
    taken = {identity.number for identity in programme.known.values()}
    order = {room: index for index, room in enumerate(programme.problem.rooms)}
    for pause in pauses(programme):
        for room in pause.rooms:
            guid = uuid5(programme.space, f"{pause.key}:{room}")
            number = number_of(guid, taken)
            taken.add(number)
            events.append(
                Event(
                    talk=_told(pause),
                    identity=Identity(str(guid), number),
                    room=programme.problem.rooms[room],
                    day=pause.day,
                    start=pause.start,
                    end=pause.end,
                )
            )
    # Sorting is stable: talks keep their order.
    return sorted(events, key=lambda e: (e.start, order[e.room.id]))


def _of(programme: Programme, break_: Break) -> Iterator[Pause]:
    problem, clock = programme.problem, programme.problem.clock
    only = programme.only[1] if programme.only else None
    rooms = tuple(r for r in problem.rooms if r in break_.rooms and only in {None, r})
    for day in problem.days.values() if rooms else ():
        count = 0
        for window in break_.windows:
            start = max(window.start, day.hours.start)
            end = min(window.end, day.hours.end)
            if start < end:
                count += 1
                yield Pause(
                    key=f"break:{break_.id}:{day.id}:{count}",
                    title=clean(break_.title).strip() or break_.id,
                    minutes=end - start,
                    day=day,
                    start=clock.wall(start),
                    end=clock.wall(end),
                    rooms=rooms,
                )


def _told(pause: Pause) -> Talk:
    """Tell a break as a talk that nobody gives."""
    return Talk(
        id=pause.key,
        title=pause.title,
        minutes=pause.minutes,
        track=None,
        theme=None,
        speakers=(),
        audience=None,
        equipment=frozenset(),
        kind=KIND,
        level="",
        language="",
        tags=frozenset(),
        days=None,
        windows=None,
        rooms=None,
        prefer=Wish(),
        avoid=Wish(),
        pin=Pin(),
        slots=None,
        after=(),
        not_parallel=frozenset(),
        optional=None,
        url="",
    )
