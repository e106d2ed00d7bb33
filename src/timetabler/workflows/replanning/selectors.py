"""Which talks a selector of ``--hold`` names."""

from collections.abc import Iterator, Sequence

from timetabler.problem.mistakes import InvalidInputError, Located, unknown
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable


def held(
    problem: Problem, earlier: Timetable, selectors: Sequence[str]
) -> Iterator[str]:
    """Yield the talks that selectors name: ``Janson``, ``track:cloud``.

    Raises:
        InvalidInputError: If a selector names nothing, or could name several things.
    """
    sets: dict[str, dict[str, set[str]]] = {
        kind: {} for kind in ("talk", "track", "room", "day", "speaker")
    }
    for talk in problem.talks.values():
        sets["talk"][talk.id] = {talk.id}
        sets["track"].setdefault(talk.track or "", set()).add(talk.id)
        for speaker in talk.speakers:
            sets["speaker"].setdefault(speaker, set()).add(talk.id)
    for placement in earlier:
        day = problem.day_at(placement.start).id
        sets["room"].setdefault(placement.room, set()).add(placement.talk)
        sets["day"].setdefault(day, set()).add(placement.talk)
    for selector in selectors:
        yield from _selected(sets, selector)


def _selected(sets: dict[str, dict[str, set[str]]], selector: str) -> set[str]:
    kind, _, id = selector.partition(":")
    if kind in sets:
        if id in sets[kind]:
            return sets[kind][id]
        raise _unheld(unknown(kind, id, sets[kind]))
    found = [name for name, by_id in sets.items() if selector in by_id]
    if len(found) == 1:
        return sets[found[0]][selector]
    if not found:
        every = [id for by_id in sets.values() for id in by_id]
        raise _unheld(unknown("talk, track, room, day or speaker", selector, every))
    both = " or ".join(f"{name}:{selector}" for name in found)
    raise _unheld(f"{selector!r} can be several things; write {both}")


def _unheld(why: str) -> InvalidInputError:
    return InvalidInputError([Located("--hold", 1, 1, why)])
