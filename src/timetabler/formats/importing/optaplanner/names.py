"""What the things of an OptaPlanner workbook are called in a problem file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timetabler.formats.importing.days import day_names
from timetabler.formats.importing.optaplanner.book import Book, Slot
from timetabler.formats.importing.words import own_id, room_word, slug, unique


@dataclass(frozen=True)
class Names:
    """The ids of the problem file, by the names of the workbook."""

    days: Mapping[object, str]
    rooms: Mapping[str, str]
    speakers: Mapping[str, str]
    tracks: Mapping[str, str]
    talks: Mapping[str, str]
    kinds: Mapping[str, str]
    """What rooms for a kind of talk have, as equipment."""

    def start(self, slot: Slot) -> str:
        """Write when a timeslot starts."""
        return f"{self.days[slot.day]} {clock(slot.start)}"

    def window(self, slot: Slot) -> str:
        """Write a timeslot as a window."""
        return f"{self.start(slot)}-{clock(slot.end)}"


def clock(minute: int) -> str:
    """Write minutes since midnight as ``9:30``."""
    return f"{minute // 60}:{minute % 60:02}"


def names_of(book: Book) -> Names:
    """Make ids: talks keep their codes, rooms what of their names can be an id."""
    dates = sorted({slot.day for slot in book.slots})
    tags = {tag for room in book.rooms.values() for tag in room.tags}
    talks = list(book.talks.values())
    themes = dict.fromkeys(theme for talk in talks for theme in talk.themes[:1])
    return Names(
        days=dict(day_names(dates)),
        rooms=_unique((name, room_word(name, "room")) for name in book.rooms),
        speakers=_unique((name, slug(name, "speaker")) for name in book.speakers),
        tracks=_unique((name, slug(name, "track")) for name in themes),
        talks=_unique((code, own_id(code) or "talk") for code in book.talks),
        kinds={k: f"{k} talks" if k in tags else k for k in book.kinds},
    )


def _unique(wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name, word in wanted:
        found[name] = unique(word, taken)
        taken.add(found[name])
    return found
