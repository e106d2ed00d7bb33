"""What is wrong with a file, each with its place, for people to mend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Path = tuple[str | int, ...]
MOST_NAMES = 12


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
        super().__init__("\n".join(map(str, self.mistakes)))


def unknown(kind: str, name: object, known: Iterable[str]) -> str:
    """Say that a name is not known, which are, and which was likely meant."""
    names = list(known)
    text = f"unknown {kind} {name!r}"
    near = get_close_matches(str(name), names, n=1, cutoff=0.6)
    if near:
        return f"{text}; did you mean {near[0]!r}?"
    if not names:
        return f"{text}; there is no {kind} in the file"
    shown = ", ".join(names[:MOST_NAMES]) + (", ..." if len(names) > MOST_NAMES else "")
    return f"{text}; known: {shown}"
