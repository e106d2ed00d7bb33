"""Changes of a problem file that leave its best timetable what it is, or nearly so."""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from timetabler.constraints.registry import CONSTRAINTS
from timetabler.timetable.timetable import Placement, Timetable

Data = dict[str, Any]
Names = dict[str, str]
_KINDS = ("rooms", "tracks", "themes", "sessions", "speakers", "talks")


@dataclass(frozen=True)
class Changed:
    """A problem file that was changed.

    Attributes:
        data: The file.
        factor: How much dearer everything is.
        names: The new names of talks and rooms, by the old ones.
        same: Whether a search that is repeatable finds the very same timetable.
    """

    data: Data
    factor: int = 1
    names: Names | None = None
    same: bool = False

    def back(self, timetable: Timetable) -> Timetable:
        """A timetable of the changed file as one of the file it was made from."""
        old = {new: name for name, new in (self.names or {}).items()}
        return Timetable.of(
            Placement(p.start, old.get(p.room, p.room), old.get(p.talk, p.talk))
            for p in timetable
        )


def ids_of(data: Data) -> list[str]:
    """Every id in a problem file."""
    conference = data["conference"]
    kinds = [data[kind] for kind in _KINDS]
    return [
        id
        for kind in (conference["days"], conference.get("breaks", {}), *kinds)
        for id in kind
    ]


def renamed(data: Data, names: Names, *, same: bool = False) -> Changed:
    """Give everything other ids, wherever they are named."""
    known = "|".join(map(re.escape, names))
    pattern = re.compile(rf"\b(?:{known})\b")

    def text(value: str) -> str:
        return pattern.sub(lambda found: names[found[0]], value)

    def anywhere(value: object) -> Any:
        if isinstance(value, dict):
            return {text(key): anywhere(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [anywhere(inner) for inner in value]
        return text(value) if isinstance(value, str) else value

    changed = anywhere({k: v for k, v in data.items() if k != "constraints"})
    # Keys of constraints and of their settings are no ids, though some look like one.
    changed["constraints"] = {
        key: {name: anywhere(value) for name, value in setting.items()}
        for key, setting in data["constraints"].items()
    }
    return Changed(changed, names=names, same=same)


def renamed_in_order(data: Data, _: Random) -> Changed:
    """Other names that sort as the old ones do."""
    return renamed(data, {id: f"Q{id}" for id in ids_of(data)}, same=True)


def renamed_at_random(data: Data, chance: Random) -> Changed:
    """Names that have nothing to do with the old ones."""
    numbers = chance.sample(range(100, 1000), len(ids_of(data)))
    names = zip(ids_of(data), numbers, strict=True)
    return renamed(data, {id: f"x{number}" for id, number in names})


def reordered(data: Data, chance: Random) -> Changed:
    """The same file with everything in another order; only days stay in theirs."""

    def shuffled(value: Data) -> Data:
        keys = list(value)
        chance.shuffle(keys)
        return {key: value[key] for key in keys}

    changed = deepcopy(data)
    for kind in (*_KINDS, "constraints"):
        changed[kind] = shuffled(changed[kind])
    for kind in (*_KINDS, "constraints"):
        changed[kind] = {key: shuffled(entry) for key, entry in changed[kind].items()}
    return Changed(shuffled(changed))


def weeks_later(data: Data, chance: Random) -> Changed:
    """All days some whole weeks later; between May and October no clock changes."""
    changed, weeks = deepcopy(data), timedelta(weeks=chance.randint(1, 20))
    for day in changed["conference"]["days"].values():
        day["date"] = str(date.fromisoformat(day["date"]) + weeks)
    return Changed(changed, same=True)


def with_closed_room(data: Data, chance: Random) -> Changed:
    """One more room, which is never open."""
    changed = deepcopy(data)
    building = chance.choice(("", "A", "B"))
    changed["rooms"]["closed"] = {"open": [], "seats": 9, "building": building}
    return Changed(changed)


def with_room_for_nobody(data: Data, chance: Random) -> Changed:
    """One more room, in which no talk may be."""
    changed = deepcopy(data)
    changed["rooms"]["other"] = {"seats": chance.choice((0, 50))}
    return Changed(changed)


def twice_as_dear(data: Data, _: Random) -> Changed:
    """Every weight doubled."""
    changed = deepcopy(data)
    for kind in CONSTRAINTS:
        setting = changed["constraints"].setdefault(kind.key, {})
        weight = setting.get("weight", kind.model_fields["weight"].default)
        setting["weight"] = 2 * weight
    return Changed(changed, factor=2)


def hardened(data: Data, keys: Iterable[str]) -> Data:
    """The file with some constraints hard."""
    changed = deepcopy(data)
    for key in keys:
        changed["constraints"].setdefault(key, {})["level"] = "hard"
        changed["constraints"][key].pop("talks", None)
    return changed


def in_named_rooms(data: Data) -> Data:
    """The file with a list of rooms for every talk, so that new ones are for nobody."""
    changed = hardened(data, ["talk-room"])
    for talk in changed["talks"].values():
        track = changed["tracks"].get(talk.get("track") or "", {})
        talk["rooms"] = talk.get("rooms") or track.get("rooms") or list(data["rooms"])
    return changed


Base = Callable[[Data], Data]
Transformation = Callable[[Data, Random], Changed]
TRANSFORMATIONS: dict[str, tuple[Base, Transformation]] = {
    "renamed in order": (deepcopy, renamed_in_order),
    "renamed at random": (deepcopy, renamed_at_random),
    "reordered": (deepcopy, reordered),
    "weeks later": (deepcopy, weeks_later),
    "a closed room more": (lambda d: hardened(d, ["room-open"]), with_closed_room),
    "a room for nobody more": (in_named_rooms, with_room_for_nobody),
    "twice as dear": (deepcopy, twice_as_dear),
}
"""What is changed, and how the file has to be for that to change nothing."""
