"""An open talk, by mouse and by keyboard."""

from page import samples
from page.window import View


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
