"""The list of licences is that of the packages that are locked."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from make_licences import name_of, needed
from test_versions import runtime

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"\| ([a-z0-9-]+) \| (\S+) \| ([^|]+) \| (running|xlsx|pretalx) \|")
FREE = ("MIT", "BSD", "Apache", "PSF", "ISC", "MPL", "0BSD", "Zlib", "HPND")
TEXT = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
LISTED = {name: (which, words, why) for name, which, words, why in ROW.findall(TEXT)}


def locked() -> dict[str, str]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pairs = (line.split("==") for line in text.splitlines() if "==" in line)
    return {name_of(name): number for name, number in pairs}


def test_the_list_is_that_of_the_lock() -> None:
    known = locked()
    assert len(LISTED) > 20
    assert {name: which for name, (which, *_) in LISTED.items()} == {
        name: known.get(name, "not locked") for name in LISTED
    }
    assert {name_of(text) for text in runtime()} <= LISTED.keys()


def test_nothing_is_missing() -> None:
    """Where the locked versions are installed, what they need in turn is listed."""
    known = locked()
    if all(_installed(name) == known[name] for name in LISTED):
        assert needed().keys() == LISTED.keys()


def test_every_licence_lets_people_use_it() -> None:
    for name, (_, words, _) in LISTED.items():
        assert any(kind in words for kind in FREE), name


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
