"""Which talks questions are about."""

from collections.abc import Iterable

from timetabler.constraints.composites import (
    Beside,
    Composite,
    Holds,
    InPlace,
    OneRoom,
    Skips,
    Smaller,
    Together,
)
from timetabler.constraints.questions import (
    All,
    AtLeast,
    Before,
    Close,
    InRoom,
    Not,
    Question,
    Scheduled,
    Some,
    StartsIn,
)


def talks_of(*questions: Question) -> frozenset[str]:
    """The talks that questions are about.

    Raises:
        TypeError: If there is no such question.
    """
    return frozenset[str]().union(*map(_talks, questions))


def _talks(question: Question) -> Iterable[str]:  # noqa: PLR0911 - a table
    match question:
        case Scheduled() | InRoom() | StartsIn():
            return (question.talk,)
        case Not():
            return _talks(question.question)
        case All() | Some() | AtLeast():
            return talks_of(*question.parts)
        case Before() | Close() | Beside() | Together() | OneRoom() | Smaller():
            return question.first, question.second
        case InPlace():
            return question.talk, *question.others
        case Holds() | Skips():
            return question.talks
        case Composite():
            return talks_of(question.spelled())
    raise TypeError(f"no such question: {question!r}")
