"""The page on screens of any width, and on paper."""

import re
from pathlib import Path
from typing import Any

import pytest

from page.window import View, at

WIDTHS = (360, 768, 1440)


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


def test_dark_mode_is_dark(
    browser: Any,
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
