"""Random problem files for the campaign: from hopeless to easy, some of them tiny."""

from copy import deepcopy
from math import prod
from typing import Any

from chance import Chance, built, data_of
from constraints.own_settings import OWN, none
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.problem.problem import Problem

_LIMITS = ("days", "windows", "rooms", "pin", "slots", "after", "not_parallel")
_HOURS = ("available", "busy", "talks_a_day")
_STARTS = ("fri 10:00", "fri 10:40", "sat 10:00", "sat 10:30")
_FEW_TIMETABLES = 400


def file_of(seed: int) -> dict[str, Any]:
    """A problem file as plain data, constraints with random settings included."""
    chance = Chance(f"file {seed}", seed)
    data = deepcopy(data_of(seed))
    _soften(data, chance, chance.one((0.0, 0.5, 0.8, 0.95, 1.0)))
    if chance.of(0.4):
        _shrink(data, chance)
    data["constraints"] = settings_of(built(data), chance)
    return data


def settings_of(problem: Problem, chance: Chance) -> dict[str, Any]:
    """Settings of some constraints: at any level, with any weight, with their own."""
    share = chance.one((0.0, 0.2, 0.5))
    levels = ("hard", "off", 1, 1, 2, 2, 3, 3)
    return {
        kind.key: {
            "level": chance.one(levels),
            "weight": chance.one((1, 1, 2, 7)),
            **OWN.get(kind.key, none)(chance, problem),
        }
        for kind in CONSTRAINTS
        if chance.of(share)
    }


def timetables_in(problem: Problem) -> int | None:
    """How many timetables a problem has, good and bad; None if too many to try."""
    rooms = len(problem.rooms)
    choices = (len(problem.starts_of(t)) * rooms + 1 for t in problem.talks.values())
    number = prod(choices)
    return number if number <= _FEW_TIMETABLES else None


def _soften(data: dict[str, Any], chance: Chance, share: float) -> None:
    """Take away a share of what limits talks and people."""
    for kind, keys in (("talks", _LIMITS), ("tracks", _LIMITS), ("speakers", _HOURS)):
        for entry in data[kind].values():
            for key in keys:
                if key in entry and chance.of(share):
                    del entry[key]
    data["conference"].pop("breaks" if chance.of(share) else "", None)


def _shrink(data: dict[str, Any], chance: Chance) -> None:
    """Leave so few starts and talks that every timetable can be tried."""
    data["conference"]["slots"] = chance.random.sample(_STARTS, chance.number(1, 3))
    kept = list(data["talks"])[: chance.number(1, 3)]
    data["talks"] = {talk: data["talks"][talk] for talk in kept}
    for talk in data["talks"].values():
        talk["slots"] = None
        others = talk.get("not_parallel", [])
        talk["not_parallel"] = [other for other in others if other in kept]
