"""Renew ``docs/licences.md``: what is installed with the program, and its licences.

.venv/bin/python scripts/make_licences.py

What is told of a package is what it says of itself, as installed here; a test holds the
list to ``requirements.lock``.
"""

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from test_versions import runtime

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "licences.md"
HEAD = """\
# Licences of what is installed with it

timetabler itself is under the MIT licence. To run, it needs the packages listed here,
directly or through others; those marked `xlsx` or `pretalx` come only with that extra.
What is needed to test and to build is in `requirements.lock`.

Made by `scripts/make_licences.py`; a test holds it to `requirements.lock`.

| package | version | licence | needed for |
|---|---|---|---|
"""
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_KNOWN = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
}


def main() -> None:
    """Write the page anew."""
    TARGET.write_text(HEAD + "".join(lines()), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)} is written")


def lines() -> Iterator[str]:
    """Yield a row of the table for every package."""
    for name, why in sorted(needed().items()):
        found = distribution(name)
        yield f"| {name} | {found.version} | {licence(found)} | {why} |\n"


def needed() -> dict[str, str]:
    """Every package that is installed with the program, and what for."""
    found: dict[str, str] = {}
    extras = {"openpyxl": "xlsx", "httpx": "pretalx"}
    asked = [
        (name_of(text), extras.get(name_of(text), "running")) for text in runtime()
    ]
    # What is needed anyhow is told so, though an extra may need it as well.
    for name, why in sorted(asked, key=lambda pair: pair[1] != "running"):
        _follow(name, why, found)
    return found


def _follow(name: str, why: str, found: dict[str, str]) -> None:
    if name in found:
        return
    try:
        known = distribution(name)
    except PackageNotFoundError:
        return  # for another system than this one
    found[name] = why
    for text in known.requires or ():
        if "extra ==" not in text:
            _follow(name_of(text), why, found)


def name_of(text: str) -> str:
    """The name of the package in a requirement, in the one way to write it."""
    match = _NAME.match(text)
    return re.sub(r"[-_.]+", "-", match[0] if match else text).lower()


def licence(found: Distribution) -> str:
    """What a package says its licence is, short where that is usual."""
    told = found.metadata
    kinds = [
        kind.rpartition(" :: ")[2]
        for kind in told.get_all("Classifier") or ()
        if kind.startswith("License :: OSI Approved ::")
    ]
    own = _first(told.get_all("License-Expression"))
    text = own or " or ".join(kinds) or _first(told.get_all("License"))
    return _KNOWN.get(text, text) or "see the package"


def _first(told: Sequence[str] | None) -> str:
    """The first line of what is told."""
    lines = "\n".join(told or ()).strip().splitlines()
    return lines[0] if lines else ""


if __name__ == "__main__":
    main()
