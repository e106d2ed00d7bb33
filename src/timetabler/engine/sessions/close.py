"""Talks that had better not share a session, as starts may then cost something.

What pairs of talks cost at the same time depends on starts, which this level does not
choose. It can not price them, but it can keep such talks in different sessions where
that costs nothing, and then no starts are wrong.
"""

from collections.abc import Iterator, Sequence

from timetabler.constraints.quantities import Overlap
from timetabler.constraints.questions import Close, Question, StartsIn
from timetabler.engine.literals import Literal
from timetabler.engine.sessions.answers import Answers
from timetabler.engine.sessions.model import SessionModel
from timetabler.engine.sessions.shape import Shape

Pair = tuple[str, str, int]
"""Two talks and a session (index)."""


def close_talks(
    asked: Sequence[Question | Overlap], shape: Shape, answers: Answers
) -> Iterator[Pair]:
    """Yield two talks with the sessions in which what is asked depends on starts.

    Args:
        asked: What costs something, if all of it is so.
        shape: The sessions.
        answers: Answers questions at this level.
    """
    match asked:
        case [StartsIn() as one, StartsIn() as other]:
            here = set(answers.touched(one)) & set(answers.touched(other))
            yield from _pairs(shape, one.talk, other.talk, here)
        case [Close() | Overlap() as both]:
            first, second = both.first, both.second
            here = set(shape.sessions[first]) & set(shape.sessions[second])
            yield from _pairs(shape, first, second, here)


def clashing(
    asked: Sequence[Question], model: SessionModel, answers: Answers
) -> list[tuple[Literal, Literal]] | None:
    """List what literals may not both be true, if all that is asked may not be so.

    Args:
        asked: What is unwanted, if all of it is so.
        model: The model.
        answers: Answers questions in its variables.

    Returns:
        Pairs of literals; None if the model does not choose the starts asked about, or
        the sessions tell enough.
    """
    match asked:
        case [StartsIn() as one, StartsIn() as other]:
            both = one, other
            if not {one.talk, other.talk} <= model.starts.keys():
                return None
            if all(answers.sessions_of(q.talk, q.ranges) is not None for q in both):
                return None
            first, second = answers.literal(one), answers.literal(other)
            return None if first is None or second is None else [(first, second)]
        case [Close() as close] if {close.first, close.second} <= model.starts.keys():
            return list(_close_starts(close, model))
    return None


def _close_starts(
    close: Close, model: SessionModel
) -> Iterator[tuple[Literal, Literal]]:
    """Yield the starts of two talks at which they are too close."""
    minutes = model.possible.minutes
    for one, here in model.starts[close.first].items():
        for other, there in model.starts[close.second].items():
            ahead = one + minutes[close.first] + close.gap <= other
            behind = other + minutes[close.second] + close.back <= one
            if not ahead and not behind:
                yield here, there


def _pairs(shape: Shape, one: str, other: str, sessions: set[int]) -> Iterator[Pair]:
    """Yield two talks of different groups; those of one may have a room in common."""
    if shape.group_of[one] != shape.group_of[other]:
        yield from ((one, other, session) for session in sorted(sessions))
