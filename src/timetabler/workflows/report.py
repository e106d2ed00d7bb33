"""Scores and runs as plain data for other programs (the JSON contracts)."""

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from timetabler import __version__
from timetabler.engine.outcome import Options
from timetabler.timetable.score import Score
from timetabler.workflows.load import Loaded
from timetabler.workflows.solve import Solution


def score_json(score: Score, bounds: Mapping[int, int] | None = None) -> dict[str, Any]:
    """Tell a score as data; with ``bounds`` (by priority) as a solve knows them."""
    priorities: list[dict[str, Any]] = [
        {"priority": priority, "penalty": penalty}
        for priority, penalty in score.priorities.items()
    ]
    told: dict[str, Any] = {"feasible": score.feasible, "objective": score.objective}
    if bounds is not None:
        told["bound"] = sum(bounds.values())
        for entry in priorities:
            entry["bound"] = bounds[entry["priority"]]
    told["priorities"] = priorities
    told["constraints"] = [
        {
            "name": constraint.name,
            "level": constraint.level,
            "weight": constraint.weight,
            "amount": constraint.amount,
            "unit": constraint.unit,
            "penalty": constraint.penalty,
            "findings": [
                {"about": list(f.about), "amount": f.amount, "text": f.text}
                for f in constraint.findings
            ],
        }
        for constraint in score.constraints
    ]
    return told


def solution_json(solution: Solution) -> dict[str, Any]:
    """Tell a solve as data: status, score, bounds, seconds."""
    outcome = solution.outcome
    if solution.score is None:
        told: dict[str, Any] = {
            "feasible": False,
            "objective": None,
            "bound": None,
            "priorities": [],
            "constraints": [],
        }
    else:
        told = score_json(solution.score, solution.bounds)
    return {
        "feasible": told.pop("feasible"),
        "status": str(solution.status),
        **told,
        "seconds": round(outcome.seconds, 3),
    }


def run_json(loaded: Loaded, options: Options, solution: Solution) -> dict[str, Any]:
    """Tell everything needed to repeat a run, or to check it again."""
    outcome = solution.outcome
    return {
        "format": 1,
        "problem": {"title": loaded.problem.title, "sha256": loaded.digest},
        "options": {
            "time_limit": options.seconds,
            "workers": options.workers,
            "seed": options.seed,
            "deterministic": options.deterministic,
            "started_from_a_timetable": options.start is not None,
        },
        "versions": {
            "timetabler": __version__,
            "ortools": version("ortools"),
            "python": platform.python_version(),
        },
        "status": str(solution.status),
        "interrupted": outcome.interrupted,
        "priorities": [
            {"priority": r.priority, "penalty": r.penalty, "bound": r.bound}
            for r in outcome.priorities
        ],
        "variables": outcome.variables,
        "seconds": round(outcome.seconds, 3),
        "seconds_to_first_timetable": outcome.first and round(outcome.first, 3),
    }


def as_json(document: dict[str, Any]) -> str:
    """Write a JSON document for people and programs alike."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
