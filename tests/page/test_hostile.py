"""Whatever a text says, it stays text: in every page and picture, in a browser too."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from cli.typing_it import typed
from page import hostile
from page.tree import parse
from page.window import View


def written_by(folder: Path, *runs: tuple[object, ...]) -> Path:
    """Everything that commands write of the hostile conference."""
    (folder / "problem.yaml").write_text(json.dumps(hostile.data()), encoding="utf-8")
    for command, *arguments in runs:
        words = [str(word).replace("HERE", str(folder)) for word in arguments]
        result = typed(str(command), *words)
        assert result.exit_code == 0, result.output
    return folder


PROBLEM, OUT = "HERE/problem.yaml", "HERE/out/timetable.yaml"
QUICK = ("--workers", "1", "--time-limit", "20")
SOLVE = ("solve", PROBLEM, "-o", "HERE/out", *QUICK)
REPLAN = ("replan", PROBLEM, "--from", OUT, "-o", "HERE/new")


def cancelling() -> tuple[str, ...]:
    return (*REPLAN, "--cancel", next(iter(hostile.problem().talks)))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_by(tmp_path_factory.mktemp("hostile"), SOLVE, cancelling())


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_by(
        tmp_path_factory.mktemp("reports"),
        SOLVE,
        cancelling(),
        ("candidates", PROBLEM, "-n", "2", "-o", "HERE/some", *QUICK),
        ("compare", PROBLEM, OUT, "HERE/new/timetable.yaml", "-o", "HERE/both"),
    )


def pages(folder: Path, suffix: str) -> list[Path]:
    found = sorted(folder.rglob(f"*{suffix}"))
    assert len(found) >= 2
    return found


def test_every_text_field_is_hostile() -> None:
    data = json.dumps(hostile.data())
    assert data.count(hostile.SCRIPT) > 40
    for entry in hostile.ENTRIES:
        assert hostile.texts_of(entry), entry


def test_pages_hold_no_element_that_a_text_made(written: Path) -> None:
    for path in pages(written, ".html"):
        holds_only_its_own(path)
        has_a_policy(path)
    for path in pages(written, ".svg"):
        draws_only(path)


@pytest.mark.slow
def test_so_do_reports(reports: Path) -> None:
    assert len(pages(reports, ".html")) >= 5
    for path in pages(reports, ".html"):
        holds_only_its_own(path)
        has_a_policy(path)
    for path in pages(reports, ".svg"):
        draws_only(path)


def holds_only_its_own(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    assert "<script>boom" not in html, path.name
    assert "<img src=x" not in html, path.name
    assert "boom" in html, path.name
    root = parse(html)
    for node in root.walk():
        assert not any(name.startswith("on") for name in node.attributes), path.name
        assert not node.href.lower().strip().startswith("javascript:"), path.name
        if node.tag == "img":
            assert node.attributes["src"].startswith("data:"), path.name
        if node.tag == "script" and "type" not in node.attributes:
            assert "boom" not in "".join(map(str, node.children)), path.name


def has_a_policy(path: Path) -> None:
    (policy,) = (
        node.attributes["content"]
        for node in parse(path.read_text(encoding="utf-8")).all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy, path.name
    scripts = [part for part in policy.split(";") if "script-src" in part]
    assert not any("unsafe" in part for part in scripts), path.name


def draws_only(path: Path) -> None:
    for node in ET.parse(path).iter():
        assert not node.tag.endswith("}script"), path.name
        assert not any(name.startswith("on") for name in node.attrib), path.name


def test_a_browser_runs_nothing_and_complains_of_nothing(
    browser: Any, written: Path
) -> None:
    for path in pages(written, ".html"):
        view = View(browser, path)
        try:
            view.page.add_init_script("window.boom = () => { window.ran = true; }")
            view.open()
            assert view.page.evaluate("window.ran") is None, path.name
            assert view.page.locator("img[src=x]").count() == 0
            assert view.complaints == [], path.name
        finally:
            view.context.close()


def test_what_is_written_for_others_is_well_formed(written: Path) -> None:
    root = ET.parse(written / "out/schedule.xml").getroot()
    titles = [node.text or "" for node in root.iter("title")]
    assert any(hostile.SCRIPT in title for title in titles)
    schedule = json.loads((written / "out/schedule.json").read_text(encoding="utf-8"))
    assert hostile.SCRIPT in json.dumps(schedule)
    result = typed(
        *("import", "schedule.xml", written / "out/schedule.xml"),
        *("-o", written / "again.yaml"),
    )
    assert result.exit_code == 0, result.output
