"""Hand the question which talk is in which room on which day to the greedy moves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from timetabler.constraints.demands import Demand, Disjoint, Never, Unbroken
from timetabler.constraints.questions import InRoom, StartsIn
from timetabler.engine.going import while_going
from timetabler.engine.parts.ground import Ground, Place
from timetabler.moves.greedy import Greedy, Piece


def assign(
    ground: Ground,
    pieces: Mapping[str, Piece],
    *,
    liked: bool,
    sparing: bool = False,
) -> tuple[dict[str, Place], list[str]]:
    """Give talks rooms and days; the second are the talks that found none.

    Args:
        ground: The problem.
        pieces: The talks, as ``pieces_of`` has them.
        liked: Whether what soft constraints say of single talks comes before filling
            rooms well.
        sparing: Whether talks leave places to those for whom all others are dear.
    """
    greedy = Greedy(pieces, free_time(ground), liked, sparing)
    return greedy.fill(), greedy.left


def pieces_of(ground: Ground) -> dict[str, Piece]:
    """The talks that have to be scheduled, as the greedy moves see them."""
    after, people = _uses(ground)
    groups, costs = _groups(ground), costs_of(ground)
    return {
        talk: Piece(
            group=groups.get(talk, talk),
            minutes=ground.problem.talks[talk].minutes,
            after=after.get(talk, {}),
            people=people.get(talk, {}),
            hours={p: (s[0], s[-1]) for p, s in ground.spots[talk].items()},
            costs=costs.get(talk, {}),
        )
        for talk in ground.problem.talks
        if talk in ground.possible.must
    }


def costs_of(ground: Ground) -> dict[str, dict[Place, int]]:
    """What it costs a talk to be in a place, whatever else; in order of priorities."""
    found: dict[str, dict[Place, int]] = {}
    for priority in ground.priorities:
        here = costs_at(ground, priority)
        most = 1 + sum(max(costs.values()) for costs in here.values())
        for talk, costs in found.items():
            found[talk] = {p: cost * most for p, cost in costs.items()}
        for talk, costs in here.items():
            known = found.setdefault(talk, {})
            for place, cost in costs.items():
                known[place] = known.get(place, 0) + cost
    return found


def costs_at(ground: Ground, priority: int) -> dict[str, dict[Place, int]]:
    """What it costs a talk at one priority to be in a place, at whatever time."""
    charged = ground.charged(priority)
    found: dict[str, dict[Place, int]] = {}
    told = zip(charged.demands, charged.weights, strict=True)
    for demand, weight in while_going(told):
        for talk, place, each in _charged_there(ground, demand):
            costs = found.setdefault(talk, {})
            costs[place] = costs.get(place, 0) + weight * each
    return found


def _charged_there(ground: Ground, demand: Demand) -> Iterator[tuple[str, Place, int]]:
    """The places in which a talk is charged for by itself at any time, and how much."""
    if not isinstance(demand, Never):
        return
    asked = {q.talk for q in demand.questions if isinstance(q, InRoom | StartsIn)}
    if len(asked) != 1 or not all(
        isinstance(q, InRoom | StartsIn) for q in demand.questions
    ):
        return
    (talk,) = asked
    known: dict[tuple[int, ...], bool] = {}
    timed = [q for q in demand.questions if isinstance(q, StartsIn)]
    rooms = [q.rooms for q in demand.questions if isinstance(q, InRoom)]
    for place, starts in ground.spots[talk].items():
        if not all(place[0] in names for names in rooms):
            continue
        if starts not in known:
            known[starts] = all(_surely(question, starts) for question in timed)
        if known[starts]:
            yield talk, place, demand.each


def _surely(question: StartsIn, starts: Sequence[int]) -> bool:
    """Whether a talk starts within the ranges at whichever of the starts."""
    return all(any(a <= start <= b for a, b in question.ranges) for start in starts)


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
