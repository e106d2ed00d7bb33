"""How many minutes rooms and people have, and who is busy for most of a day."""

from collections import Counter
from collections.abc import Iterable, Mapping

from timetabler.constraints.demands import Disjoint, Use
from timetabler.constraints.questions import InRoom
from timetabler.engine.parts.ground import Ground, Place

_HEAVY = 0.6
"""Who is busy for this share of the shortest place is counted talk by talk."""


def lengths(ground: Ground) -> dict[str, dict[str, int]]:
    """By room, the minutes each talk takes of it, where no two talks may overlap."""
    able: dict[str, set[str]] = {}
    for talk, spots in ground.spots.items():
        for room, _ in spots:
            able.setdefault(room, set()).add(talk)
    found: dict[str, dict[str, int]] = {}
    for demand in ground.hard:
        if isinstance(demand, Disjoint):
            for room, uses in _in_rooms(ground, demand).items():
                if able.get(room, set()) <= uses.keys():
                    found.setdefault(room, uses)
    return found


def _in_rooms(ground: Ground, demand: Disjoint) -> dict[str, dict[str, int]]:
    here: dict[str, dict[str, int]] = {}
    for use in demand.uses:
        if isinstance(use.when, InRoom):
            minutes = ground.problem.talks[use.talk].minutes + use.after
            for room in use.when.rooms:
                here.setdefault(room, {})[use.talk] = minutes
    return here


def capacities(
    ground: Ground, uses: Mapping[str, Mapping[str, int]]
) -> dict[Place, int]:
    """How many minutes of each room-day talks can take at the most."""
    spans: dict[Place, set[tuple[tuple[int, ...], int]]] = {}
    for talk, spots in ground.spots.items():
        for place, starts in spots.items():
            if place[0] in uses:
                kind = starts, uses[place[0]][talk]
                spans.setdefault(place, set()).add(kind)
    return {place: _covered(kinds) for place, kinds in spans.items()}


def _covered(kinds: Iterable[tuple[tuple[int, ...], int]]) -> int:
    longest: Counter[int] = Counter()
    for starts, length in kinds:
        for start in starts:
            longest[start] = max(longest[start], length)
    covered, reached = 0, -1
    for start in sorted(longest):
        end = start + longest[start]
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


def people(ground: Ground) -> list[tuple[Use, ...]]:
    """What nobody may do at the same time, wherever it is."""
    return [
        demand.uses
        for demand in ground.hard
        if isinstance(demand, Disjoint) and all(u.when is None for u in demand.uses)
    ]


def heavy(ground: Ground, room: Mapping[Place, int]) -> set[str]:
    """The talks of people who are busy for most of a day."""
    most = _HEAVY * min(room.values(), default=0)
    found: set[str] = set()
    for uses in people(ground):
        minutes = (ground.problem.talks[use.talk].minutes + use.after for use in uses)
        if sum(minutes) > most:
            found.update(use.talk for use in uses)
    return found
