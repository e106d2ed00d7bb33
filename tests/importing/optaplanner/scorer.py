"""OptaPlanner's 37 terms, read off a workbook and a list of places: nothing of ours.

Every term is written from its definition, pair by pair, over the cells of the workbook.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations

from openpyxl import load_workbook

Where = Mapping[str, tuple[int, str]]
"""The timeslot (its place in the list) and the room of each talk, by its code."""
Amounts = dict[str, int]
_DARK = "FF555753"


@dataclass(frozen=True)
class Slot:
    day: str
    start: int
    end: int
    kinds: frozenset[str]
    tags: frozenset[str]

    @property
    def minutes(self) -> int:
        return self.end - self.start

    def overlap(self, other: "Slot") -> int:
        if self.day != other.day:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def is_over_before(self, other: "Slot") -> bool:
        days = [slot.day.split()[1] for slot in (self, other)]  # without the weekday
        return (days[0], self.end) <= (days[1], other.start)


def words(cell: object) -> frozenset[str]:
    return frozenset(filter(None, str(cell or "").split(", ")))


def minutes(cell: object) -> int:
    hour, minute = str(cell).split(":")
    return int(hour) * 60 + int(minute)


class Judge:
    def __init__(self, data: bytes) -> None:
        book = load_workbook(io.BytesIO(data))
        rows = {s.title: list(s.iter_rows(values_only=True)) for s in book.worksheets}
        config = rows["Configuration"]
        self.pause = next(int(str(r[1])) for r in config if "pause in" in str(r[0]))
        self.weights = {str(r[0]): str(r[1]) for r in config if "hard/" in str(r[1])}
        self.slots = [
            Slot(str(r[0]), minutes(r[1]), minutes(r[2]), words(r[3]), words(r[4]))
            for r in rows["Timeslots"][1:]
        ]
        every = frozenset(kind for slot in self.slots for kind in slot.kinds)
        self.rooms = {str(r[0]): r for r in rows["Rooms"][2:]}
        self.kinds = {n: words(r[2]) or every for n, r in self.rooms.items()}
        head = [str(name) for name in rows["Speakers"][1]]
        self.speakers = {
            str(r[0]): dict(zip(head, r, strict=True)) for r in rows["Speakers"][2:]
        }
        head = [str(name) for name in rows["Talks"][0]]
        self.talks = {
            str(r[0]): dict(zip(head, r, strict=True)) for r in rows["Talks"][1:]
        }
        self.closed = {
            (sheet, str(line[0].value)): {
                index
                for index in range(len(self.slots))
                if line[first + index].fill.fgColor.rgb == _DARK
            }
            for sheet, first in (("Rooms", 4), ("Speakers", 9))
            for line in book[sheet].iter_rows(min_row=3)
        }

    def common(self, one: str, other: str, column: str) -> int:
        return len(words(self.talks[one][column]) & words(self.talks[other][column]))

    def score(self, where: Where) -> dict[str, tuple[str, int]]:
        """The level and the weighted penalty (of rewards: below 0) of every term."""
        amounts: Amounts = dict.fromkeys(self.weights, 0)
        for name, amount in self._terms(where):
            amounts[name] += amount
        found = {}
        for name, amount in amounts.items():
            for part in self.weights[name].split("/"):
                level = part.lstrip("0123456789")
                weight = int(part.removesuffix(level))
                if weight:
                    found[name] = (level, weight * amount)
        return found

    def _terms(self, where: Where) -> Iterator[tuple[str, int]]:
        for code in self.talks:
            yield from self._alone(code, *where[code])
        for one, other in combinations(self.talks, 2):
            yield from self._pair(one, other, where)
        for one, other in permutations(self.talks, 2):
            yield from self._ordered(one, other, where)
        yield from self._crowds(where)

    def _alone(self, code: str, slot: int, room: str) -> Iterator[tuple[str, int]]:
        talk, length = self.talks[code], self.slots[slot].minutes
        people = words(talk["Speakers"])
        if slot in self.closed["Rooms", room]:
            yield "Room unavailable timeslot", length
        for name in people:
            if slot in self.closed["Speakers", name]:
                yield "Speaker unavailable timeslot", length
        has = {"timeslot": self.slots[slot].tags, "room": words(self.rooms[room][3])}
        owners = [("Talk", talk), *(("Speaker", self.speakers[p]) for p in people)]
        for by, owner in owners:
            for place, tags in has.items():
                for strength in ("required", "preferred", "prohibited", "undesired"):
                    asked = words(owner[f"{strength.capitalize()} {place} tags"])
                    lacking = strength in ("required", "preferred")
                    count = len(asked - tags if lacking else asked & tags)
                    yield f"{by} {strength} {place} tags", count * length
        yield from self._published(talk, slot, room)

    def _published(
        self, talk: Mapping[str, object], slot: int, room: str
    ) -> Iterator[tuple[str, int]]:
        now = self.slots[slot]
        if talk["Published Timeslot"]:
            start, end = (
                minutes(talk["Published Start"]),
                minutes(talk["Published End"]),
            )
            there = (str(talk["Published Timeslot"]), start, end)
            yield "Published timeslot", int((now.day, now.start, now.end) != there)
        if talk["Published Room"]:
            yield "Published room", int(room != talk["Published Room"])

    def _pair(self, one: str, other: str, where: Where) -> Iterator[tuple[str, int]]:
        (s, r), (q, w) = where[one], where[other]
        a, b = self.slots[s], self.slots[q]
        both, over, today = a.minutes + b.minutes, a.overlap(b), a.day == b.day
        theme, sector, audience, content, exclusive, people = (
            self.common(one, other, column)
            for column in (
                "Theme track tags",
                "Sector tags",
                "Audience types",
                "Content tags",
                "Mutually exclusive talks tags",
                "Speakers",
            )
        )
        yield "Room conflict", over * (r == w)
        yield "Speaker conflict", people * over
        yield "Talk mutually-exclusive-talks tags", exclusive * over
        gap = max(a.start, b.start) - min(a.end, b.end)
        if people and today and gap < self.pause:
            yield "Consecutive talks pause", both
        yield "Theme track conflict", theme * over
        yield "Theme track room stability", theme * both * (today and r != w)
        yield "Sector conflict", sector * over
        yield "Audience type theme track conflict", theme * audience * over
        yield "Content conflict", content * over
        yield "Same day talks", (theme + content) * both * (not today)
        yield from self._rewards(one, other, audience, a.minutes * (s == q))

    def _rewards(
        self, one: str, other: str, audience: int, shared: int
    ) -> Iterator[tuple[str, int]]:
        mine, others = self.talks[one], self.talks[other]
        levels = mine["Audience level"] != others["Audience level"]
        languages = mine["Language"] != others["Language"]
        yield "Audience type diversity", -audience * shared
        yield "Audience level diversity", -levels * shared
        yield "Language diversity", -languages * shared

    def _ordered(self, one: str, then: str, where: Where) -> Iterator[tuple[str, int]]:
        a, b = self.slots[where[one][0]], self.slots[where[then][0]]
        both = a.minutes + b.minutes
        first, second = self.talks[one], self.talks[then]
        late = not a.is_over_before(b)
        if one in words(second["Prerequisite talks codes"]):
            yield "Talk prerequisite talks", both * late
        if int(str(first["Audience level"])) < int(str(second["Audience level"])):
            content = self.common(one, then, "Content tags")
            yield "Content audience level flow violation", content * both * late
        seats = (self.rooms[where[t][1]][1] for t in (one, then))
        large, small = (int(str(number)) for number in seats)
        liked = [int(str(t["Favorite count"])) for t in (first, second)]
        if liked[0] < liked[1] and large > small:
            yield "Popular talks", both

    def _crowds(self, where: Where) -> Iterator[tuple[str, int]]:
        risky = [c for c, t in self.talks.items() if int(str(t["Crowd control risk"]))]
        for code in risky:
            here = [c for c in risky if c != code and where[c][0] == where[code][0]]
            if len(here) not in (0, 1):
                yield "Crowd control", self.slots[where[code][0]].minutes
