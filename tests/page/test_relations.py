"""What the page says runs beside and after a talk, against plain counting."""

import pytest

from page import samples
from page.tree import Node, parse
from timetabler.problem.problem import Problem
from timetabler.timetable import Placement, Timetable
from timetabler.views.page.names import anchor
from timetabler.views.page.page import render_page


def headed(node: Node) -> dict[str, list[Node]]:
    """The list items below each heading of the fifth level."""
    found: dict[str, list[Node]] = {}
    title = ""
    for inner in node.walk():
        if inner.tag == "h5":
            title = inner.text
            found[title] = []
        elif inner.tag == "li":
            found[title].append(inner)
    return found


def targets(items: list[Node]) -> set[str]:
    return {item.one("a").href[1:] for item in items}


def shared(ending: Node, card: Node, kind: str, but: str) -> set[str]:
    """The talks of a shared list that the style shows with a card."""
    if but in card.classes:
        return set()
    room = next(c for c in card.classes if c[0] == "k" and c[1:].isdigit())
    lists = ending.all("div", kind)
    return targets(
        [li for at in lists for li in at.all("li") if room not in li.classes]
    )


@pytest.mark.parametrize("seed", range(4))
def test_relations_are_those_of_brute_force(seed: int) -> None:
    problem, timetable = samples.large(70, seed)
    root = parse(render_page(problem, timetable))
    seen = 0
    for ending in root.all("div", "ending"):
        for card in ending.all("article", "card"):
            (it,) = (p for p in timetable if anchor("talk", p.talk) == card.id)
            own = headed(card)
            beside = targets(own["At the same time"])
            beside |= shared(ending, card, "beside", but="solo")
            assert beside == parallel(problem, timetable, it)
            room = problem.rooms[it.room].title
            assert targets(own[f"Next in {room}"]) == following(problem, timetable, it)
            soon = shared(ending, card, "soon", but="alone")
            assert soon == starting(problem, timetable, it)
            assert ("Starting elsewhere" in own) == (not soon)
            seen += 1
    assert seen == len(timetable.placements)


def test_shared_lists_hide_the_talks_of_the_own_room() -> None:
    problem, timetable = samples.large()
    style = parse(render_page(problem, timetable)).one("style").text
    for index in range(len(problem.rooms)):
        rule = f".ending:has(>.k{index}:target)>.shared .k{index}{{display:none}}"
        assert rule in style


def parallel(problem: Problem, timetable: Timetable, it: Placement) -> set[str]:
    minutes = set(range(it.start, timetable.end(problem, it.talk)))
    return {
        anchor("talk", p.talk)
        for p in timetable
        if p.talk != it.talk
        and minutes & set(range(p.start, timetable.end(problem, p.talk)))
    }


def following(problem: Problem, timetable: Timetable, it: Placement) -> set[str]:
    end = timetable.end(problem, it.talk)
    later = [
        p
        for p in timetable
        if p.room == it.room
        and p.start >= end
        and problem.day_at(p.start) == problem.day_at(it.start)
    ]
    return {anchor("talk", p.talk) for p in later[:1]}


def starting(problem: Problem, timetable: Timetable, it: Placement) -> set[str]:
    end = timetable.end(problem, it.talk)
    return {
        anchor("talk", p.talk)
        for p in timetable
        if p.room != it.room and p.start in range(end, end + 31)
    }
