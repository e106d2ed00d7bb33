"""Renew what the documentation says of the code, where it says that it is made.

.venv/bin/python scripts/make_docs.py [--check]

What stands between `<!-- made by scripts/make_docs.py: NAME -->` and `<!-- end -->` is
replaced. With `--check` nothing is written; stale pages are named, and that fails.
"""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from making.benchmarks import makers
from making.commands import command_table
from making.comparisons import (
    devroom_table,
    fosdem_clashes,
    fosdem_run,
    fosdem_table,
)
from making.constraint_pages import constraint_sections, constraint_table
from making.fields import field_tables
from making.pages import page_list

ROOT = Path(__file__).resolve().parents[1]
MAKERS: dict[str, Callable[[], str]] = {
    "fields": field_tables,
    "constraint table": constraint_table,
    "constraint sections": constraint_sections,
    "commands": command_table,
    "pages": page_list,
    "devroom": devroom_table,
    "fosdem": fosdem_table,
    "fosdem run": fosdem_run,
    "fosdem clashes": fosdem_clashes,
    **makers(),
}
_MADE = re.compile(
    r"(<!-- made by scripts/make_docs\.py: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL
)


def pages() -> Iterator[Path]:
    """Every page of which something is made."""
    for path in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]:
        if _MADE.search(path.read_text(encoding="utf-8")):
            yield path


def renewed(text: str) -> str:
    """Renew every made part of a page."""
    return _MADE.sub(lambda m: f"{m[1]}\n{MAKERS[m[2]]()}\n\n{m[3]}", text)


def main(arguments: list[str]) -> int:
    """Renew every page, or with ``--check`` name the stale ones."""
    stale = []
    for path in pages():
        text = path.read_text(encoding="utf-8")
        new = renewed(text)
        if new != text:
            stale.append(path.relative_to(ROOT))
            if "--check" not in arguments:
                path.write_text(new, encoding="utf-8")
    word = "stale" if "--check" in arguments else "renewed"
    print("\n".join(f"{word}: {path}" for path in stale) or "all up to date")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
