"""Random small problems and timetables from a seed, made quickly and made once.

The contract test asks for the same few hundred problems for every constraint. Drawing
them by Hypothesis costs twenty times what solving them costs, so they are made here by
``random`` alone; a failure is told by its seed and comes back with it.
"""

from functools import cache
from random import Random
from typing import Any, TypeVar

from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable

DAYS = ("fri", "sat")
HOURS = (600, 680)  # both days are open from 10:00 to 11:20
TRACKS = ("red", "blue")
PEOPLE = ("ann", "bob", "cyd")
EQUIPMENT = ("screen", "tables")
TAGS = ("new", "content:java", "content:rust", "audience:dev")
LEVELS = ("", "beginner", "expert")
SLOTS = ["10:00", "10:30", "11:00"]

Item = TypeVar("Item")


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


class Chance:
    """Rolls the dice for one seed."""

    def __init__(self, seed: int | str, problem: int = 0) -> None:
        self.random = Random(seed)
        self.problem = problem
        self.one = self.random.choice
        self.number = self.random.randint

    def timetable(self) -> Timetable:
        """Another timetable of the same problem, or the very one that is looked at."""
        return timetable_of(self.problem, self.number(0, 2))

    def of(self, chance: float) -> bool:
        return self.random.random() < chance

    def some(self, values: "list[Item] | tuple[Item, ...]", most: int) -> list[Item]:
        return self.random.sample(list(values), self.number(0, min(most, len(values))))

    def maybe(self, value: Item, chance: float = 0.4) -> Item | None:
        return value if self.of(chance) else None

    def windows(self, most: int = 2) -> list[str]:
        """Windows on or off the grid, within the hours or sticking out of them."""
        return [self.window() for _ in range(self.number(0, most))]

    def window(self) -> str:
        start = self.number(HOURS[0] // 5 - 4, HOURS[1] // 5 - 1) * 5
        end = start + self.number(1, 20) * 5
        return f"{self.one(DAYS)} {clock(start)}-{clock(end)}"

    def wish(self, rooms: list[str]) -> dict[str, Any]:
        if self.of(0.6):
            return {}
        return {
            "days": self.some(DAYS, 1),
            "windows": self.windows(1),
            "rooms": self.some(rooms, 1),
        }

    def room(self) -> dict[str, Any]:
        return {
            "seats": self.maybe(self.number(0, 9), 0.7),
            "equipment": self.some(EQUIPMENT, 2),
            "building": self.one(("", "A", "B")),
            "open": self.maybe(self.windows(), 0.3),
            "turnover": self.one((0, 10)),
        }

    def track(self, rooms: list[str]) -> dict[str, Any]:
        return {
            "days": self.maybe(self.some(DAYS, 2)),
            "windows": self.maybe(self.windows(), 0.2),
            "rooms": self.maybe(self.some(rooms, 2)),
            "prefer": self.wish(rooms),
            "avoid": self.wish(rooms),
            "chairs": self.some(PEOPLE, 2),
        }

    def speaker(self, rooms: list[str]) -> dict[str, Any]:
        return {
            "available": self.maybe(self.windows(), 0.3),
            "busy": self.windows(1),
            "prefer": self.wish(rooms),
            "avoid": self.wish(rooms),
            "talks_a_day": self.maybe(self.number(1, 2)),
            "rest": self.one((0, 10)),
            "tags": self.some(("new", "local"), 1),
        }

    def talk(self, talk: str, talks: list[str], rooms: list[str]) -> dict[str, Any]:
        earlier = talks[: talks.index(talk)]
        others = [other for other in talks if other != talk]
        after = {
            "talk": self.one(earlier) if earlier else "",
            "directly": self.of(0.5),
            "same_day": self.of(0.5),
        }
        pin = {
            "day": self.maybe(self.one(DAYS), 0.2),
            "start": self.maybe("10:20", 0.2),
            "room": self.maybe(self.one(rooms), 0.2),
        }
        slots = ["fri 10:00", "fri 10:25", "sat 10:50"]
        return {
            "title": talk,
            "minutes": self.one((10, 20, 25, 30)),
            "track": self.maybe(self.one(TRACKS), 0.8),
            "theme": self.maybe(self.one(("one", "two")), 0.6),
            "speakers": self.some(PEOPLE, 2),
            "audience": self.maybe(self.number(0, 12), 0.7),
            "equipment": self.some(EQUIPMENT, 1),
            "level": self.one(LEVELS),
            "language": self.one(("", "en", "de")),
            "tags": self.some(TAGS, 2),
            "days": self.maybe(self.some(DAYS, 2), 0.3),
            "windows": self.maybe(self.windows(), 0.2),
            "rooms": self.maybe(self.some(rooms, 2), 0.3),
            "prefer": self.wish(rooms),
            "avoid": self.wish(rooms),
            "pin": pin,
            "slots": self.maybe(slots, 0.2),
            "after": [after] if earlier and self.of(0.4) else [],
            "not_parallel": self.some(others, 1),
            "optional": self.maybe(self.number(0, 3)),
        }


def data_of(seed: int) -> dict[str, Any]:
    """A problem file with everything that constraints look at, each talk a mix of it.

    It has no constraints of its own.
    """
    chance = Chance(seed)
    rooms = [f"r{i}" for i in range(chance.number(1, 3))]
    talks = [f"t{i}" for i in range(chance.one((1, 2, 3, 4, 5, 6, 6)))]
    hours = "10:00-11:20"
    return {
        "conference": {
            "title": "Random",
            "timezone": "Europe/Brussels",
            "grid": 10,
            "days": {
                day: {"date": f"2026-05-0{1 + i}", "hours": hours}
                for i, day in enumerate(DAYS)
            },
            "slots": chance.maybe(SLOTS, 0.3),
            "breaks": {
                "coffee": {
                    "when": chance.windows(),
                    "rooms": chance.maybe(chance.some(rooms, 2)),
                }
            },
            "walking": chance.one((0, 10)),
            "walks": chance.one(({}, {"A B": 20})),
        },
        "rooms": {room: chance.room() for room in rooms}
        | {"z1": {"building": "A", "seats": 5}, "z2": {"building": "B"}},
        "tracks": {track: chance.track(rooms) for track in TRACKS},
        "themes": {
            "one": {"prefer": chance.wish(rooms), "avoid": chance.wish(rooms)},
            "two": {"after": chance.some(("one",), 1)},
        },
        "sessions": {
            "early": {
                "when": "fri 10:00-10:40",
                "rooms": chance.one(({}, {"r0": "red"})),
            },
            "late": {"when": "fri 10:40-11:20"},
            "second": {"when": "sat 10:00-10:40"},
            "last": {"when": "sat 10:40-11:20"},
        },
        "speakers": {person: chance.speaker(rooms) for person in PEOPLE},
        "talks": {talk: chance.talk(talk, talks, rooms) for talk in talks},
    }


@cache
def problem_of(seed: int) -> Problem:
    """The problem of ``data_of``."""
    return built(data_of(seed))


def built(data: dict[str, Any]) -> Problem:
    """A problem from what a problem file says, which has to fit together."""
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes, mistakes
    return problem


@cache
def timetable_of(seed: int, number: int = 0) -> Timetable:
    """Any timetable that keeps to permitted starts, clashes and all."""
    problem, chance = problem_of(seed), Chance(f"timetable {seed} {number}")
    # A few places for many talks: what constraints look at has to happen often.
    rooms = chance.some(list(problem.rooms), 2) or list(problem.rooms)
    # Runs and their interruptions need many talks on one day of one room.
    crowded = chance.of(0.4)
    rooms = rooms[:1] if crowded else rooms
    placements = []
    for talk in problem.talks.values():
        starts = list(problem.starts_of(talk))
        if crowded:
            starts = [s for s in starts if problem.day_at(s).id == DAYS[0]] or starts
        if starts and not chance.of(0.12):
            place = Placement(chance.one(starts), chance.one(rooms), talk.id)
            placements.append(place)
    return Timetable.of(placements)
