"""Explanations as plain data for other programs."""

from typing import Any

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.explaining.explain import Explanation
from timetabler.workflows.explaining.repair import Repair
from timetabler.workflows.report import score_json


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Tell an explanation as data."""
    return {
        "status": str(explanation.status),
        "counting": [
            {
                "kind": c.kind,
                "talks": list(c.talks),
                "need": c.need,
                "capacity": c.capacity,
                "text": c.text,
            }
            for c in explanation.certificates
        ],
        "conflicts": [
            {
                "talks": list(c.talks),
                "minimal": c.minimal,
                "headline": c.headline,
                "laws": list(c.laws),
                "demands": [
                    {"constraint": name, "about": list(about)}
                    for name, about in c.reasons
                ],
            }
            for c in explanation.conflicts
        ],
        "complete": explanation.complete,
        "repairs": [_repair(repair) for repair in explanation.repairs],
        "tight": {
            "groups": [
                {
                    "talks": list(f.talks),
                    "need": f.need,
                    "capacity": f.capacity,
                    "text": f.text,
                }
                for f in explanation.fills
            ],
            "single_place": list(explanation.single),
        },
        "solves": explanation.solves,
        "seconds": round(explanation.seconds, 3),
    }


def _repair(repair: Repair) -> dict[str, Any]:
    solution = repair.solution
    score = solution.score and score_json(solution.score, solution.bounds)
    return {
        "changes": [change.text for change in repair.changes],
        "effort": repair.effort,
        "status": str(solution.status),
        "score": score,
        "timetable": placements_json(repair.case.problem, solution.timetable),
    }


def placements_json(
    problem: Problem, timetable: Timetable | None
) -> dict[str, dict[str, str]]:
    """Tell where each talk is, as the timetable file has it."""
    found = {}
    for placement in timetable or ():
        day = problem.day_at(placement.start)
        start = problem.clock.write(day.date, placement.start)
        found[placement.talk] = {"day": day.id, "start": start, "room": placement.room}
    return dict(sorted(found.items()))
