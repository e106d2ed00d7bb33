"""Tables as CSV files: rows by their header, each with its line."""

import csv
from collections.abc import Iterator
from pathlib import Path


class TableError(ValueError):
    """A CSV file that can not be read as the table it should be."""


def rows(
    path: Path, needed: set[str], known: set[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file with their lines; empty cells are left out.

    Raises:
        TableError: If it is not there or not text, or if columns are missing, unknown
            or too many.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise TableError(f"{path.name} can not be read: {why}") from None
    lines = text.splitlines()
    head = lines[0] if lines else ""
    comma = max(",;\t", key=head.count)
    reader = csv.DictReader(lines, delimiter=comma)
    names = {(name or "").strip() for name in reader.fieldnames or ()}
    if not needed <= names or not names <= known:
        wrong = sorted((needed - names) or (names - known))
        what = "needs" if needed - names else "does not know"
        listed = ", ".join(sorted(known))
        raise TableError(
            f"{path.name} {what} the column {wrong[0]!r}; columns: {listed}"
        )
    for row in reader:
        if None in row:
            raise TableError(f"{path.name}:{reader.line_num}: too many cells")
        yield (
            reader.line_num,
            {k.strip(): v.strip() for k, v in row.items() if v and v.strip()},
        )
