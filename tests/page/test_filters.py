"""What the filters show, and what the address keeps of them."""

from pathlib import Path
from typing import Any

import pytest

from page import samples
from page.window import View


def test_without_a_script_everything_but_the_filters_is_there(
    browser: Any,
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
