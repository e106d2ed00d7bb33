"""The page in a real browser, where there is one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from page import samples
from page.window import View
from timetabler.views.page.page import render_page

CHROMIUM = Path("/usr/bin/chromium")
OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="the Python package playwright is not installed"
    )
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(CHROMIUM), args=list(OPTIONS)
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("page")
    found = {}
    for name in ("odd", "large", "calm"):
        problem, timetable = getattr(samples, name)()
        found[name] = folder / f"{name}.html"
        html = render_page(problem, timetable, samples.score())
        found[name].write_text(html, encoding="utf-8")
    return found


@pytest.fixture
def view(
    browser: Any,
    files: dict[str, Path],
    request: pytest.FixtureRequest,
) -> Iterator[View]:
    settings = {"viewport": {"width": 1440, "height": 900}}
    settings.update(getattr(request, "param", {}))
    name = settings.pop("name", "large")
    view = View(browser, files[str(name)], **settings)
    view.open()
    yield view
    view.context.close()
    assert view.complaints == []
