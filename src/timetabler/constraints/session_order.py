"""Which of two talks comes first, session by session and room by room."""

from itertools import pairwise

from timetabler.constraints.questions import (
    All,
    Before,
    InRoom,
    Question,
    Ranges,
    Some,
    StartsIn,
)
from timetabler.problem.problem import Problem


def sooner_by_session(problem: Problem, one: str, other: str) -> Question:
    """Does a talk come before another: by session, then by room, then by start?

    Rooms are in the order of the file. A talk belongs to the first of the sessions that
    it starts in; talks outside all sessions come after all of them.
    """
    in_room = _sooner_by_room(problem, one, other)
    ways: list[Question] = []
    past: Ranges = ()
    for ranges in _sessions(problem):
        together = All((StartsIn(one, ranges), in_room))
        before = Some((StartsIn(one, tuple(sorted(past))), together))
        ways.append(All((StartsIn(other, ranges), before)))
        past += ranges
    return Some(tuple(ways))


def _sooner_by_room(problem: Problem, one: str, other: str) -> Question:
    starts_sooner = Before(one, other, 1 - problem.talks[one].minutes)
    ways: list[Question] = []
    past: list[str] = []
    for room in problem.rooms:
        here = frozenset((room,))
        together = All((InRoom(one, here), starts_sooner))
        before = Some((InRoom(one, frozenset(past)), together))
        ways.append(All((InRoom(other, here), before)))
        past.append(room)
    return Some(tuple(ways))


def _sessions(problem: Problem) -> list[Ranges]:
    """The ranges of starts that belong to each session in turn, and to none at last."""
    windows = [(s.window, s.id) for s in problem.sessions.values()]
    spans = [(w.start, w.end) for w, _ in sorted(windows)]
    whole = problem.whole
    spans.append((whole.start, whole.end))
    cuts = sorted({edge for span in spans for edge in span})
    found: list[list[tuple[int, int]]] = [[] for _ in spans]
    for start, end in pairwise(cuts):
        first = next(i for i, span in enumerate(spans) if span[0] <= start < span[1])
        found[first].append((start, end - 1))
    return [tuple(ranges) for ranges in found]
