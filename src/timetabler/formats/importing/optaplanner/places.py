"""Terms of OptaPlanner about where single talks are, as rows of costs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timetabler.formats.importing.optaplanner.book import Book, Place, Strength, Talk
from timetabler.formats.importing.optaplanner.names import Names
from timetabler.formats.importing.plain_yaml import Tree

Row = dict[str, Tree]


@dataclass(frozen=True)
class PlaceTerms:
    """Writes the rows of one workbook."""

    book: Book
    names: Names

    def tagged(self, by: str, strength: Strength, place: Place) -> list[Row]:
        """Rows for tags that a talk's timeslot or room lacks, or has all the same.

        Args:
            by: Whose tags they are: ``Talk`` or ``Speaker``.
            strength: How they are wanted.
            place: What has them.
        """
        lacking = strength in {"required", "preferred"}
        groups: dict[tuple[str, str, int], list[str]] = {}
        for talk in self.book.talks.values():
            tags = Counter(self._tags(by, strength, place, talk))
            for tag, times in tags.items():
                key = (talk.kind, tag, times)
                groups.setdefault(key, []).append(self.names.talks[talk.code])
        rows: list[Row] = []
        for (kind, tag, times), talks in groups.items():
            where = self._where(kind, tag, place, lacking=lacking)
            if where is not None:
                worth: Row = {"penalty": times, "each": "minute"}
                rows.append({"talks": talks, **where, **worth})
        return rows

    def _tags(
        self, by: str, strength: Strength, place: Place, talk: Talk
    ) -> Iterator[str]:
        if by == "Talk":
            yield from talk.wanted[strength, place]
        else:
            for name in talk.speakers:
                yield from self.book.speakers[name].wanted[strength, place]

    def _where(self, kind: str, tag: str, place: Place, *, lacking: bool) -> Row | None:
        """Where a talk of a kind pays for a tag; None if nowhere."""
        if place == "timeslot":
            slots = self.book.slots_of(kind)
            having = [self.names.window(s) for s in slots if tag in s.tags]
            if lacking:
                return {"outside": having} if having else {}
            return {"inside": having} if having else None
        rooms = self.book.rooms_of(kind)
        paying = [r.name for r in rooms if (tag in r.tags) is not lacking]
        return {"rooms": [self.names.rooms[r] for r in paying]} if paying else None

    def published_times(self) -> list[Row]:
        """Rows for talks in other timeslots than was published."""
        return [
            {
                "talks": self.names.talks[talk.code],
                "outside": self.names.window(self.book.slots[talk.published.slot]),
                "penalty": 1,
            }
            for talk in self.book.talks.values()
            if talk.published.slot is not None
        ]

    def published_rooms(self) -> list[Row]:
        """Rows for talks in other rooms than was published."""
        return [
            {
                "talks": self.names.talks[talk.code],
                "rooms": [
                    id
                    for name, id in self.names.rooms.items()
                    if name != talk.published.room
                ],
                "penalty": 1,
            }
            for talk in self.book.talks.values()
            if talk.published.room is not None and len(self.names.rooms) > 1
        ]

    def closed(self, names: Iterable[str]) -> list[Row]:
        """Rows for talks in some rooms when those are not available."""
        rows: list[Row] = []
        for room in map(self.book.rooms.__getitem__, names):
            for kind in room.kinds:
                windows = self._windows(kind, room.closed)
                if windows and self.book.talks_of(kind):
                    where: Row = {"rooms": self.names.rooms[room.name]}
                    who: Row = {"talks": {"kind": kind}}
                    rows.append({**who, **where, "inside": windows, "penalty": 1})
        return rows

    def absent(self, names: Iterable[str]) -> list[Row]:
        """Rows for talks of some speakers when those are not available."""
        rows: list[Row] = []
        for name in names:
            speaker = self.book.speakers[name]
            for talk in self.book.talks.values():
                windows = self._windows(talk.kind, speaker.absent)
                if name in talk.speakers and windows:
                    id = self.names.talks[talk.code]
                    rows.append({"talks": id, "inside": windows, "penalty": 1})
        return rows

    def _windows(self, kind: str, slots: Iterable[int]) -> list[str]:
        found = (self.book.slots[index] for index in sorted(slots))
        return [self.names.window(slot) for slot in found if kind in slot.kinds]
