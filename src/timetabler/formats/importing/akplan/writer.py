"""The parts of a problem file, of an input of AK-plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from timetabler.formats.importing.akplan.clock import Block
from timetabler.formats.importing.akplan.facts import Facts
from timetabler.formats.importing.akplan.weighing import Weighed
from timetabler.formats.importing.plain_yaml import Tree
from timetabler.formats.importing.words import clean, room_word, slug, unique

_GRID = 5
_LENGTH = 300


@dataclass(frozen=True)
class _Ids:
    rooms: Mapping[str, str]
    groups: Mapping[str, str]
    people: Mapping[str, str]


class Writer:
    """Tells the parts of a problem file.

    Args:
        facts: What the input says.
        blocks: Its slots on the clock.
        weighed: Its wishes.
    """

    def __init__(self, facts: Facts, blocks: Sequence[Block], weighed: Weighed) -> None:
        self.facts = facts
        self.blocks = blocks
        self.weighed = weighed
        self.days = _days(blocks)
        rooms, groups, people = facts.rooms, facts.groups, facts.people
        self.ids = _Ids(
            _ids({k: room_word(v.name or k, "room") for k, v in rooms.items()}),
            _ids({k: slug(v.name or f"ak {k}", "ak") for k, v in groups.items()}),
            _ids({k: slug(v.name or f"p {k}", "p") for k, v in people.items()}),
        )
        self.there = {key: list(person.required) for key, person in people.items()}
        for key, fixed in facts.fixed.items():
            for who in fixed.people:
                if key not in self.there[who]:
                    self.there[who].append(key)

    def conference(self, title: str, zone: str) -> Tree:
        """The event: days, slots, and what is between blocks."""
        off_grid = (t % _GRID for b in self.blocks for t in (b.start, b.minutes))
        tree: dict[str, Tree] = {
            "title": title[:_LENGTH],
            "timezone": zone,
            "grid": 1 if any(off_grid) else _GRID,
            "days": {
                id: {
                    "date": f"{day}",
                    "hours": _span(
                        min(b.start for b in self.blocks if b.day == day),
                        max(b.end for b in self.blocks if b.day == day),
                    ),
                }
                for day, id in self.days.items()
            },
            "slots": [
                f"{self.days[block.day]} {_time(start)}"
                for block in self.blocks
                for start in block.starts
            ],
        }
        gaps = [
            f"{self.days[a.day]} {_span(a.end, b.start)}"
            for a, b in pairwise(self.blocks)
            if a.day == b.day and a.end < b.start
        ]
        return {**tree, "breaks": {"break": {"when": gaps}}} if gaps else tree

    def rooms(self) -> Iterator[tuple[str, Tree]]:
        """Yield each room."""
        for key, room in self.facts.rooms.items():
            id = self.ids.rooms[key]
            tree = _titled("title", id, room.name)
            if room.seats is not None:
                tree["seats"] = room.seats
            if room.labels:
                tree["equipment"] = sorted(room.labels)
            if room.times:
                tree["open"] = self.windows(room.times)
            yield id, tree

    def speakers(self) -> Iterator[tuple[str, Tree]]:
        """Yield everybody who is needed, or not always there."""
        for key, person in self.facts.people.items():
            if self.there[key] or person.times:
                id = self.ids.people[key]
                tree = _titled("name", id, person.name)
                if person.times:
                    tree["available"] = self.windows(person.times)
                yield id, tree

    def talks(self) -> Iterator[tuple[str, Tree]]:
        """Yield each talk."""
        minutes = self.blocks[0].minutes
        touching = any(
            (a.day, a.end) == (b.day, b.start) for a, b in pairwise(self.blocks)
        )
        for key, group in self.facts.groups.items():
            needed = [who for who, groups in self.there.items() if key in groups]
            tree: dict[str, Tree] = {
                "title": (clean(group.name) or f"AK {key}")[:_LENGTH],
                "minutes": group.slots * minutes,
            }
            _say(tree, "speakers", [self.ids.people[who] for who in needed])
            _say(tree, "equipment", sorted(self._labels(key, needed)))
            rooms = [
                self.ids.rooms[id]
                for id, room in self.facts.rooms.items()
                if room.seats is None or room.seats >= len(needed)
            ]
            if len(rooms) < len(self.facts.rooms):
                tree["rooms"] = rooms
            if group.times or (touching and group.slots > 1):
                tree["windows"] = self.windows(group.times)
            tree.update(self._pin(key))
            _say(tree, "after", [self.ids.groups[other] for other in group.after])
            apart = [o for o in group.conflicts if o != key and o not in group.after]
            _say(tree, "not_parallel", [self.ids.groups[other] for other in apart])
            yield self.ids.groups[key], tree

    def _labels(self, key: str, needed: Iterable[str]) -> frozenset[str]:
        own = self.facts.groups[key].rooms
        return own.union(*(self.facts.people[who].rooms for who in needed))

    def _pin(self, key: str) -> dict[str, Tree]:
        fixed = self.facts.fixed.get(key)
        if fixed is None:
            return {}
        pin: dict[str, Tree] = {}
        for block in self.blocks:
            for start, slot in zip(block.starts, block.slots, strict=True):
                if slot.id == fixed.slot:
                    pin["day"], pin["start"] = self.days[block.day], _time(start)
        if fixed.room:
            pin["room"] = self.ids.rooms[fixed.room]
        return {"pin": pin} if pin else {}

    def constraints(self) -> Tree:
        """Everybody's wishes, and nothing else that is soft."""
        people = {
            self.ids.people[key]: {self.ids.groups[g]: w for g, w in wishes.items()}
            for key, wishes in self.weighed.people.items()
        }
        wishes: dict[str, Tree] = {"level": 1, "seats": True, "duties": True}
        rooms: dict[str, Tree] = {
            self.ids.people[key]: [
                self.ids.rooms[id]
                for id, room in self.facts.rooms.items()
                if person.rooms <= room.labels
            ]
            for key, person in self.facts.people.items()
            if person.rooms
        }
        if rooms:
            wishes["rooms"] = rooms
        return {"room-idle": "off", "wishes": {**wishes, "people": people}}

    def windows(self, wanted: frozenset[str]) -> list[str]:
        """The times that fulfil labels; never across two blocks."""
        return [
            f"{self.days[block.day]} {_span(*run)}"
            for block in self.blocks
            for run in block.runs(wanted)
        ]


def _days(blocks: Sequence[Block]) -> dict[date, str]:
    """The days, called by weekday where each comes once."""
    dates = list(dict.fromkeys(block.day for block in blocks))
    weekdays = [f"{day:%A}".lower() for day in dates]
    if len(set(weekdays)) == len(dates):
        return dict(zip(dates, weekdays, strict=True))
    return {day: f"day-{number}" for number, day in enumerate(dates, start=1)}


def _ids(words: Mapping[str, str]) -> dict[str, str]:
    taken: set[str] = set()
    found = {}
    for key, word in words.items():
        found[key] = unique(word, taken)
        taken.add(found[key])
    return found


def _titled(field: str, id: str, name: str) -> dict[str, Tree]:
    name = clean(name)[:_LENGTH]
    return {field: name} if name and name != id else {}


def _say(tree: dict[str, Tree], field: str, values: list[str]) -> None:
    if values:
        tree[field] = values


def _span(start: int, end: int) -> str:
    return f"{_time(start)}-{_time(end)}"


def _time(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
