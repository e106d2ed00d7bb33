"""Generate conferences of any size from a seed; each has a timetable by construction.

A timetable is laid out first: tracks in unbroken runs of half a room-day, lengths of 30
and 60 minutes, one place in six left empty. Then people, rooms and wishes are made so
that it keeps every hard constraint, and the places are forgotten.
"""

import random
from dataclasses import dataclass
from math import ceil
from typing import Any

import yaml

SLOT = 30
HALVES = ((9 * 60, 6), (13 * 60, 8))  # start, and how many slots
ROOMS_A_DAY = 40
FILLED = 5 / 6
LONG = 0.1
AGAIN = 0.15  # of the speakers give a second talk
THERE = 0.2  # of the speakers come on the one day only
FIRST = 4  # February 2028, a Friday


@dataclass(frozen=True)
class Place:
    """Where a talk was laid out: the day and the room by number, times in minutes."""

    talk: str
    track: str
    day: int
    start: int
    minutes: int
    room: int
    seats: int


def generated(talks: int, seed: int) -> str:
    """Generate a problem file.

    Args:
        talks: How many talks.
        seed: The same seed gives the same file.
    """
    return yaml.safe_dump(conference(talks, seed)[0], sort_keys=False)


def conference(talks: int, seed: int) -> tuple[dict[str, Any], list[Place]]:
    """Generate the content of a problem file, and where its talks were laid out."""
    chance = random.Random(f"{talks}/{seed}")
    rooms, days = _size(talks)
    seats = [chance.choice((40, 60, 80, 120, 200, 400)) for _ in range(rooms)]
    places = _laid_out(talks, days, seats, chance)
    given, people = _people(places, days, chance)
    data = {
        "format": 1,
        "conference": {
            "title": f"Generated {talks}",
            "timezone": "Europe/Brussels",
            "grid": SLOT,
            "days": {
                f"day{n}": {"date": f"2028-02-{FIRST + n:02}", "hours": "9:00-17:00"}
                for n in range(days)
            },
            "breaks": {"lunch": {"when": [f"day{n} 12:00-13:00" for n in range(days)]}},
        },
        "rooms": {f"r{n}": {"seats": many} for n, many in enumerate(seats)},
        "tracks": {track: {} for track in dict.fromkeys(p.track for p in places)},
        "speakers": people,
        "talks": {
            place.talk: {
                "title": f"Talk {place.talk[1:]}",
                "minutes": place.minutes,
                "track": place.track,
                "speakers": [given[place.talk]],
                "audience": chance.randint(5, place.seats),
            }
            for place in sorted(places, key=lambda place: int(place.talk[1:]))
        },
    }
    return data, places


def _size(talks: int) -> tuple[int, int]:
    """How many rooms and days hold so many talks, with some room to spare."""
    slots = sum(count for _, count in HALVES)
    room_days = ceil(talks * (1 + LONG) / (slots * FILLED))
    days = max(2, ceil(room_days / ROOMS_A_DAY))
    return ceil(room_days / days) + 1, days


def _laid_out(
    talks: int, days: int, seats: list[int], chance: random.Random
) -> list[Place]:
    names = [f"t{n}" for n in range(talks)]
    chance.shuffle(names)
    halves = [
        (day, room, *half)
        for day in range(days)
        for room in range(len(seats))
        for half in HALVES
    ]
    chance.shuffle(halves)
    places: list[Place] = []
    for number, (day, room, start, count) in enumerate(halves):
        # A track has a run or two: as many halves as it takes.
        track = f"track{number // 2}"
        minute, end = start, start + count * SLOT
        while names and minute + SLOT <= end:
            long = chance.random() < LONG and minute + 2 * SLOT <= end
            minutes = 2 * SLOT if long else SLOT
            if chance.random() < FILLED or len(names) >= _left(halves, number):
                places.append(
                    Place(names.pop(), track, day, minute, minutes, room, seats[room])
                )
            minute += minutes
    if names:
        raise ValueError(f"{len(names)} talks found no place")
    return places


def _left(halves: list[tuple[int, int, int, int]], number: int) -> int:
    """How many talks surely find a place in what comes later, were all of them long."""
    return sum(count for *_, count in halves[number + 1 :]) // 2


def _people(
    places: list[Place], days: int, chance: random.Random
) -> tuple[dict[str, str], dict[str, dict[str, object]]]:
    """Give every talk a speaker; nobody is in two places at once."""
    given: dict[str, str] = {}
    people: dict[str, dict[str, object]] = {}
    spare = list(places)
    chance.shuffle(spare)
    while spare:
        one = spare.pop()
        name = f"s{len(people)}"
        theirs = [one]
        if spare and chance.random() < AGAIN and _apart(one, spare[-1]):
            theirs.append(spare.pop())
        given.update((place.talk, name) for place in theirs)
        people[name] = {"name": f"Speaker {len(people)}"}
        if days > 1 and chance.random() < THERE:
            there = sorted({f"day{place.day}" for place in theirs})
            people[name]["available"] = there
    return given, people


def _apart(one: Place, other: Place) -> bool:
    """Whether one person can give both talks, with a slot between to walk."""
    if one.day != other.day:
        return True
    first, last = sorted((one, other), key=lambda place: place.start)
    return first.start + first.minutes + SLOT <= last.start
