"""schema.org events in the page: whole, harmless, and of no concern to its policy."""

import json
import re
from dataclasses import replace
from typing import Any

from formats.examples import night, published
from timetabler.formats.programme import Programme
from timetabler.views.page.page import render_page

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def linked(programme: Programme) -> dict[str, Any]:
    page = render_page(programme.problem, programme.timetable)
    (block,) = BLOCK.findall(page)
    found: dict[str, Any] = json.loads(block)
    return found


def test_tells_every_talk_with_moments_and_people() -> None:
    programme = published("kvm-forum-ovirt-2012")
    events = linked(programme)["subEvent"]
    assert len(events) == len(programme.events)
    told = sorted((e["startDate"], e["endDate"], e["name"]) for e in events)
    assert told == sorted(
        (e.start.isoformat(), e.end.isoformat(), e.talk.title) for e in programme.events
    )


def test_the_night_has_its_offsets() -> None:
    starts = {e["@id"]: e["startDate"] for e in linked(night())["subEvent"]}
    assert starts["#talk-first"] == "2026-11-01T01:30:00-04:00"
    assert starts["#talk-second"] == "2026-11-01T01:30:00-05:00"


def test_no_title_ends_the_block() -> None:
    problem = night().problem
    bad = "</script><script>alert(1)</script><!--<script>"
    talks = {id: replace(talk, title=bad) for id, talk in problem.talks.items()}
    programme = replace(night(), problem=replace(problem, title=bad, talks=talks))
    told = linked(programme)
    assert told["name"] == bad
    assert {event["name"] for event in told["subEvent"]} == {bad}
    page = render_page(programme.problem, programme.timetable)
    assert page.count("<script") == 2


def test_anchors_are_on_the_page() -> None:
    page = render_page(night().problem, night().timetable)
    for event in linked(night())["subEvent"]:
        anchor = event["@id"].removeprefix("#")
        assert re.search(rf'id="?{re.escape(anchor)}"?[\s>]', page)
