"""What a file of AK-plan says, as plain data, read with the place of each mistake."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from timetabler.formats.importing.jsonview import Json
from timetabler.problem.mistakes import shown

_STRONG = Fraction(2)
_MOST_SLOTS = 96  # of a block: a day of quarters of an hour
_LARGEST = Fraction(1000)


@dataclass(frozen=True)
class Slot:
    """A slot: what it is called, when it says that it starts, what it fulfils."""

    id: str
    start: str
    labels: frozenset[str]


@dataclass(frozen=True)
class Room:
    """A room; ``seats`` is None where there is no limit."""

    name: str
    seats: int | None
    labels: frozenset[str]
    times: frozenset[str]


@dataclass(frozen=True)
class Group:
    """A working group (a talk here), and how many slots it takes."""

    name: str
    slots: int
    rooms: frozenset[str]
    times: frozenset[str]
    conflicts: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """A person; wishes are weighed before they are divided by their number."""

    name: str
    wishes: Mapping[str, Fraction]
    required: tuple[str, ...]
    rooms: frozenset[str]
    times: frozenset[str]


@dataclass(frozen=True)
class Fixed:
    """What is settled of a group: its room and first slot, and who takes part."""

    room: str
    slot: str
    people: tuple[str, ...]


@dataclass
class Facts:
    """Everything, by the ids of the file."""

    title: str
    length: str
    blocks: list[list[Slot]]
    rooms: dict[str, Room]
    groups: dict[str, Group]
    people: dict[str, Person]
    fixed: dict[str, Fixed] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def read_facts(data: Json) -> Facts:
    """Read a file.

    Raises:
        InvalidInputError: With the place of the first mistake.
    """
    for key in ("aks", "participants", "rooms", "timeslots"):
        if not data.has(key):
            data.fail(f"{key!r} is missing: this is no input of AK-plan")
    facts = Facts(
        title=data["info"]["name"].text(),
        length=data["timeslots"]["info"]["duration"].text(),
        blocks=[list(map(_slot, block)) for block in data["timeslots"]["blocks"]],
        rooms=dict(map(_room, data["rooms"])),
        groups=dict(map(_group, data["aks"])),
        people={},
    )
    _sizes(data, facts)
    strong = _strong(data["config"]["mu"])
    facts.people = dict(_person(each, strong, facts) for each in data["participants"])
    for each in data["scheduled_aks"]:
        key, fixed = _fixed(each, data, facts)
        facts.fixed[key] = fixed
    if data["config"]["max_num_timeslots_before_break"].number():
        facts.lost.append("breaks for everybody after so many slots (1)")
    return facts


def _sizes(data: Json, facts: Facts) -> None:
    for index, block in enumerate(facts.blocks):
        if len(block) > _MOST_SLOTS:
            here = Json(data.source, None, ("timeslots", "blocks", index))
            here.fail(f"a block has {len(block)} slots; {_MOST_SLOTS} is the most")
    for key, things in (
        ("rooms", facts.rooms),
        ("aks", facts.groups),
        ("timeslots", any(facts.blocks)),
    ):
        if not things:
            data[key].fail("there are none")
    for each, group in zip(data["aks"], facts.groups.values(), strict=False):
        _refuse_strangers(each, (*group.conflicts, *group.after), facts.groups)


def _refuse_strangers(
    data: Json, ids: Iterable[str], known: Collection[str], what: str = "AK"
) -> None:
    for id in ids:
        if id not in known:
            data.fail(f"there is no {what} {shown(id)}")


def _labels(data: Json) -> frozenset[str]:
    return frozenset(each.text() for each in data)


def _id(data: Json, key: str) -> str:
    text = data[key].text()
    if not text:
        data.fail(f"{key!r} is missing")
    return text


def _slot(data: Json) -> Slot:
    labels = _labels(data["fulfilled_time_constraints"])
    return Slot(_id(data, "id"), data["info"]["start"].text(), labels)


def _room(data: Json) -> tuple[str, Room]:
    seats = data["capacity"]
    limit = None if seats.number() in (None, -1) else seats.count()
    has, needs = data["fulfilled_room_constraints"], data["time_constraints"]
    name = data["info"]["name"].text()
    return _id(data, "id"), Room(name, limit, _labels(has), _labels(needs))


def _group(data: Json) -> tuple[str, Group]:
    slots = data["duration"].count()
    if not slots:
        data.fail("an AK takes one slot or more")
    more = data["properties"]
    return _id(data, "id"), Group(
        name=data["info"]["name"].text(),
        slots=slots,
        rooms=_labels(data["room_constraints"]),
        times=_labels(data["time_constraints"]),
        conflicts=tuple(each.text() for each in more["conflicts"]),
        after=tuple(each.text() for each in more["dependencies"]),
    )


def _strong(data: Json) -> Fraction:
    text = data.text()
    try:
        found = Fraction(text) if text else _STRONG
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not 0 < found <= _LARGEST:
        data.fail(f"expected the weight of a strong wish, got {shown(text)}")
    return found


def _person(data: Json, strong: Fraction, facts: Facts) -> tuple[str, Person]:
    wishes: dict[str, Fraction] = {}
    required: list[str] = []
    for each in data["preferences"]:
        key, score = each["ak_id"].text(), each["preference_score"].number()
        _refuse_strangers(each, [key], facts.groups)
        if each["required"].value is True:
            required.append(key)
        elif score == 1:
            wishes[key] = Fraction(1)
        elif score == 2:  # noqa: PLR2004
            wishes[key] = strong
        elif score not in (0, None):
            each["preference_score"].fail("a wish is 0, 1 or 2, or required")
    for key in required:
        wishes.pop(key, None)
    rooms, times = data["room_constraints"], data["time_constraints"]
    name = data["info"]["name"].text()
    settled = tuple(dict.fromkeys(required))
    return _id(data, "id"), Person(
        name, wishes, settled, _labels(rooms), _labels(times)
    )


def _fixed(data: Json, whole: Json, facts: Facts) -> tuple[str, Fixed]:
    key = data["ak_id"].text()
    room, change = data["room_id"].text(), whole["config"]["allow_changing_rooms"]
    slots = [each.text() for each in data["timeslot_ids"]]
    people = [each.text() for each in data["participant_ids"]]
    known = [slot.id for block in facts.blocks for slot in block]
    _refuse_strangers(data, [key], facts.groups)
    _refuse_strangers(data, [room] if room else [], facts.rooms, "room")
    _refuse_strangers(data, slots, known, "slot")
    _refuse_strangers(data, people, facts.people, "participant")
    first = min(slots, key=known.index, default="")
    kept = "" if change.value is True else room
    return key, Fixed(kept, first, tuple(people))
