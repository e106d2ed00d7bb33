"""When rooms and speakers of an OptaPlanner workbook are not available.

There, that is about timeslots; here, about time. The two differ where timeslots overlap
of which one is open and another is not: those rooms and speakers are told by rows of
costs, all others with themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from timetabler.formats.importing.optaplanner.book import Book, Slot


@dataclass(frozen=True)
class Absences:
    """What rooms and speakers lack, by their names.

    Attributes:
        open: When rooms are open, for those that are not always.
        busy: When speakers are not available, for those that are not always.
        rooms: The rooms that rows have to tell.
        speakers: The speakers that rows have to tell.
    """

    open: dict[str, list[Slot]]
    busy: dict[str, list[Slot]]
    rooms: list[str]
    speakers: list[str]


def absences(book: Book) -> Absences:
    """Find what rooms and speakers lack, as far as it counts."""
    found = Absences({}, {}, [], [])
    if "Room unavailable timeslot" in book.weights:
        _closed_rooms(book, found)
    if "Speaker unavailable timeslot" in book.weights:
        _absent_speakers(book, found)
    return found


def _closed_rooms(book: Book, found: Absences) -> None:
    for room in book.rooms.values():
        there, gone = _parted(book, room.kinds, room.closed)
        if any(slot.holds(closed) for slot in there for closed in gone):
            found.rooms.append(room.name)
        elif gone:
            found.open[room.name] = there


def _absent_speakers(book: Book, found: Absences) -> None:
    for name, speaker in book.speakers.items():
        kinds = {t.kind for t in book.talks.values() if name in t.speakers}
        there, gone = _parted(book, kinds, speaker.absent)
        if any(slot.meets(absent) for slot in there for absent in gone):
            found.speakers.append(name)
        elif gone:
            found.busy[name] = gone


def _parted(
    book: Book, kinds: Iterable[str], lacking: frozenset[int]
) -> tuple[list[Slot], list[Slot]]:
    """The timeslots of some kinds of talks: those there are, and those lacking."""
    used = set(kinds)
    slots = [(i, slot) for i, slot in enumerate(book.slots) if used & set(slot.kinds)]
    there = [slot for i, slot in slots if i not in lacking]
    return there, [slot for i, slot in slots if i in lacking]
