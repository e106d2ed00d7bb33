"""Differences, notices and replans as plain data for other programs."""

from collections.abc import Iterable
from typing import Any

from timetabler.problem.problem import Problem
from timetabler.timetable.diff import Change, Diff
from timetabler.timetable.telling import title_of, was_now
from timetabler.timetable.timetable import Placement
from timetabler.workflows.replanning.bending import FILE, FOLDER, Bending
from timetabler.workflows.replanning.frontier import Frontier
from timetabler.workflows.replanning.notices import Notice, attendees
from timetabler.workflows.replanning.notices_wanted import Crowd, crowd
from timetabler.workflows.replanning.offer import Offer
from timetabler.workflows.replanning.replan import Replan
from timetabler.workflows.report import solution_json


def diff_json(problem: Problem, diff: Diff) -> dict[str, Any]:
    """Tell a difference as data."""
    found = crowd(problem, diff)
    return {
        "counts": diff.counts,
        "moved": len(diff.moved),
        "minutes": diff.minutes,
        "attendees": attendees(problem, diff.changes),
        "wanted": None if found is None else _crowd(found),
        "changes": [
            {
                **_change(problem, change),
                "wanted": None if found is None else found.wanted[change.talk],
            }
            for change in diff.changes
        ],
    }


def _crowd(found: Crowd) -> dict[str, int]:
    return {"touched": found.touched, "overlapping": found.overlapping}


def notices_json(found: Iterable[Notice]) -> list[dict[str, Any]]:
    """Tell whom to tell, as data."""
    return [
        {
            "for": notice.kind,
            "id": notice.id,
            "name": notice.name,
            "talks": [change.talk for change in notice.changes],
            "message": notice.message,
            "wanted": None if notice.crowd is None else _wanted(notice, notice.crowd),
        }
        for notice in found
    ]


def _wanted(notice: Notice, found: Crowd) -> dict[str, Any]:
    """How many attendees wanted each talk; of all of them, how many are touched."""
    mine = {c.talk: found.wanted[c.talk] for c in notice.changes}
    whole = _crowd(found) if notice.kind == "attendees" else {}
    return {"talks": mine, **whole}


def replan_json(
    replan: Replan, found: Iterable[Notice], offer: Offer | None = None
) -> dict[str, Any]:
    """Tell a replan as data: the score's contract, and what changes."""
    told = solution_json(replan.solution)
    told["unchanged"] = replan.unchanged
    told["unavoidable"] = {
        "moves": replan.unavoidable.least,
        "illegal": dict(replan.unavoidable.illegal),
        "groups": [sorted(group) for group in replan.unavoidable.groups],
    }
    told["diff"] = diff_json(replan.problem, replan.diff) if replan.diff else None
    told["notices"] = notices_json(found) if replan.diff else []
    if offer is not None:
        told["offer"] = {
            "dropped": list(offer.replan.dropped),
            "least": offer.least,
            "instead": list(offer.instead),
            "bending": bending_json(offer.bending),
            **replan_json(offer.replan, found),
        }
    return told


def bending_json(bending: Bending) -> dict[str, Any]:
    """Tell which rules would be bent, and the timetable that bends them."""
    found = bending.replan
    return {
        "least": bending.least,
        "amount": bending.amount,
        "rules": [
            {"name": name, "amount": finding.amount, "text": finding.text}
            for name, finding in bending.rules
        ],
        "file": None if found.timetable is None else f"{FOLDER}/{FILE}",
        **solution_json(found.solution),
        "diff": diff_json(found.problem, found.diff) if found.diff else None,
    }


def _change(problem: Problem, change: Change) -> dict[str, Any]:
    return {
        "talk": change.talk,
        "title": title_of(problem, change.talk),
        "kind": change.kind,
        "was": _place(problem, change.was),
        "now": _place(problem, change.now),
        "minutes": change.minutes,
        "text": was_now(problem, change),
    }


def _place(problem: Problem, place: Placement | None) -> dict[str, str] | None:
    if place is None:
        return None
    return {
        "day": problem.day_at(place.start).id,
        "start": problem.clock.wall(place.start).isoformat(),
        "room": place.room,
    }


def frontier_json(frontier: Frontier) -> dict[str, Any]:
    """Tell a frontier as data."""
    return {
        "necessary": frontier.necessary,
        "proven": frontier.proven,
        "complete": frontier.complete,
        "points": [
            {
                "extra": point.extra,
                "moves": point.moves,
                "penalties": dict(
                    zip(map(str, frontier.priorities), point.penalties, strict=True)
                ),
                "optimal": point.optimal,
                "file": f"frontier/{point.extra}.yaml",
            }
            for point in frontier.points
        ],
    }
