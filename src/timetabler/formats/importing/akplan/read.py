"""Make a problem file of an input of AK-plan: all that it asks, as constraints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from pathlib import PurePath

from timetabler.formats.importing.akplan.clock import Block, blocks_of
from timetabler.formats.importing.akplan.facts import Facts, read_facts
from timetabler.formats.importing.akplan.weighing import Weighed, weigh
from timetabler.formats.importing.jsonview import Json
from timetabler.formats.importing.made import Made, head
from timetabler.formats.importing.plain_yaml import Tree, write_tree
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.words import clean, room_word, slug, unique
from timetabler.formats.importing.zones import one

_GRID = 5
_LENGTH = 300


def read_akplan(sources: Sequence[Source], wanted: Wanted) -> Made:
    """Make a problem file of one input.

    Raises:
        InvalidInputError: If it is not such an input, with the place.
    """
    source = one(list(sources), "an input of AK-plan")
    facts = read_facts(Json.read(source))
    title = wanted.title or clean(facts.title) or PurePath(source.name).stem
    blocks, own = blocks_of(facts.blocks, facts.length, wanted.dates)
    writer = _Writer(facts, blocks, weigh(facts))
    zone = wanted.zone.key if wanted.zone else "Etc/UTC"
    tree = {
        "format": 1,
        "conference": writer.conference(title, zone),
        "rooms": dict(writer.rooms()),
        "speakers": dict(writer.speakers()),
        "talks": dict(writer.talks()),
        "constraints": writer.constraints(),
    }
    notes = tuple(_notes(writer.weighed, wanted, own=own))
    made_from = f"AK-plan ({PurePath(source.name).name})"
    lines = chain(head(title, made_from, notes), _spaced(tree))
    return Made("\n".join(lines) + "\n", tuple(facts.lost), notes)


def _spaced(tree: Mapping[str, Tree]) -> Iterator[str]:
    for key, value in tree.items():
        if key not in {"format", "conference"}:
            yield ""
        yield from write_tree({key: value})


def _notes(weighed: Weighed, wanted: Wanted, *, own: bool) -> Iterator[str]:
    scale, constant = f"{weighed.scale:,}", f"{weighed.constant:,}"
    yield f"AK-plan's value is ({constant} - the penalty of wishes) / {scale}"
    if not weighed.exact:
        wishes = sum(map(len, weighed.people.values()))
        yield (
            f"weights are rounded to 1 / {scale}: of {wishes} wishes, that is"
            f" {wishes / 2 / weighed.scale:.6f} of the value at the most"
        )
    if not own:
        yield "the times are made up: each block has a day of its own"
    elif not wanted.dates:
        yield "the dates are made up; --days 2027-02-05 gives the first"
    if wanted.zone is None:
        yield "the file does not name its time zone, so it is UTC; --timezone sets it"


@dataclass(frozen=True)
class _Ids:
    rooms: Mapping[str, str]
    groups: Mapping[str, str]
    people: Mapping[str, str]


class _Writer:
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
        for key, person in self.facts.people.items():
            if self.there[key] or person.times:
                id = self.ids.people[key]
                tree = _titled("name", id, person.name)
                if person.times:
                    tree["available"] = self.windows(person.times)
                yield id, tree

    def talks(self) -> Iterator[tuple[str, Tree]]:
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
