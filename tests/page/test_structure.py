import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest

from page import samples
from page.tree import Node, parse
from timetabler.problem.problem import Problem
from timetabler.timetable import Timetable
from timetabler.views.page.names import anchor
from timetabler.views.page.page import render_page

Sample = tuple[Problem, Timetable]


@pytest.fixture(scope="module", params=["odd", "large", "calm"])
def sample(request: pytest.FixtureRequest) -> Sample:
    made: Sample = getattr(samples, request.param)()
    return made


def page(sample: Sample) -> Node:
    return parse(render_page(*sample, samples.score()))


@pytest.fixture(scope="module")
def odd() -> Node:
    return page(samples.odd())


def test_ids_are_unique_and_all_links_resolve(sample: Sample) -> None:
    root = page(sample)
    ids = [node.id for node in root.walk() if node.id]
    assert len(ids) == len(set(ids))
    inner = [n.href for n in root.walk() if n.href.startswith("#")]
    assert len(inner) > 3 * len(sample[0].talks)
    assert {href[1:] for href in inner} <= set(ids)


def test_every_label_refers_to_an_element(sample: Sample) -> None:
    root = page(sample)
    ids = {node.id for node in root.walk() if node.id}
    labels = [node.attributes.get("aria-labelledby", "") for node in root.walk()]
    assert {label for label in labels if label} <= ids


def test_nothing_comes_from_elsewhere(sample: Sample) -> None:
    for node in page(sample).walk():
        assert not node.attributes.get("src")
        assert "style" not in node.attributes
        assert not any(name.startswith("on") for name in node.attributes)
        if node.tag == "link":
            assert node.href.startswith("data:")
        elif node.tag != "a":
            assert not node.href or node.href.startswith("#symbol-")


def scripts(root: Node) -> list[Node]:
    """The scripts that run; a block of another type is data."""
    return [node for node in root.all("script") if "type" not in node.attributes]


