"""Random small problems whose rooms hold one track a session."""

from random import Random
from typing import Any

from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem

TRACKS = ("red", "blue", "green")


def made(seed: int, heard: bool = False) -> Problem:
    """Make a problem: a few sessions over two days, rooms that may be alike.

    With ``heard``, there are also pairs of talks that somebody wants to hear both of.
    """
    random = Random(seed)
    sessions = [
        ("early", "fri 10:00-10:40"),
        ("late", "fri 11:00-11:40"),
        ("next", "sat 10:00-10:20" if random.random() < 0.5 else "sat 10:00-11:00"),
        ("last", "sat 11:20-12:00"),
    ][: random.randint(2, 4)]
    rooms = [f"r{i}" for i in range(random.randint(1, 3))]
    tracks = TRACKS[: random.randint(1, 3)]
    talks = {
        f"t{i}": {
            "title": f"Talk {i}",
            "track": random.choice(tracks),
            "minutes": random.choice((20, 20, 20, 40)),
            "speakers": random.sample(["ann", "bob"], int(random.random() < 0.2)),
            "windows": [window for _, window in sessions],
        }
        for i in range(random.randint(3, 6))
    }
    used = sorted({str(talk["track"]) for talk in talks.values()})
    constraints = _constraints(random, used, sessions, rooms, list(talks))
    if heard:
        constraints["co-interest"] = _heard(Random(seed + 1), list(talks))
    problem, mistakes = build(
        ProblemFile.model_validate(
            {
                "conference": {
                    "title": "Made",
                    "timezone": "Europe/Brussels",
                    "days": {
                        "fri": {"date": "2031-01-03", "hours": "10:00-12:00"},
                        "sat": {"date": "2031-01-04", "hours": "10:00-12:00"},
                    },
                    "slots": ["10:00", "10:20", "10:40", "11:00", "11:20", "11:40"],
                },
                "rooms": {room: {} for room in rooms},
                "sessions": {name: {"when": window} for name, window in sessions},
                "tracks": {track: {} for track in used},
                "speakers": {"ann": {"name": "Ann"}, "bob": {"name": "Bob"}},
                "talks": talks,
                "constraints": constraints,
            }
        )
    )
    assert not mistakes
    return problem


def _heard(random: Random, talks: list[str]) -> list[dict[str, Any]]:
    every = [f"{one} {other}" for one in talks for other in talks if one < other]
    return [
        {
            "name": name,
            "level": random.choice((1, 1, 2, "hard")),
            "weight": random.choice((1, 3, 20)),
            "count": random.choice(("slots", "slots", "pairs", "minutes")),
            "pairs": dict.fromkeys(random.sample(every, min(len(every), number)), 1),
        }
        for name, number in (("some", 4), ("others", 9))
    ]


def _constraints(
    random: Random,
    tracks: list[str],
    sessions: list[tuple[str, str]],
    rooms: list[str],
    talks: list[str],
) -> dict[str, Any]:
    names = [name for name, _ in sessions]

    def level() -> int | str:
        return random.choice((1, 1, 2, "off"))

    def weight() -> int:
        return random.choice((1, 3, 20, 150))

    def row() -> dict[str, Any]:
        found: dict[str, Any] = {"penalty": weight()}
        if random.random() < 0.7:
            found["sessions"] = random.sample(names, 1)
        if random.random() < 0.6:
            found["rooms"] = random.sample(rooms, random.randint(1, len(rooms)))
        if random.random() < 0.5:
            found["talks"] = {"track": random.choice(tracks)}
            found["each"] = random.choice(("session", "talk"))
        elif random.random() < 0.5:
            found["talks"] = random.choice(talks)
            found["each"] = random.choice(("talk", "minute"))
        else:
            found["each"] = "session"
        return found

    pairs = {f"{a} {b}": weight() for a in tracks for b in tracks if a < b}
    ranks = {talk: random.randint(1, 3) for talk in talks if random.random() < 0.2}
    return {
        "scheduled": random.choice(("hard", "hard", "off")),
        "track-run": "off",
        "track-room": "off",
        "theme-run": "off",
        "room-idle": random.choice(("off", "off", 3)),
        "speaker-clash": random.choice(("off", "hard", 2)),
        "permitted-start": "hard",
        "session-track": "hard",
        "talk-time": "hard",
        "costs": [
            {"name": "places", "level": 1, "rows": [row() for _ in range(4)]},
            {"name": "more", "level": level(), "rows": [row() for _ in range(2)]},
        ],
        "similar-tracks": {"level": level(), "pairs": pairs, "count": "sessions"},
        "track-rooms": {"level": level(), "weight": weight()},
        "track-parallel": {
            "level": level(),
            "count": "sessions",
            "weight": weight(),
        },
        "track-sessions": {
            "level": level(),
            "within": random.choice(("conference", "day")),
            "count": random.choice(("tracks", "sessions")),
        },
        "track-order": [
            {"name": "first", "level": level(), "ranks": ranks, "count": "sessions"},
            {"name": "again", "level": level(), "ranks": ranks, "count": "sessions"},
        ],
        "not-parallel": {
            "level": level(),
            "by": ["speaker"],
            "count": random.choice(("sessions", "pairs")),
        },
    }
