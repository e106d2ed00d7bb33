"""The timetable as schema.org events inside the page, for search engines and the like.

It is data, not a script: browsers never run it, so the page's content security policy
neither hinders it nor has to allow it.
"""

import json
from typing import Any

from timetabler.problem.problem import Problem, Talk
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.views.page.names import anchor, language, web_address


def linked_data(problem: Problem, timetable: Timetable) -> str:
    """Tell the conference and its talks as JSON-LD, fit for a script block."""
    days = list(problem.days.values())
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": problem.title,
        "startDate": f"{days[0].date}",
        "endDate": f"{days[-1].date}",
        "location": [_place(room.title) for room in problem.rooms.values()],
    }
    if url := web_address(problem.url):
        told["url"] = url
    told["subEvent"] = [_talk(problem, timetable, p) for p in timetable]
    # Nothing in it may end the block it stands in, or open a comment.
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def _talk(
    problem: Problem, timetable: Timetable, placement: Placement
) -> dict[str, Any]:
    talk = problem.talks[placement.talk]
    clock = problem.clock
    told: dict[str, Any] = {
        "@type": "Event",
        "@id": f"#{anchor('talk', talk.id)}",
        "name": talk.title,
        "startDate": clock.wall(placement.start).isoformat(),
        "endDate": clock.wall(timetable.end(problem, talk.id)).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "location": _place(problem.rooms[placement.room].title),
    }
    return told | _more(problem, talk)


def _more(problem: Problem, talk: Talk) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if talk.speakers:
        people = [problem.speakers[speaker].name for speaker in talk.speakers]
        told["performer"] = [{"@type": "Person", "name": name} for name in people]
    if talk.track:
        told["about"] = problem.tracks[talk.track].title
    if code := language(talk.language):
        told["inLanguage"] = code
    if url := web_address(talk.url):
        told["url"] = url
    return told


def _place(name: str) -> dict[str, str]:
    return {"@type": "Place", "name": name}
