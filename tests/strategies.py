"""Random small problems, and random timetables for them, good or bad."""

from typing import Any

from hypothesis import strategies as st

from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable

GRID = 10
DAYS = ("fri", "sat")
HOURS = (600, 680)  # both days are open from 10:00 to 11:20


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


@st.composite
def windows(draw: st.DrawFn, max_size: int = 2) -> list[str]:
    """Windows on or off the grid, within the hours or sticking out of them."""
    found = []
    for _ in range(draw(st.integers(0, max_size))):
        day = draw(st.sampled_from(DAYS))
        start = draw(st.integers(HOURS[0] // 5 - 4, HOURS[1] // 5 - 1)) * 5
        length = draw(st.integers(1, 20)) * 5
        found.append(f"{day} {clock(start)}-{clock(start + length)}")
    return found


def some(values: tuple[str, ...], max_size: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=max_size, unique=True)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


@st.composite
def wishes(draw: st.DrawFn, rooms: tuple[str, ...]) -> dict[str, Any]:
    return {
        "days": draw(some(DAYS, 1)),
        "windows": draw(windows(1)),
        "rooms": draw(some(rooms, 1)),
    }


TRACKS = ("red", "blue")
THEMES = ("one", "two")
PEOPLE = ("ann", "bob", "cyd")
EQUIPMENT = ("screen", "tables")


@st.composite
def problems(draw: st.DrawFn, max_talks: int = 5) -> Problem:
    """Problems with everything that constraints look at, each talk a mix of it."""
    rooms = tuple(f"r{i}" for i in range(draw(st.integers(1, 3))))
    talks = tuple(f"t{i}" for i in range(draw(st.integers(1, max_talks))))
    data = {
        "conference": {
            "title": "Random",
            "timezone": "Europe/Brussels",
            "grid": GRID,
            "days": {
                day: {"date": f"2026-05-0{1 + i}", "hours": "10:00-11:20"}
                for i, day in enumerate(DAYS)
            },
            "breaks": {
                "coffee": {"when": draw(windows(2)), "rooms": draw(maybe(some(rooms)))}
            },
            "walking": draw(st.sampled_from((0, 10))),
            "walks": draw(st.sampled_from(({}, {"A B": 20}))),
        },
        "rooms": {
            room: {
                "seats": draw(maybe(st.integers(0, 9))),
                "equipment": draw(some(EQUIPMENT)),
                "building": draw(st.sampled_from(("", "A", "B"))),
                "open": draw(maybe(windows())),
                "turnover": draw(st.sampled_from((0, 10))),
            }
            for room in rooms
        }
        | ({"z1": {"building": "A"}, "z2": {"building": "B"}}),
        "tracks": {track: draw(_track(rooms)) for track in TRACKS},
        "themes": {
            "one": {"prefer": draw(wishes(rooms)), "avoid": draw(wishes(rooms))},
            "two": {"after": draw(st.sampled_from(([], ["one"])))},
        },
        "sessions": {
            "early": {
                "when": "fri 10:00-10:40",
                "rooms": draw(st.sampled_from(({}, {"r0": "red"}))),
            },
            "late": {"when": "fri 10:40-11:20"},
        },
        "speakers": {person: draw(_speaker(rooms)) for person in PEOPLE},
        "talks": {talk: draw(_talk(talk, talks, rooms)) for talk in talks},
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes, mistakes
    return problem


@st.composite
def _track(draw: st.DrawFn, rooms: tuple[str, ...]) -> dict[str, Any]:
    return {
        "days": draw(maybe(some(DAYS))),
        "windows": draw(maybe(windows())),
        "rooms": draw(maybe(some(rooms))),
        "prefer": draw(wishes(rooms)),
        "avoid": draw(wishes(rooms)),
    }


@st.composite
def _speaker(draw: st.DrawFn, rooms: tuple[str, ...]) -> dict[str, Any]:
    return {
        "available": draw(maybe(windows())),
        "busy": draw(windows()),
        "prefer": draw(wishes(rooms)),
        "avoid": draw(wishes(rooms)),
        "talks_a_day": draw(maybe(st.integers(1, 2))),
        "rest": draw(st.sampled_from((0, 10))),
    }


@st.composite
def _talk(
    draw: st.DrawFn, talk: str, talks: tuple[str, ...], rooms: tuple[str, ...]
) -> dict[str, Any]:
    earlier = talks[: talks.index(talk)]
    others = tuple(other for other in talks if other != talk)
    after = {
        "talk": draw(st.sampled_from(earlier)) if earlier else "",
        "directly": draw(st.booleans()),
        "same_day": draw(st.booleans()),
    }
    slots = draw(maybe(st.just(["fri 10:00", "fri 10:25", "sat 10:50"])))
    return {
        "title": talk,
        "minutes": draw(st.sampled_from((10, 20, 25, 30))),
        "track": draw(maybe(st.sampled_from(TRACKS))),
        "theme": draw(maybe(st.sampled_from(THEMES))),
        "speakers": draw(some(PEOPLE)),
        "audience": draw(maybe(st.integers(0, 12))),
        "equipment": draw(some(EQUIPMENT, 1)),
        "days": draw(maybe(some(DAYS))),
        "windows": draw(maybe(windows())),
        "rooms": draw(maybe(some(rooms))),
        "prefer": draw(wishes(rooms)),
        "avoid": draw(wishes(rooms)),
        "pin": {
            "day": draw(maybe(st.sampled_from(DAYS))),
            "start": draw(maybe(st.just("10:20"))),
            "room": draw(maybe(st.sampled_from(rooms))),
        },
        "slots": slots if draw(st.sampled_from((1, 0, 0))) else None,
        "after": [after] if earlier and draw(st.sampled_from((1, 0))) else [],
        "not_parallel": draw(some(others, 1)) if others else [],
        "optional": draw(maybe(st.integers(0, 3))),
    }


@st.composite
def timetables(draw: st.DrawFn, problem: Problem) -> Timetable:
    """Any timetable that keeps to permitted starts, clashes and all."""
    placements = []
    for talk in problem.talks.values():
        starts = problem.starts_of(talk)
        if not starts or draw(st.integers(0, 5)) == 0:
            continue
        room = draw(st.sampled_from(list(problem.rooms)))
        start = draw(st.sampled_from(starts))
        placements.append(Placement(start, room, talk.id))
    return Timetable.of(placements)
