"""What is wrong with a file, each with its place, for people to mend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from heapq import nlargest
from typing import Literal

Path = tuple[str | int, ...]
MOST_NAMES = 12
MOST_SHOWN = 60
MOST_COMPARED = 50


@dataclass(frozen=True)
class Mistake:
    """One thing wrong, at a path of keys and indices in a file.

    Attributes:
        path: Where, from the top of the file; () is the file itself.
        message: What is wrong and what to do about it.
        at: Whether the key or the value is to be pointed at.
    """

    path: Path
    message: str
    at: Literal["key", "value"] = "value"


@dataclass(frozen=True, order=True)
class Located:
    """A mistake with its line and column (both from 1) in a named file."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class InvalidInputError(Exception):
    """A file can not be used; ``mistakes`` says why, all at once."""

    def __init__(self, mistakes: Sequence[Located]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        # The argument as it came: an exception from another process is made anew of it.
        super().__init__(self.mistakes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.mistakes))


def unknown(kind: str, name: object, known: Iterable[str]) -> str:
    """Say that a name is not known, which are, and which was likely meant."""
    names = list(known)
    text = f"unknown {kind} {shown(name)}"
    near = nearest(name, names)
    if near is not None:
        return f"{text}; did you mean {near!r}?"
    if not names:
        return f"{text}; there is no {kind} in the file"
    listed = ", ".join(names[:MOST_NAMES])
    return f"{text}; known: {listed}{', ...' if len(names) > MOST_NAMES else ''}"


def nearest(name: object, names: Iterable[str]) -> str | None:
    """Guess which of some names was meant; None if none is near."""
    wanted = str(name).casefold()
    if not 0 < len(wanted) <= MOST_SHOWN:
        return None
    folded = {n.casefold(): n for n in names}
    near = get_close_matches(wanted, _alike(wanted, folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _alike(wanted: str, names: Iterable[str]) -> list[str]:
    """Leave few names to compare: a thousand wrong ones must not take minutes."""
    alike = [n for n in names if n[:1] == wanted[0] or n[-2:] == wanted[-2:]]
    signs = set(wanted)
    return nlargest(MOST_COMPARED, alike, key=lambda name: len(signs & set(name)))


def shown(value: object) -> str:
    """Write a value of a file for a message, cut where it is long."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a map of keys"
    if isinstance(value, list):
        return "a list"
    text = repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."
