"""Hand the question which talk is in which room on which day to the greedy moves."""

from collections.abc import Iterable, Mapping

from timetabler.constraints.demands import Disjoint, Unbroken
from timetabler.constraints.questions import InRoom
from timetabler.engine.ground import Ground, Place
from timetabler.moves.greedy import Greedy, Piece


def assign(ground: Ground) -> tuple[dict[str, Place], list[str]]:
    """Give talks rooms and days; the second are the talks that found none."""
    greedy = Greedy(pieces_of(ground), free_time(ground))
    return greedy.fill(), greedy.left


def pieces_of(ground: Ground) -> dict[str, Piece]:
    """The talks that have to be scheduled, as the greedy moves see them."""
    after, people = _uses(ground)
    groups = _groups(ground)
    return {
        talk: Piece(
            group=groups.get(talk, talk),
            minutes=ground.problem.talks[talk].minutes,
            after=after.get(talk, {}),
            people=people.get(talk, {}),
            hours={p: (s[0], s[-1]) for p, s in ground.spots[talk].items()},
        )
        for talk in ground.problem.talks
        if talk in ground.possible.must
    }


def _uses(
    ground: Ground,
) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """What a talk takes of rooms after it, and of people in all, in minutes."""
    after: dict[str, dict[str, int]] = {}
    people: dict[str, dict[str, int]] = {}
    for index, demand in enumerate(ground.hard):
        if not isinstance(demand, Disjoint):
            continue
        for use in demand.uses:
            minutes = ground.problem.talks[use.talk].minutes + use.after
            if use.when is None:
                people.setdefault(use.talk, {})[str(index)] = minutes
            elif isinstance(use.when, InRoom) and use.after:
                rooms = dict.fromkeys(use.when.rooms, use.after)
                after.setdefault(use.talk, {}).update(rooms)
    return after, people


def _groups(ground: Ground) -> dict[str, str]:
    """The talks that belong together: those of a run that nobody may break, or tracks.

    Of runs within each other (a theme of a track) the larger one counts.
    """
    found = {t.id: t.track for t in ground.problem.talks.values() if t.track}
    runs = {d.talks for d in ground.hard if isinstance(d, Unbroken)}
    for run in sorted(runs, key=lambda talks: (len(talks), min(talks))):
        found.update(dict.fromkeys(run, min(run)))
    return found


def free_time(ground: Ground) -> dict[Place, list[tuple[int, int]]]:
    """By room-day, the spans that talks can cover, with the minutes after them."""
    after, _ = _uses(ground)
    seen: dict[Place, set[tuple[tuple[int, ...], int]]] = {}
    for talk, spots in ground.spots.items():
        minutes = ground.problem.talks[talk].minutes
        for place, starts in spots.items():
            length = minutes + after.get(talk, {}).get(place[0], 0)
            seen.setdefault(place, set()).add((starts, length))
    return {place: _joined(kinds) for place, kinds in sorted(seen.items())}


def _joined(
    kinds: Iterable[tuple[tuple[int, ...], int]],
) -> list[tuple[int, int]]:
    lengths: dict[int, int] = {}
    for starts, length in kinds:
        for start in starts:
            lengths[start] = max(length, lengths.get(start, 0))
    spans: list[tuple[int, int]] = []
    for start in sorted(lengths):
        end = start + lengths[start]
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def extra(places: Mapping[str, Place], groups: Mapping[str, str]) -> int:
    """The room-days of each group beyond its first, together."""
    used: dict[str, set[Place]] = {}
    for talk, place in places.items():
        used.setdefault(groups.get(talk, talk), set()).add(place)
    return sum(len(found) - 1 for found in used.values())
