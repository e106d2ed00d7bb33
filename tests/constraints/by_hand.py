"""Cases that a person has counted: a small problem, a timetable, what it breaks."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chance import built
from constraints.test_contract import ANY_STARTS, MANY_STARTS, charged, feasible
from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable

Case = dict[str, Any]
_FILE = Path(__file__).with_name("by_hand.yaml")
_HOURS = "10:00-13:00"
BASE: dict[str, Any] = {
    "conference": {
        "title": "By hand",
        "timezone": "Europe/Brussels",
        "grid": 10,
        "days": {
            "fri": {"date": "2026-05-01", "hours": _HOURS},
            "sat": {"date": "2026-05-02", "hours": _HOURS},
            "sun": {"date": "2026-05-03", "hours": _HOURS},
        },
    },
    "rooms": {"big": {"seats": 100}, "mid": {"seats": 30}, "small": {"seats": 10}},
    "tracks": {"red": {"chairs": ["cyd"]}, "blue": {}, "green": {}},
    "themes": {"one": {}, "two": {}},
    "sessions": {
        "s1": {"when": "fri 10:00-11:00"},
        "s2": {"when": "fri 11:00-12:00"},
        "s3": {"when": "fri 12:00-13:00"},
        "s4": {"when": "sat 10:00-11:00"},
    },
    "speakers": {"ann": {}, "bob": {}, "cyd": {"name": "Cyd"}},
    "talks": {
        "a": {"track": "red", "speakers": ["ann"], "level": "beginner", "audience": 50},
        "b": {"track": "red", "speakers": ["bob"], "level": "advanced", "audience": 20},
        "c": {"track": "blue", "speakers": ["cyd"], "level": "advanced", "minutes": 60},
        "d": {"track": "blue", "speakers": ["ann"]},
        "e": {"track": "green", "theme": "one"},
        "f": {"speakers": ["bob"], "theme": "one"},
    },
}


@cache
def cases() -> tuple[Case, ...]:
    """Every case, in the order of the file."""
    found = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(found)


def named(case: Case) -> str:
    """A name for a case: its constraint, settings and places."""
    own = ", ".join(map(str, case.get("with", {}).values()))
    return f"{case['of']} {own}: {', '.join(case['at'])}"


def miscounted(case: Case, kind: type[Constraint]) -> str:
    """How the constraint counts otherwise than the person; "" if it does not."""
    problem = _problem(case.get("change", {}))
    constraint = kind.model_validate(case.get("with", {}))
    timetable = _timetable(problem, case["at"])
    findings = list(constraint.check(problem, timetable))
    found = sum(finding.amount for finding in findings)
    texts = " / ".join(finding.text for finding in findings)
    if found != case["found"]:
        return f"{found} instead of {case['found']}: {texts}"
    if _modelled(problem, timetable):
        demands = list(constraint.encode(problem))
        cost = charged(problem, timetable, demands, MANY_STARTS)
        if cost != found:
            return f"the solver charges {cost}"
        if feasible(problem, timetable, demands, ANY_STARTS) != (not found):
            return "the solver has it otherwise as a hard constraint"
    silent = [words for words in case.get("says", ()) if words not in texts]
    return f"{texts!r} does not say {silent}" if silent else ""


def _modelled(problem: Problem, timetable: Timetable) -> bool:
    """Whether a model of the solver can tell a timetable: talks at permitted starts."""
    return all(p.start in problem.starts_of(problem.talks[p.talk]) for p in timetable)


def _problem(change: dict[str, Any]) -> Problem:
    data = deepcopy(BASE)
    for section, entries in change.items():
        if section == "conference":
            data[section].update(entries)
            continue
        for id, entry in entries.items():
            data[section].setdefault(id, {}).update(entry)
    data["talks"] = {
        id: {"title": id, "minutes": 30, **talk} for id, talk in data["talks"].items()
    }
    return built(data)


def _timetable(problem: Problem, places: list[str]) -> Timetable:
    found = []
    for place in places:
        talk, day, start, room = place.split()
        at = problem.clock.read(problem.days[day].date, start)
        found.append(Placement(at, room, talk))
    return Timetable.of(found)
