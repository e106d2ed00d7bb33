"""Random settings of each constraint's own, by its key: one function for each."""

from collections.abc import Callable
from typing import Any

from chance import DAYS, LEVELS, PEOPLE, TRACKS, Chance, clock
from timetabler.problem.problem import Problem
from timetabler.timetable.distance import KINDS

Own = Callable[[Chance, Problem], dict[str, Any]]
COUNTS = ("pairs", "minutes", "sessions")
PAIR_COUNTS = (*COUNTS, "slots")
EACH = ("pair", "minutes")
TIMES = ("once", "common")


def _talks(chance: Chance, problem: Problem, most: int = 3) -> list[str]:
    return chance.some(list(problem.talks), most)


def _people(chance: Chance, problem: Problem) -> dict[str, dict[str, int]]:
    return {
        person: {t: chance.number(1, 3) for t in _talks(chance, problem, 4)}
        for person in ("p0", "ann", "p1", "bob")[: chance.number(1, 4)]
    }


def _not_parallel(chance: Chance, problem: Problem) -> dict[str, Any]:
    return {
        "groups": {"mine": _talks(chance, problem)},
        "by": chance.some(("theme", "language", "tag"), 2),
        "listed": chance.of(0.7),
        "chairs": chance.of(0.3),
        "count": chance.one(PAIR_COUNTS),
        "times": chance.one(TIMES),
    }


def _seats(chance: Chance, problem: Problem) -> dict[str, Any]:
    share = chance.one((50, 100, 250))
    return chance.one(({}, {"people": _people(chance, problem), "share": share}))


def _similar_tracks(chance: Chance, _: Problem) -> dict[str, Any]:
    return {"pairs": {"red blue": chance.number(0, 3)}, "count": chance.one(COUNTS)}


def _track_sessions(chance: Chance, _: Problem) -> dict[str, Any]:
    return {
        "within": chance.one(("conference", "conference", "conference", "day")),
        "count": chance.one(("sessions", "tracks")),
    }


def _track_order(chance: Chance, problem: Problem) -> dict[str, Any]:
    ranks = {talk: chance.number(1, 3) for talk in problem.talks if chance.of(0.7)}
    count = chance.one(("pairs", "places", "sessions", "sessions"))
    return {"ranks": ranks, "count": count}


def _track_chairs(chance: Chance, problem: Problem) -> dict[str, Any]:
    chairs = [c for track in problem.tracks.values() for c in track.chairs]
    wants = {person: _talks(chance, problem) for person in chairs if chance.of(0.5)}
    return {"wants": wants, "count": chance.one(PAIR_COUNTS)}


def _session_staff(chance: Chance, _: Problem) -> dict[str, Any]:
    most = chance.maybe(chance.number(1, 2))
    return {"pool": chance.some(PEOPLE, 3), "most": most}


def _row(chance: Chance, problem: Problem) -> dict[str, Any]:
    return {
        "talks": chance.maybe(chance.one((_talks(chance, problem), {"track": "red"}))),
        "days": chance.maybe(chance.some(DAYS, 1)),
        "windows": chance.maybe(chance.windows()),
        "inside": chance.maybe(chance.windows(), 0.2),
        "outside": chance.maybe(chance.windows(), 0.2),
        "sessions": chance.maybe(chance.some(list(problem.sessions), 2)),
        "rooms": chance.maybe(chance.some(list(problem.rooms), 2)),
        "penalty": chance.number(0, 3),
        "each": chance.one(("talk", "minute", "session")),
    }


def _costs(chance: Chance, problem: Problem) -> dict[str, Any]:
    return {"rows": [_row(chance, problem) for _ in range(chance.number(1, 2))]}


def _level_flow(chance: Chance, problem: Problem) -> dict[str, Any]:
    known = {talk.level for talk in problem.talks.values() if talk.level}
    levels = [level for level in LEVELS if level in known]
    return {
        "levels": levels,
        "by": chance.one((["track"], ["language"], ["tag"])),
        "each": chance.one(EACH),
        "times": chance.one(TIMES),
    }


def _same_day(chance: Chance, _: Problem) -> dict[str, Any]:
    by = chance.some(("theme", "track", "tag", "speaker"), 2)
    return {
        "by": by,
        "count": chance.one(("days", "pairs")),
        "each": chance.one(EACH),
        "times": chance.one(TIMES),
    }


def _track_room(chance: Chance, _: Problem) -> dict[str, Any]:
    return {
        "by": chance.one(("track", "theme", "tag")),
        "per": chance.one(("day", "conference")),
        "count": chance.one(("rooms", "pairs")),
        "each": chance.one(EACH),
        "times": chance.one(TIMES),
    }


def _start_together(chance: Chance, _: Problem) -> dict[str, Any]:
    return {
        "by": chance.some(("track", "tag"), 1),
        "differ": chance.some(("level", "language", "tag"), 1),
        "each": chance.one(EACH),
        "times": chance.one(TIMES),
    }


def _crowd(chance: Chance, _: Problem) -> dict[str, Any]:
    return {
        "others": chance.number(0, 2),
        "lone": chance.of(0.4),
        "at": chance.one(("overlap", "overlap", "start")),
    }


def _repeats(chance: Chance, problem: Problem) -> dict[str, Any]:
    groups = {"a": _talks(chance, problem), "b": {"track": "red"}}
    return {"groups": groups}


def _diversity(chance: Chance, _: Problem) -> dict[str, Any]:
    by = chance.one(("level", "language", "tag"))
    return {"by": by, "count": chance.one(("pairs", "minutes"))}


