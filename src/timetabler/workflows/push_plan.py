"""What has to be moved in pretalx so that it has a timetable's times and rooms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from timetabler.formats.event import Event
from timetabler.formats.pretalx_api import Room, Slot, Submission
from timetabler.formats.programme import Programme


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a slot is; None where it has no room or time yet."""

    room: int | None
    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Move:
    """One slot that changes: where and when it is now, and will be then."""

    slot: int
    now: Place
    then: Place


@dataclass(frozen=True, slots=True)
class Session:
    """One session with the slots that change.

    Attributes:
        code: Its code in pretalx.
        title: Its title there.
        minutes: How long it takes there now.
        will: How long it will take.
        moves: Its slots that change.
    """

    code: str
    title: str
    minutes: int
    will: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push will do, and what it can not do.

    Attributes:
        sessions: The sessions that change.
        same: How many slots are as they should be.
        obstacles: Why nothing can be pushed, in sentences.
        by_hand: What the API can not do and people have to, in sentences.
        rooms: The names of rooms, by id.
    """

    sessions: tuple[Session, ...]
    same: int
    obstacles: tuple[str, ...]
    by_hand: tuple[str, ...]
    rooms: Mapping[int, str]


def place_of(slot: Slot) -> Place:
    """Where and when a slot is."""
    return Place(slot.room, slot.start, slot.end)


def make_plan(
    programme: Programme,
    slots: Sequence[Slot],
    submissions: Mapping[str, Submission],
    rooms: Sequence[Room],
) -> Plan:
    """Compare a timetable with the schedule that is being worked on.

    A talk's id is its session's code; ``CODE-2`` is the second slot of a session with
    several. A room is known by its title or its number there.
    """
    return _Planner(programme, slots, submissions, rooms).plan()


class _Planner:
    def __init__(
        self,
        programme: Programme,
        slots: Sequence[Slot],
        submissions: Mapping[str, Submission],
        rooms: Sequence[Room],
    ) -> None:
        self.programme = programme
        self.submissions = {code.upper(): s for code, s in submissions.items()}
        self.rooms = rooms
        self.obstacles: list[str] = []
        self.slots: dict[str, list[Slot]] = defaultdict(list)
        for slot in sorted(slots, key=lambda slot: slot.id):
            if slot.submission:
                self.slots[slot.submission.upper()].append(slot)

    def plan(self) -> Plan:
        placed: dict[str, dict[int, Place]] = defaultdict(dict)
        minutes: dict[str, set[int]] = defaultdict(set)
        for event in self.programme.events:
            if found := self._find(event):
                code, slot, room = found
                placed[code][slot.id] = Place(room, event.start, event.end)
                minutes[code].add(event.talk.minutes)
        for code, lengths in minutes.items():
            if len(lengths) > 1:
                self.obstacles.append(f"{code}: its slots are of different lengths")
        sessions, same = [], 0
        for code, places in placed.items():
            session = self._session(code, places, min(minutes[code]))
            same += len(places) - len(session.moves)
            if session.moves:
                sessions.append(session)
        return Plan(
            tuple(sessions),
            same,
            tuple(self.obstacles),
            tuple(self._by_hand(placed)),
            {room.id: "/".join(sorted(room.names)) for room in self.rooms},
        )

    def _find(self, event: Event) -> tuple[str, Slot, int] | None:
        id = event.talk.id
        code, number = self._code(id)
        slots = self.slots.get(code, [])
        room = self._room(event)
        if code not in self.submissions:
            self.obstacles.append(f"{id}: pretalx has no session of this code")
        elif number > len(slots):
            self.obstacles.append(f"{id}: pretalx has {len(slots)} slots for {code}")
        elif room is not None:
            return code, slots[number - 1], room
        return None

    def _code(self, id: str) -> tuple[str, int]:
        code, _, number = id.upper().rpartition("-")
        if code in self.submissions and number.isdecimal() and int(number) > 1:
            return code, int(number)
        return id.upper(), 1

    def _room(self, event: Event) -> int | None:
        title = event.room.title
        found = [room.id for room in self.rooms if title in room.names]
        found = found or [r.id for r in self.rooms if str(r.id) == event.room.id]
        if len(found) == 1:
            return found[0]
        why = f"room {title!r} is there {len(found)} times in pretalx, not once"
        if why not in self.obstacles:
            self.obstacles.append(why)
        return None

    def _session(self, code: str, places: dict[int, Place], will: int) -> Session:
        submission = self.submissions[code]
        slots = [slot for slot in self.slots[code] if slot.id in places]
        moves = tuple(
            Move(slot.id, place_of(slot), places[slot.id])
            for slot in slots
            if place_of(slot) != places[slot.id]
        )
        title = submission.title
        return Session(submission.code, title, submission.duration, will, moves)

    def _by_hand(self, placed: Mapping[str, Mapping[int, Place]]) -> Iterator[str]:
        for code, slots in self.slots.items():
            for slot in slots:
                if slot.start and slot.room and slot.id not in placed.get(code, ()):
                    submission = self.submissions.get(code)
                    title = f" ({submission.title})" if submission else ""
                    yield f"take {code}{title} out of the schedule: it is left out here"
        for pause in self.programme.problem.breaks.values():
            yield f"enter the break {pause.title!r}: the API can not"
