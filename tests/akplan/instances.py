"""Tiny random inputs of AK-plan, and what the import makes of them."""

import json
import re
from random import Random
from typing import Any

from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.workflows.import_ import Imported, import_problem

LABELS = ("early", "late")
FEATURES = ("beamer", "tafel")
STARTS = (("Fr 9:00", "Fr 10:00"), ("Fr 11:00", "Fr 12:00"), ("Sa 9:00",))


def some(random: Random, values: tuple[str, ...], chance: float) -> list[str]:
    return [value for value in values if random.random() < chance]


def instance(seed: int, *, timed: bool = True) -> dict[str, Any]:
    """An input with a little of everything that AK-plan knows."""
    random = Random(seed)
    number = 0
    blocks = []
    for starts in STARTS:
        block = []
        for start in starts:
            labels = some(random, LABELS, 0.7)
            info = {"start": start} if timed else {}
            block.append(
                {"id": number, "info": info, "fulfilled_time_constraints": labels}
            )
            number += 1
        blocks.append(block)
    aks: list[dict[str, Any]] = [
        {
            "id": 10 + i,
            "duration": random.choice((1, 1, 2)),
            "properties": {},
            "room_constraints": some(random, FEATURES, 0.15),
            "time_constraints": some(random, LABELS, 0.15),
            "info": {"name": f"AK {i}"},
        }
        for i in range(3)
    ]
    if random.random() < 0.3:
        aks[0]["properties"] = {"conflicts": [11]}
    if random.random() < 0.3:
        aks[2]["properties"] = {"dependencies": [10]}
    return {
        "info": {"name": "Tiny"},
        "timeslots": {"info": {"duration": "1 hour blocks"}, "blocks": blocks},
        "rooms": [
            {
                "id": i,
                "info": {},
                "capacity": random.choice((-1, 1, 1, 2)),
                "fulfilled_room_constraints": some(random, FEATURES, 0.6),
                "time_constraints": some(random, LABELS, 0.2),
            }
            for i in range(2)
        ],
        "aks": aks,
        "participants": [_person(random, i) for i in range(random.randint(2, 3))],
        "scheduled_aks": _settled(random),
    }


def _person(random: Random, number: int) -> dict[str, Any]:
    wishes = []
    for ak in random.sample((10, 11, 12), random.randint(0, 3)):
        required = random.random() < 0.2
        score = -1 if required else random.randint(0, 2)
        wishes.append({"ak_id": ak, "required": required, "preference_score": score})
    return {
        "id": number,
        "info": {"name": "Alex"},
        "preferences": wishes,
        "room_constraints": some(random, FEATURES, 0.2),
        "time_constraints": some(random, LABELS, 0.2),
    }


def _settled(random: Random) -> list[dict[str, Any]]:
    if random.random() < 0.7:
        return []
    return [
        {
            "ak_id": 10,
            "room_id": random.choice((None, 1)),
            "timeslot_ids": random.choice(([], [4])),
            "participant_ids": random.choice(([], [0])),
        }
    ]


def imported(data: dict[str, Any], wanted: Wanted | None = None) -> Imported:
    source = Source("tiny.json", json.dumps(data).encode())
    return import_problem("akplan", [source], wanted or Wanted())


def told(found: Imported) -> tuple[int, int]:
    """The constant and the scale that the import tells of."""
    line = next(note for note in found.notes if note.startswith("AK-plan's value"))
    constant, scale = re.findall(r"[0-9][0-9,]*", line)
    return int(constant.replace(",", "")), int(scale.replace(",", ""))
