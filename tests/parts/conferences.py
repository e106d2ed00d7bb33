"""Small conferences with every room free for every talk, made from a seed."""

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from timetabler.constraints.base import Constraint
from timetabler.constraints.settings import active
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem

DAYS = ("fri", "sat")
ALONE: dict[str, Any] = {"track-room": {"level": 1, "per": "conference"}}
RUNS: dict[str, Any] = {**ALONE, "track-run": {"level": "hard"}}


def _talk(random: Random, track: str, people: list[str]) -> dict[str, Any]:
    given: dict[str, Any] = {
        "title": "A talk",
        "minutes": random.choice((20, 30, 40)),
        "track": track,
        "speakers": random.sample(people, random.choice((0, 1, 1, 2))),
        "audience": random.randint(1, 9),
    }
    if random.random() < 0.15:
        given["days"] = [random.choice(DAYS)]
    return given


def _speaker(random: Random) -> dict[str, Any]:
    available = f"{random.choice(DAYS)} 10:00-12:00"
    return {
        "available": [available] if random.random() < 0.15 else None,
        "rest": random.choice((0, 0, 10)),
        "prefer": {"days": [random.choice(DAYS)]} if random.random() < 0.3 else {},
    }


@cache
def conference(seed: int, talks: int = 14, tracks: int = 4) -> Problem:
    """Two rooms, two days of four hours each, less where a room is closed."""
    random = Random(f"conference {seed}")
    people = [f"p{i}" for i in range(6)]
    names = [f"track{i}" for i in range(tracks)]
    data = {
        "conference": {
            "title": "Small",
            "timezone": "Europe/Brussels",
            "grid": 10,
            "days": {
                day: {"date": f"2026-05-0{1 + i}", "hours": "10:00-14:00"}
                for i, day in enumerate(DAYS)
            },
            "breaks": {"noon": {"when": ["sat 11:30-11:50"], "rooms": ["b"]}},
        },
        "rooms": {
            "a": {"seats": 4, "turnover": random.choice((0, 10))},
            "b": {"seats": 8, "open": ["fri 10:00-13:00", "sat 10:00-14:00"]},
        },
        "tracks": {name: {} for name in names},
        "speakers": {person: _speaker(random) for person in people},
        "talks": {
            f"t{i}": _talk(random, random.choice(names), people) for i in range(talks)
        },
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes, mistakes
    return problem


def constraints_of(
    problem: Problem, settings: dict[str, Any]
) -> tuple[Constraint, ...]:
    """The constraints as a problem file with these settings would have them."""
    return active(replace(problem, constraints=settings))
