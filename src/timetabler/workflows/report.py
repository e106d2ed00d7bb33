"""Scores and runs as plain data for other programs (the JSON contracts)."""

import json
import os
import platform
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from timetabler import __version__
from timetabler.engine.outcome import Options
from timetabler.timetable.file import write_timetable
from timetabler.timetable.score import Score
from timetabler.workflows.load import Loaded, Source
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


def run_json(
    loaded: Loaded,
    options: Options,
    solution: Solution,
    folder: Path,
    command: str = "solve",
) -> dict[str, Any]:
    """Tell everything needed to repeat a run, or to check it again.

    Args:
        loaded: The problem.
        options: How it was searched.
        solution: What came of it.
        folder: Where the record is to be; paths are told from there.
        command: What was run.
    """
    outcome, start = solution.outcome, loaded.start
    return {
        "format": 1,
        "command": command,
        "problem": {
            "title": loaded.problem.title,
            "path": _from(folder, loaded.path),
            "sha256": loaded.digest,
        },
        "tables": [_source(folder, table) for table in loaded.tables],
        "start": None if start is None else _source(folder, start),
        "options": {
            "time_limit": options.seconds,
            "workers": None if options.deterministic else options.workers,
            "seed": options.seed,
            "deterministic": options.deterministic,
            "started_from_a_timetable": options.start is not None,
        },
        "versions": versions(),
        "status": str(solution.status),
        "interrupted": outcome.interrupted,
        "out_of_memory": outcome.out_of_memory,
        "result": _result(loaded, solution),
        "priorities": [
            {"priority": r.priority, "penalty": r.penalty, "bound": r.bound}
            for r in outcome.priorities
        ],
        "variables": outcome.variables,
        "seconds": round(outcome.seconds, 3),
        "seconds_to_first_timetable": outcome.first and round(outcome.first, 3),
    }


def versions() -> dict[str, str]:
    """Tell the versions of what decides what a run finds."""
    return {
        "timetabler": __version__,
        "ortools": version("ortools"),
        "python": platform.python_version(),
    }


def _result(loaded: Loaded, solution: Solution) -> dict[str, Any] | None:
    """Tell how to know the timetable again, and what the checkers count in it."""
    if solution.timetable is None or solution.score is None:
        return None
    text = write_timetable(loaded.problem, solution.timetable)
    return {
        "sha256": sha256(text.encode()).hexdigest(),
        "penalties": {str(p): n for p, n in solution.score.priorities.items()},
    }


def _source(folder: Path, source: Source) -> dict[str, str]:
    return {"path": _from(folder, source.path), "sha256": source.digest}


def _from(folder: Path, path: Path) -> str:
    """Say where a file is from a folder; as it was said if they share no folder."""
    here, there = Path(os.path.abspath(folder)), Path(os.path.abspath(path))
    try:
        shared = Path(os.path.commonpath((here, there)))
    except ValueError:  # on another drive
        return path.as_posix()
    if shared == Path(shared.anchor):
        return path.as_posix()
    return Path(os.path.relpath(there, here)).as_posix()


def as_json(document: dict[str, Any]) -> str:
    """Write a JSON document for people and programs alike."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
