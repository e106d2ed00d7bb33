"""The files an import reads: held in memory, never larger than a schedule can be."""

from dataclasses import dataclass
from pathlib import Path

from timetabler.problem.mistakes import InvalidInputError, Located

MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import.

    Attributes:
        name: Its name for messages.
        data: Its bytes.
        notes: What people should know of how it came, in sentences.
    """

    name: str
    data: bytes
    notes: tuple[str, ...] = ()

    def wrong(self, why: str, line: int = 1, column: int = 1) -> InvalidInputError:
        """Make the error that says what is wrong at a line and column, from 1."""
        return InvalidInputError([Located(self.name, line, column, why)])

    def text(self) -> str:
        """Decode as UTF-8, with or without a byte order mark.

        Raises:
            InvalidInputError: If it is not UTF-8, with the place of the first bad byte.
        """
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = self.data[: error.start].decode(errors="replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            bad = self.data[error.start]
            why = f"the byte {bad:#x} is not UTF-8; save the file as UTF-8"
            raise self.wrong(why, line, column) from None


def read_source(path: Path) -> Source:
    """Read a file whole.

    Raises:
        InvalidInputError: If it is not there, not readable, or too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise Source(str(path), b"").wrong(why) from None
    source = Source(str(path), data)
    if len(data) > MOST_BYTES:
        raise source.wrong(f"the file has more than {MOST_BYTES:,} bytes")
    return source
