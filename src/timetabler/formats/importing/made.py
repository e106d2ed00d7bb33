"""Problem files that an importer writes itself, whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.words import clean

_COMMENT = 86


@dataclass(frozen=True)
class Made:
    """A problem file, and what people should know of it.

    Attributes:
        text: The problem file.
        lost: What of the source it has no place for, with counts.
        notes: What people should know of the import, in sentences.
        placed: Where talks are: talk, start (``saturday 11:30``), room; by their ids.
    """

    text: str
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    placed: tuple[tuple[str, str, str], ...] = ()


Maker = Callable[[Sequence[Source], Wanted], Made]


def head(title: str, made_from: str, notes: Sequence[str]) -> Iterator[str]:
    """Yield the comment that a problem file begins with."""
    yield from comment(f"{title}, imported from {made_from}.")
    if notes:
        yield "#"
    for note in notes:
        yield from comment(note, first="# - ", others="#   ")
    yield ""


def comment(text: str, first: str = "# ", others: str = "# ") -> list[str]:
    """Write a text as lines of comments."""
    # A comment holds nothing that YAML refuses, and never ends early.
    return wrap(
        clean(text),
        _COMMENT,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
    )