def test_policy_allows_the_two_blocks_and_nothing_else(sample: Sample) -> None:
    root = page(sample)
    (policy,) = (
        node.attributes["content"]
        for node in root.all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    (script,) = scripts(root)
    for tag, node in (("style", root.one("style")), ("script", script)):
        block = "".join(str(child) for child in node.children)
        found = b64encode(sha256(block.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{found}'" in policy


def test_texts_stay_texts(odd: Node) -> None:
    (script,) = scripts(odd)
    assert len(odd.all("style")) == 1
    assert not odd.all("img")
    assert odd.one("h1").text == "Odd & <b>ends</b>"
    talk = odd.by_id(anchor("talk", "<script>alert(1)</script>"))
    assert talk.one("h4").text == "<script>alert(1)</script>"
    assert "Bo <img src=x onerror=alert(3)>" in talk.text
    assert "Room </style><script>alert(2)</script>" in odd.text
    style = odd.one("style").text
    assert "alert" not in style
    assert "alert" not in script.text


def test_only_addresses_of_the_web_become_links(odd: Node) -> None:
    outer = {a.href for a in odd.all("a") if not a.href.startswith("#")}
    assert outer == {"https://example.org/?a=1&b=2"}


def test_anchors_of_different_ids_differ() -> None:
    ids = ["a~b", "a~7e~b", "a b", "ab", "é", "e\u0301", "a/b", "a.b", "A.b", "~", ""]
    anchors = [anchor("talk", id) for id in ids]
    assert len(set(anchors)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_.~-]+", text) for text in anchors)
    assert anchor("talk", "hacking_on-nova.2") == "talk-hacking_on-nova.2"


def test_every_talk_has_one_section_and_one_cell(sample: Sample) -> None:
    problem, timetable = sample
    root = page(sample)
    cards = {node.id for node in root.all("article", "card")}
    assert cards == {anchor("talk", talk) for talk in problem.talks}
    cells = [node.id for node in root.all("li", "talk")]
    assert len(cells) == len(timetable.placements)
    assert set(cells) == {anchor("at", talk) for talk in timetable.placements}


def test_days_and_what_is_empty_are_told(sample: Sample) -> None:
    root = parse(render_page(*samples.calm()))
    days = root.all("section", "day")
    assert [day.one("h2").text for day in days] == [
        "Saturday 4 February 2012 · 2 talks",
        "Sunday 5 February 2012 · 1 talk",
        "Monday 6 February 2012 · 0 talks",
    ]
    assert [day.all("p", "note")[0].text for day in days] == [
        "No talks this day in Annex.",
        "No talks this day in Aula.",
        "No talks this day.",
    ]


def test_a_calm_timetable_has_no_marks() -> None:
    root = parse(render_page(*samples.calm()))
    assert not root.all(class_="mark")
    assert not root.all(class_="legend")
    assert not root.all(class_="score")


def test_marks_say_what_is_the_matter(odd: Node) -> None:
    def marks(talk: str) -> list[str]:
        card = odd.by_id(anchor("talk", talk))
        return [mark.text for mark in card.all("p", "mark")]

    room = "Room </style><script>alert(2)</script>"
    assert marks("a~b") == [
        f"Pinned: {room}.",
        "2 people are expected, the room has 1 seat.",
    ]
    assert marks("plain") == [
        "Conflict: Ann O'Neill also gives “<script>alert(1)</script>” then;"
        " the room also holds “Overlapping in the hall” then;"
        " plain is not <where> it has to be."
    ]
    assert marks("there") == []


def test_cells_carry_the_marks_too(odd: Node) -> None:
    cell = odd.by_id(anchor("at", "a~b"))
    assert [m.text for m in cell.all("span", "mark")] == ["pinned", "1 without a seat"]
    assert all(m.one("svg").attributes["aria-hidden"] for m in cell.all(class_="mark"))


def test_speakers_are_listed_by_name_with_their_talks(odd: Node) -> None:
    entries = [n for n in odd.walk() if n.id.startswith("speaker-")]
    assert [entry.one("b").text for entry in entries] == [
        "Ann O'Neill",
        "Bo <img src=x onerror=alert(3)>",
        "Zoë",
    ]
    assert [a.text for a in entries[0].all("a")] == [
        "A plain talk",
        "<script>alert(1)</script>",
        "The day after",
    ]
    assert "Left out left out" in entries[2].text


def test_left_out_talks_are_listed(odd: Node) -> None:
    (part,) = (
        section
        for section in odd.all("section", "talks")
        if section.attributes["aria-labelledby"] == "left-out"
    )
    assert [card.id for card in part.all("article")] == ["talk-lost"]
    assert "1 talk without a place" in part.one("h2").text


def test_times_are_those_of_the_conference(odd: Node) -> None:
    late = odd.by_id("talk-late")
    assert "Friday 23:30–01:00 · Great Hall" in late.one(class_="face").text
    assert "Day two" not in late.one(class_="face").text


def test_foreign_titles_say_their_language(odd: Node) -> None:
    card = odd.by_id("talk-beside")
    assert card.one("h4").one("a").attributes["lang"] == "fr"


def test_score_card_tells_every_constraint(odd: Node) -> None:
    table = odd.one("table")
    rows = [
        [cell.text for cell in row.all() if cell.tag in ("th", "td")]
        for row in table.all("tr")
        if "findings" not in row.classes
    ]
    assert rows == [
        ["Constraint", "Level", "Amount", "Weight", "Penalty"],
        ["talk-room", "hard", "1 talks broken", "–", "–"],
        ["seats", "priority 1", "1 people without a seat", "1,000", "1,000"],
        ["room-idle", "priority 3", "0 minutes", "2", "0"],
    ]
    first = table.all("tr", "findings")[0]
    assert "plain is not <where> it has to be → A plain talk" in first.text
    verdict = odd.one("p", "verdict").text
    assert verdict == (
        "1 hard constraint is broken. Penalty 1,000 at priority 1, 0 at priority 3."
    )


def test_headings_never_skip_a_level(sample: Sample) -> None:
    levels = [
        int(node.tag[1])
        for node in page(sample).walk()
        if re.fullmatch("h[1-6]", node.tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_same_input_same_bytes() -> None:
    pages = {render_page(*samples.odd(), samples.score()) for _ in range(3)}
    assert len(pages) == 1


def test_an_empty_timetable_is_a_page_too() -> None:
    problem, _ = samples.calm()
    root = parse(render_page(problem, Timetable({})))
    assert len(root.all("article", "card")) == 3
    assert not root.all(class_="grid")


def test_size_of_a_large_conference() -> None:
    html = render_page(*samples.large(440, seed=1))
    assert len(html.encode()) < 1_500_000
