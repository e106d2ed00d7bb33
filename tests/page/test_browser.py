"""The page in a real browser: filters, addresses, widths, keyboard, accessibility."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from page import samples
from timetabler.views.page import render_page

playwright = pytest.importorskip(
    "playwright.sync_api", reason="the Python package playwright is not installed"
)
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="there is no /usr/bin/chromium"
)
OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
WIDTHS = (360, 768, 1440)


class View:
    """One page in a window of its own; complaints of the browser are collected."""

    def __init__(self, browser: Any, file: Path, **settings: Any) -> None:  # noqa: ANN401
        self.file = file
        self.context = browser.new_context(reduced_motion="reduce", **settings)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def open(self, hash: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(self.file.as_uri() + hash)

    def count(self) -> str:
        return str(self.page.inner_text("#count"))

    def titles(self) -> list[str]:
        """The talks to be seen in the grids."""
        found = self.page.locator(".talk a:visible").all_inner_texts()
        return [str(title) for title in found]

    def value(self, script: str) -> Any:  # noqa: ANN401
        return self.page.evaluate(script)

    def hash(self) -> str:
        return str(self.value("location.hash"))

    def focused(self) -> str:
        return str(self.value("document.activeElement.textContent"))

    def wait_for_hash(self, hash: str) -> None:
        self.page.wait_for_function("wanted => location.hash === wanted", arg=hash)

    def opened(self) -> str:
        cards = self.page.locator(".card:target:visible")
        return str(cards.first.get_attribute("id")) if cards.count() else ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(CHROMIUM), args=list(OPTIONS)
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
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
    browser: Any,  # noqa: ANN401
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


def at(width: int, **settings: object) -> dict[str, object]:
    return {"viewport": {"width": width, "height": 800}, **settings}


def test_without_a_script_everything_but_the_filters_is_there(
    browser: Any,  # noqa: ANN401
    files: dict[str, Path],
) -> None:
    view = View(browser, files["large"], java_script_enabled=False)
    view.open()
    assert len(view.titles()) == 60
    assert view.page.locator(".card:visible").count() == 60
    assert not view.page.locator("#filters").is_visible()
    view.page.locator("#at-k7 a").click()
    card = view.page.locator("#talk-k7")
    assert card.get_by_text("At the same time").is_visible()
    view.page.locator("#talk-k7 .close").click()
    assert not view.page.get_by_text("At the same time").first.is_visible()
    view.context.close()


@pytest.mark.parametrize("view", [{"name": "odd"}], indirect=True)
def test_texts_of_others_do_nothing(view: View) -> None:
    view.page.wait_for_load_state("networkidle")
    assert view.page.title() == "Odd & <b>ends</b>: timetable"
    assert view.value("document.querySelectorAll('main img, main b b').length") == 0


def test_track_filter(view: View) -> None:
    problem, timetable = samples.large()
    wanted = {t.title for t in problem.talks.values() if t.track == "t1"}
    view.page.select_option("[name=track]", label="Desktop")
    assert set(view.titles()) == wanted
    assert view.count() == f"{len(wanted)} of {len(timetable.placements)} talks"
    view.wait_for_hash("#?track=t1")


def test_room_filter_leaves_only_its_column(view: View) -> None:
    view.page.select_option("[name=room]", label="r3")
    heads = view.page.locator(".head:visible").all_inner_texts()
    assert {str(head) for head in heads} == {"r3"}
    width = view.value("document.querySelector('.talk:not([hidden])').offsetWidth")
    assert width > 500


def test_speaker_filter_hides_days_without_talks(view: View) -> None:
    problem, timetable = samples.large()
    (speaker, days) = next(
        (s, found)
        for s in problem.speakers
        if len(
            found := {
                problem.day_at(timetable[t.id].start).id for t in problem.talks_of(s)
            }
        )
        == 1
    )
    view.page.select_option("[name=speaker]", value=speaker)
    shown = view.page.locator(".day:visible h2").all_inner_texts()
    assert len(shown) == 1
    assert str(shown[0]).casefold().startswith(days.pop())


def test_search_takes_every_word_in_any_order(view: View) -> None:
    view.page.fill("[name=q]", "  Q17Q TALK ")
    assert view.titles() == ["Talk q17q"]
    assert view.count() == "1 of 60 talks"
    view.page.fill("[name=q]", "nothing of that kind")
    assert view.titles() == []
    assert view.count() == "0 of 60 talks"


@pytest.mark.parametrize("view", [{"name": "odd"}], indirect=True)
def test_search_reads_accents_as_letters(view: View) -> None:
    view.page.fill("[name=q]", "zoe")
    assert (
        view.page.locator(".card:visible").all_inner_texts()[0].startswith("Left out")
    )


@pytest.mark.parametrize("view", [{"name": "odd"}], indirect=True)
def test_ids_of_any_kind_survive_the_address(view: View) -> None:
    for name, id in (("room", 'a"<b>#ü%'), ("track", "t'&wo"), ("speaker", "bo<b>")):
        view.page.select_option(f"[name={name}]", value=id)
        count = view.count()
        assert not count.startswith("0 ")
        view.page.wait_for_function(f"() => location.hash.includes('{name}=')")
        view.open(view.hash())
        assert view.page.input_value(f"[name={name}]") == id
        assert view.count() == count
        view.page.click("button[type=reset]")
        view.wait_for_hash("#all")


def test_address_restores_all_filters(view: View) -> None:
    view.page.select_option("[name=track]", "t2")
    view.page.fill("[name=q]", "talk q1")
    view.wait_for_hash("#?q=talk+q1&track=t2")
    titles = view.titles()
    assert 0 < len(titles) < 11
    view.open("#?q=talk+q1&track=t2")
    assert view.titles() == titles
    assert view.page.input_value("[name=q]") == "talk q1"


def test_unknown_values_in_the_address_do_not_matter(view: View) -> None:
    view.open("#?track=gone&room=%00&q=%E0%A4%A&speaker=&other=1")
    assert view.page.input_value("[name=track]") == ""


def test_clear_shows_everything_again(view: View) -> None:
    clear = view.page.locator("button[type=reset]")
    assert clear.is_disabled()
    view.page.select_option("[name=room]", "r1")
    view.page.fill("[name=q]", "talk")
    clear.click()
    view.wait_for_hash("#all")
    assert len(view.titles()) == 60
    assert view.count() == "60 talks"


def test_count_is_announced(view: View) -> None:
    assert view.page.locator("#count").get_attribute("role") == "status"


def test_a_talk_opens_closes_and_keeps_the_filters(view: View) -> None:
    view.page.select_option("[name=track]", "t0")
    view.wait_for_hash("#?track=t0")
    shown = view.titles()
    first = view.page.locator(".talk:visible a").first
    first.click()
    assert view.opened().startswith("talk-k")
    assert view.titles() == shown
    view.page.locator(".card:target .more a").first.click()
    assert view.page.locator(".card:target:visible").count() == 1
    view.page.keyboard.press("Escape")
    assert view.opened() == ""
    assert view.hash() == "#?track=t0"
    assert view.titles() == shown
    assert view.focused() == shown[0]


def test_an_open_talk_shows_only_other_rooms_in_shared_lists(view: View) -> None:
    _, timetable = samples.large()
    for placement in list(timetable)[::12]:
        view.open(f"#talk-{placement.talk}")
        items = view.page.locator(".shared li:visible").all_inner_texts()
        assert not any(str(item).endswith(f"· {placement.room}") for item in items)


def test_opening_a_talk_does_not_move_the_page(view: View) -> None:
    view.page.mouse.wheel(0, 300)
    view.page.wait_for_function("() => scrollY > 100")
    before = view.value("scrollY")
    view.page.locator(".talk a").nth(3).evaluate("link => link.click()")
    assert view.opened()
    assert view.value("scrollY") == before
    view.page.keyboard.press("Escape")
    assert view.value("scrollY") == before


def test_keyboard_reaches_the_timetable_and_shows_where_it_is(view: View) -> None:
    view.page.keyboard.press("Tab")
    assert view.focused() == "Skip to the timetable"
    box = view.page.locator(".skip").bounding_box()
    assert box
    assert box["y"] >= 0
    view.page.keyboard.press("Enter")
    view.page.keyboard.press("Tab")
    assert "scroll" in view.value("document.activeElement.className")
    view.page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement.closest('.talk')).outlineStyle"
    assert view.value(outline) == "solid"
    view.page.keyboard.press("Enter")
    assert view.opened()
    view.page.keyboard.press("Tab")
    assert view.value("document.activeElement.closest('.card:target') !== null")


def test_leaving_an_open_talk_by_keyboard_closes_it(view: View) -> None:
    view.page.locator("#at-k3 a").focus()
    view.page.keyboard.press("Enter")
    view.page.keyboard.press("Shift+Tab")
    view.page.wait_for_function("() => !document.querySelector('.card:target')")


@pytest.mark.parametrize("view", [at(w, name="odd") for w in WIDTHS], indirect=True)
def test_odd_page_never_overflows(view: View) -> None:
    _assert_fits(view)


@pytest.mark.parametrize("view", [at(width) for width in WIDTHS], indirect=True)
def test_large_page_never_overflows(view: View) -> None:
    _assert_fits(view)


@pytest.mark.parametrize("view", [at(320, name="odd")], indirect=True)
def test_smallest_phone(view: View) -> None:
    _assert_fits(view)


def _assert_fits(view: View) -> None:
    for hash in ("", "#talk-plain", "#talk-k1", "#score", "#?q=zzz"):
        view.open(hash)
        root = "document.documentElement"
        assert view.value(f"{root}.scrollWidth <= {root}.clientWidth"), hash
        wide = view.value(
            """() => [...document.querySelectorAll("main *, header *, .bar *")]
            .filter(node => !node.closest(".scroll, .unseen, .label, .room, .again"))
            .filter(node => node.getBoundingClientRect().right > innerWidth + 1)
            .map(node => node.outerHTML.slice(0, 100))"""
        )
        assert wide == [], hash


@pytest.mark.parametrize("view", [at(1440), at(1440, name="odd")], indirect=True)
def test_no_talk_hides_another(view: View) -> None:
    overlaps = view.value(
        """() => [...document.querySelectorAll(".grid")].flatMap(grid => {
            const boxes = [...grid.querySelectorAll(".talk")].map(talk =>
                [talk.id, talk.getBoundingClientRect()]);
            return boxes.flatMap(([id, a], i) => boxes.slice(i + 1)
                .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
                    && a.top < b.bottom - 1 && b.top < a.bottom - 1)
                .map(([other]) => id + " " + other));
        })"""
    )
    assert overlaps == []


@pytest.mark.parametrize("view", [at(1440), at(360)], indirect=True)
def test_no_text_is_cut_off(view: View) -> None:
    cut = view.value(
        """() => [...document.querySelectorAll(".talk:not(.brief), .card")]
            .filter(node => node.scrollHeight > node.clientHeight + 1)
            .map(node => node.id)"""
    )
    assert cut == []


@pytest.mark.parametrize("view", [at(360)], indirect=True)
def test_phones_get_a_list_by_time(view: View) -> None:
    boxes = view.value(
        """() => [...document.querySelectorAll(".talk")].slice(0, 5)
            .map(talk => talk.getBoundingClientRect())
            .map(box => [box.left, box.top])"""
    )
    assert len({left for left, _ in boxes}) == 1
    assert [top for _, top in boxes] == sorted(top for _, top in boxes)
    assert view.page.locator(".talk .room").first.is_visible()


@pytest.mark.parametrize(
    "view", [at(1440), at(1440, name="odd"), at(900)], indirect=True
)
def test_room_names_and_times_stay_in_sight(view: View) -> None:
    view.page.mouse.move(700, 500)
    view.page.mouse.wheel(40, 600)
    view.page.wait_for_function(
        "() => scrollY + document.querySelector('.scroll').scrollTop >= 500"
    )
    for element in (".head", ".corner"):
        box = view.page.locator(element).first.bounding_box()
        assert box
        assert 0 <= box["y"] < 300
    on_top = view.value(
        """() => {
            const box = document.querySelectorAll(".head")[1].getBoundingClientRect();
            return document.elementFromPoint(box.left + 20, box.top + 20).closest("li")
                .className;
        }"""
    )
    assert "head" in on_top


def test_print_has_the_grids_and_no_filters(view: View) -> None:
    view.page.emulate_media(media="print")
    assert view.page.locator(".grid").first.is_visible()
    assert not view.page.locator(".bar").is_visible()
    assert not view.page.locator(".card").first.is_visible()
    pdf = view.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    sheets = [(float(width), float(height)) for width, height in sizes]
    assert sheets[0][0] > sheets[0][1]  # the grids lie
    assert sheets[-1] == pytest.approx((595, 842), abs=1)  # the rest is on A4
    days = [sheet for sheet in sheets if sheet[0] > sheet[1]]
    assert len(days) == 2


@cache
def axe() -> str:
    package = pytest.importorskip(
        "axe_core_python", reason="the Python package axe-core-python is not installed"
    )
    found: str = resources.files(package).joinpath("axe.min.js").read_text("utf-8")
    return found


def faults(view: View) -> list[str]:
    view.value(axe())
    found = view.value("axe.run({resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    ("view", "hash"),
    [
        (at(360, name="odd", color_scheme="light"), ""),
        (at(360, name="odd", color_scheme="dark"), "#talk-plain"),
        (at(1440, name="odd", color_scheme="light"), "#talk-plain"),
        (at(1440, name="odd", color_scheme="dark"), "#?q=a"),
        (at(360, name="large", color_scheme="dark"), ""),
        (at(768, name="large", color_scheme="light"), "#?track=t1"),
        (at(1440, name="large", color_scheme="light"), ""),
        (at(1440, name="large", color_scheme="dark"), "#talk-k2"),
    ],
    indirect=["view"],
)
def test_axe_finds_no_fault(view: View, hash: str) -> None:
    view.open(hash)
    view.value("document.querySelectorAll('details').forEach(it => it.open = true)")
    assert faults(view) == []


def test_dark_mode_is_dark(
    browser: Any,  # noqa: ANN401
    files: dict[str, Path],
) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        view = View(browser, files["calm"], color_scheme=scheme)
        view.open()
        colour = view.value("getComputedStyle(document.body).backgroundColor")
        grounds[scheme] = sum(int(part) for part in colour[4:-1].split(","))
        view.context.close()
    assert grounds["dark"] < 150
    assert grounds["light"] > 600
