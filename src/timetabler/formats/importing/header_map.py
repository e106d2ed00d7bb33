"""What the headers of a committee's own sheets mean, as the committee says it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from timetabler.formats.importing.cells import plain_header
from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import (
    InvalidInputError,
    Located,
    Mistake,
    Path,
    nearest,
    shown,
    unknown,
)
from timetabler.problem.yamlreader import Document, read_yaml

Kinds = Mapping[str, Iterable[str]]
"""The sheets there are, each with the columns it can have."""


@dataclass(frozen=True)
class Entry:
    """One thing said.

    Attributes:
        theirs: A header; ``Sheet!header`` for one of one sheet; ``Sheet!`` for a sheet.
        ours: The column it is; for a sheet what kind of sheet it is.
        place: Where that stands, for messages; None where it is from a command line.
    """

    theirs: str
    ours: str
    place: Located | None = None


@dataclass(frozen=True)
class HeaderMap:
    """All that is said of headers and of sheets."""

    entries: tuple[Entry, ...] = ()

    def kind(self, sheet: str, kinds: Kinds) -> str | None:
        """Which kind of sheet a sheet is said to be; None where nothing is said."""
        return next(
            (
                e.ours
                for e in self._sheets(kinds)
                if _folded(e.theirs) == _folded(sheet)
            ),
            None,
        )

    def column(self, sheet: str, header: str) -> str | None:
        """Which column a header is said to be; None where nothing is said."""
        return next((e.ours for e in self.entries if _means(e, sheet, header)), None)

    def unused(self, heads: Mapping[str, Sequence[str]], kinds: Kinds) -> list[Entry]:
        """Find what is said of headers and sheets that there are not.

        Args:
            heads: The headers of every sheet.
            kinds: The sheets and columns there can be.
        """
        sheets = set(self._sheets(kinds))
        names = {_folded(sheet) for sheet in heads}
        return [
            entry
            for entry in self.entries
            if not (entry in sheets and _folded(entry.theirs) in names)
            and not any(
                _means(entry, sheet, header)
                for sheet, headers in heads.items()
                for header in headers
            )
        ]

    def refuse(self, kinds: Kinds) -> None:
        """Refuse what is said twice, and columns that no sheet has.

        Raises:
            InvalidInputError: With the places, where it is from a file.
            ValueError: Where it is from a command line.
        """
        wrong = list(self._mistakes(kinds))
        located = [replace(e.place, message=w) for e, w in wrong if e.place is not None]
        if located:
            raise InvalidInputError(located)
        if wrong:
            raise ValueError("; ".join(why for _, why in wrong))

    def _mistakes(self, kinds: Kinds) -> Iterator[tuple[Entry, str]]:
        columns = {column for names in kinds.values() for column in names}
        sheets = set(self._sheets(kinds))
        seen: set[str] = set()
        for entry in self.entries:
            if entry not in sheets and entry.ours not in columns:
                ends = entry.theirs.endswith("!")
                kind, known = ("sheet", [*kinds]) if ends else ("column", [*columns])
                yield entry, unknown(kind, entry.ours, sorted(known))
            if _folded(entry.theirs) in seen:
                yield entry, f"{shown(entry.theirs)} is said to mean two things"
            seen.add(_folded(entry.theirs))

    def _sheets(self, kinds: Kinds) -> Iterator[Entry]:
        return (e for e in self.entries if e.theirs.endswith("!") and e.ours in kinds)


def read_map(source: Source) -> HeaderMap:
    """Read a YAML file of ``Their header: ours``, alone or below ``Sheet:``.

    Raises:
        InvalidInputError: If it is none.
    """
    document = read_yaml(source.text(), source.name)
    if document.mistakes:
        raise InvalidInputError(document.mistakes)
    return HeaderMap(tuple(_entries(document, document.data, ())))


def _entries(document: Document, data: object, path: Path) -> Iterator[Entry]:
    if not isinstance(data, dict):
        why = "expected `Their header: ours`, a line each"
        raise InvalidInputError([document.locate(Mistake(path, why))])
    for theirs, ours in data.items():
        here = (*path, theirs)
        if isinstance(ours, dict) and not path:
            yield from _entries(document, ours, here)
        elif isinstance(ours, str):
            place = document.locate(Mistake(here, "", "key"))
            yield Entry("!".join(map(str, here)), ours, place)
        else:
            why = f"expected the name of a column, got {shown(ours)}"
            raise InvalidInputError([document.locate(Mistake(here, why))])


def nowhere(entry: Entry, heads: Mapping[str, Sequence[str]]) -> str:
    """Say that a header or sheet that something is said of is not there."""
    headers = [header for names in heads.values() for header in names]
    known = [*heads] if entry.theirs.endswith("!") else headers
    near = nearest(entry.theirs.removesuffix("!"), known)
    what = "sheet" if entry.theirs.endswith("!") else "column"
    meant = f"; did you mean {near!r}?" if near else ""
    return f"there is no {what} {shown(entry.theirs.removesuffix('!'))}{meant}"


def _means(entry: Entry, sheet: str, header: str) -> bool:
    return _folded(entry.theirs) in {_folded(header), _folded(f"{sheet}!{header}")}


def _folded(text: str) -> str:
    """Fold a header; one of signs alone (``#``) is told by its signs."""
    return plain_header(text) or text.strip()
