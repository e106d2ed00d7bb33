"""What the documentation says is made from the code is what the code says now."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import make_docs
from making.comparisons import FOSDEM, PROBLEMS
from timetabler.workflows.check import check
from timetabler.workflows.load import load_problem, load_timetable

ROOT = Path(__file__).parents[2]
PAGES = list(make_docs.pages())
EVERY_PAGE = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([0-9][0-9A-Za-z.!+]*)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
MOST_BYTES = 200_000


@pytest.mark.locked  # older ones write their help in other words
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_made_parts_are_up_to_date(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert make_docs.renewed(text) == text, "run scripts/make_docs.py"


def test_everything_that_is_made_is_used() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name in make_docs.MAKERS:
        assert f"<!-- made by scripts/make_docs.py: {name} -->" in text


def test_a_stale_page_is_found_and_renewed() -> None:
    page = ROOT / "docs" / "constraints.md"
    text = page.read_text(encoding="utf-8")
    stale = text.replace("| [`seats`](#seats) |", "| [`chairs`](#chairs) |")
    assert stale != text
    assert make_docs.renewed(stale) == text


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target), link


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", h.lower()).replace(" ", "-") for h in heads}


def test_what_is_made_is_nowhere_worse_than_what_was_published() -> None:
    loaded = load_problem(PROBLEMS / f"{FOSDEM}.yaml")
    published, made = (
        check(
            loaded.problem,
            load_timetable(PROBLEMS / folder / f"{FOSDEM}.yaml", loaded.problem),
            loaded.constraints,
        )
        for folder in ("published", "made")
    )
    assert made.feasible
    for theirs, ours in zip(published.constraints, made.constraints, strict=True):
        assert ours.amount <= theirs.amount, ours.name


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert pictures
    assert all(picture.stat().st_size < MOST_BYTES for picture in pictures)


def locked() -> dict[str, str]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    pins = [_PIN.fullmatch(line) for line in lines]
    assert all(pins), "the lock has names and versions only: no host, no path"
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


def test_the_lock_has_everything_that_is_asked_for() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, versions = data["project"], locked()
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *data["build-system"]["requires"]]
    for text in [*asked, *(text for extra in extras for text in extra)]:
        wanted = Requirement(text)
        name = canonicalize_name(wanted.name)
        assert name in versions, f"{text}: run scripts/make_lock.py"
        assert wanted.specifier.contains(versions[name]), text


@pytest.mark.locked
def test_the_lock_has_what_its_packages_need() -> None:
    versions = locked()
    for name in versions:
        try:
            needed = map(Requirement, requires(name) or ())
        except PackageNotFoundError:  # a lock may hold more than is installed here
            continue
        for wanted in needed:
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                assert canonicalize_name(wanted.name) in versions, f"{name}: {wanted}"