def _slack(chance: Chance, problem: Problem) -> dict[str, Any]:
    per = ("slot", "session", "day") if problem.slots else ("session", "day")
    return {"free": chance.number(1, 4), "per": chance.one(per)}


def _speaker_days(chance: Chance, _: Problem) -> dict[str, Any]:
    return {"count": chance.one(("days", "stay"))}


def _speaker_ends(chance: Chance, _: Problem) -> dict[str, Any]:
    # On the minute at which talks end, and beside it.
    early, late = chance.number(61, 66) * 10, chance.number(124, 136) * 5
    return {"early": clock(early), "late": clock(late)}


def _local_hours(chance: Chance, _: Problem) -> dict[str, Any]:
    zones = ("Asia/Tokyo", "America/New_York", "Europe/London")
    return {
        "zones": {person: chance.one(zones) for person in chance.some(PEOPLE, 3)},
        "suitable": chance.one(("9:00-18:00", "9:30-10:00")),
        "bearable": chance.one(("4:30-22:00", "17:00-26:00")),
        "less": chance.number(0, 2),
    }


def _fairness(chance: Chance, problem: Problem) -> dict[str, Any]:
    return {
        "groups": {"mine": _talks(chance, problem)},
        "by": chance.one(("", "track", "speaker")),
        "windows": chance.windows(),
        "rooms": chance.maybe(chance.some(list(problem.rooms), 2)),
        "wishes": chance.of(0.4),
        "measure": chance.one(("spread", "worst")),
    }


def _wishes(chance: Chance, problem: Problem) -> dict[str, Any]:
    return {
        "people": _people(chance, problem),
        "normalise": chance.of(0.3),
        "seats": chance.of(0.5),
        "duties": chance.of(0.5),
        "rooms": {
            person: chance.some(list(problem.rooms), 2)
            for person in chance.some(["p0", "ann"], 2)
        },
    }


def _co_interest(chance: Chance, problem: Problem) -> dict[str, Any]:
    pair = _talks(chance, problem, 2)
    return {
        "people": _people(chance, problem),
        "pairs": {" ".join(pair): 2} if len(pair) == 2 else {},
        "same_track": chance.one((0, 1)),
        "least": chance.number(1, 2),
        "lift": chance.one((0, 1.2)),
        "false_rate": chance.one((1, 0.5)),
        "count": chance.one(PAIR_COUNTS),
    }


def _popular_rooms(chance: Chance, problem: Problem) -> dict[str, Any]:
    people = _people(chance, problem) if chance.of(0.4) else {}
    return {
        "people": people,
        "anytime": chance.of(0.8),
        "each": chance.one(EACH),
    }


def _differ_from(chance: Chance, problem: Problem) -> dict[str, Any]:
    return {
        "earlier": [chance.timetable() for _ in range(chance.number(0, 2))],
        "least": chance.number(0, len(problem.talks) + 1),
        "kinds": chance.some(KINDS, 3) or KINDS,
    }


def _elsewhere(chance: Chance, problem: Problem) -> dict[str, Any]:
    found = _differ_from(chance, problem)
    found["seen"] = found.pop("earlier")
    return {**found, "among": chance.some(list(problem.talks), 5)}


def _published(chance: Chance, problem: Problem) -> dict[str, Any]:
    """Places that were published, and how many people each talk concerns."""
    before = chance.timetable()
    return {
        "published": {p.talk: (p.start, p.room) for p in before},
        "people": {p.talk: chance.number(1, 9) for p in before},
    }


def _few_moves(chance: Chance, problem: Problem) -> dict[str, Any]:
    return {**_published(chance, problem), "limit": chance.number(0, 2)}


def _not_before(chance: Chance, problem: Problem) -> dict[str, Any]:
    minute, begun = chance.number(600, 680 + 24 * 60), _talks(chance, problem, 2)
    return {"minute": minute, "begun": frozenset(begun)}


def _closed_up(chance: Chance, problem: Problem) -> dict[str, Any]:
    holes = [(room, day) for room in problem.rooms for day in DAYS]
    return {"holes": frozenset(chance.some(holes, 6))}


def none(_: Chance, __: Problem) -> dict[str, Any]:
    """Nothing, for constraints that have no settings of their own."""
    return {}


OWN: dict[str, Own] = {
    "not-parallel": _not_parallel,
    "seats": _seats,
    "track-parallel": lambda chance, _: {"count": chance.one(COUNTS)},
    "similar-tracks": _similar_tracks,
    "track-rooms": lambda chance, _: {
        "most": chance.number(1, 2),
        "tracks": chance.maybe(chance.some(TRACKS, 2)),
    },
    "track-sessions": _track_sessions,
    "track-order": _track_order,
    "track-chairs": _track_chairs,
    "session-staff": _session_staff,
    "costs": _costs,
    "level-flow": _level_flow,
    "same-day": _same_day,
    "repeats": _repeats,
    "diversity": _diversity,
    "slack": _slack,
    "speaker-days": _speaker_days,
    "speaker-ends": _speaker_ends,
    "local-hours": _local_hours,
    "fairness": _fairness,
    "wishes": _wishes,
    "co-interest": _co_interest,
    "popular-rooms": _popular_rooms,
    "differ-from": _differ_from,
    "elsewhere": _elsewhere,
    "few-moves": _few_moves,
    "not-before": _not_before,
    "closed-up": _closed_up,
    "absent": lambda chance, problem: {"gone": frozenset(_talks(chance, problem, 2))},
    **{
        key: _published
        for key in (
            "keep-scheduled",
            "keep-day",
            "keep-start",
            "keep-room",
            "keep-minutes",
            "held",
        )
    },
    "crowd": _crowd,
    "track-room": _track_room,
    "start-together": _start_together,
}
