"""What was found out about candidates, as plain data."""

from random import Random
from string import ascii_uppercase
from typing import Any

from timetabler.problem.problem import Problem
from timetabler.timetable.comparison import Comparison, Contender, Known, criteria_of
from timetabler.timetable.distance import Place
from timetabler.workflows.choosing.candidates import Candidates
from timetabler.workflows.choosing.frontier import Frontier
from timetabler.workflows.choosing.profiles import Profiled
from timetabler.workflows.choosing.sensitivity import Sensitivity
from timetabler.workflows.choosing.study import Study
from timetabler.workflows.comparing.report import place_json
from timetabler.workflows.report import score_json

_DIGITS = 4
MOST = len(ascii_uppercase)
"""The most candidates: they are named by letters."""


def letters(count: int) -> list[str]:
    """The names of candidates: A, B, C and so on."""
    return list(ascii_uppercase[:count])


def side_by_side(
    problem: Problem, found: Candidates, shuffle: int | None = None
) -> tuple[Comparison, list[int]]:
    """Put candidates side by side, under letters.

    Args:
        problem: The conference.
        found: The candidates.
        shuffle: A seed to deal the letters by; None for the order of finding.

    Returns:
        The comparison, and for each letter the index of the candidate.
    """
    order = list(range(len(found.all)))
    if shuffle is not None:
        Random(shuffle).shuffle(order)
    contenders = tuple(
        Contender(letter, found.all[index].timetable, found.all[index].score)
        for letter, index in zip(letters(len(order)), order, strict=True)
    )
    known = Known(bounds=found.best.bounds)
    criteria = criteria_of([contender.score for contender in contenders], known)
    talks = tuple(problem.talks)
    return Comparison(problem, contenders, criteria, known.bounds, talks), order


def study_json(problem: Problem, study: Study) -> dict[str, Any]:
    """Tell everything that was found out as data."""
    found, wanted = study.candidates, study.wanted
    told: dict[str, Any] = {
        "format": 1,
        "conference": problem.title,
        "asked": {
            "count": wanted.count,
            "min_distance": float(wanted.share),
            "kinds": list(wanted.kinds),
        },
        "ending": str(found.ending),
        "status": str(found.best.status),
        "caps": [{"priority": p, "most": cap} for p, cap in found.caps.items()],
        "candidates": [],
        "distances": [],
        "seconds": round(found.seconds, 3),
    }
    if found.all:
        comparison, _ = side_by_side(problem, found)
        told["candidates"] = [
            {
                "name": contender.name,
                "farthest_possible": None
                if candidate.farthest is None
                else round(float(candidate.farthest), _DIGITS),
                **score_json(contender.score),
            }
            for contender, candidate in zip(
                comparison.contenders, found.all, strict=True
            )
        ]
        told["distances"] = [
            [round(share, _DIGITS) for share in row]
            for row in comparison.distances(wanted.kinds)
        ]
    if study.backbone is not None:
        told["backbone"] = _backbone(problem, study)
    if study.profiles is not None:
        told["profiles"] = [_profile(profile) for profile in study.profiles]
    if study.frontier is not None:
        told["frontier"] = _frontier(study.frontier)
    if study.sensitivity is not None:
        told["sensitivity"] = [_sensitivity(effect) for effect in study.sensitivity]
    return told


def _backbone(problem: Problem, study: Study) -> dict[str, Any]:
    found, first = study.backbone, study.candidates.all[0].timetable
    assert found is not None
    return {
        "fixed": {talk: place_json(problem, first, talk) for talk in found.fixed},
        "free": {
            talk: [_day_and_room(where) for where in places]
            for talk, places in found.free.items()
        },
        "fixed_proven": found.fixed_proven,
        "free_proven": found.free_proven,
    }


def _day_and_room(where: Place) -> dict[str, Any] | None:
    return None if where is None else {"day": where[0], "room": where[1]}


def _profile(profile: Profiled) -> dict[str, Any]:
    solution = profile.solution
    if solution is None or solution.score is None:
        status = "unknown" if solution is None else str(solution.status)
        return {"name": profile.name, "status": status}
    score = score_json(solution.score, solution.bounds)
    return {"name": profile.name, "status": str(solution.status), **score}


def _frontier(curve: Frontier) -> dict[str, Any]:
    return {
        "between": [
            {"name": name, "unit": unit} for name, unit in (curve.one, curve.other)
        ],
        "points": [
            {"amounts": [point.one, point.other], "proven": point.proven}
            for point in curve.points
        ],
        "complete": curve.complete,
    }


def _sensitivity(effect: Sensitivity) -> dict[str, Any]:
    return {
        "constraint": effect.constraint,
        "weight": effect.change,
        "effect": effect.effect,
        "amounts": {name: list(pair) for name, pair in effect.amounts.items()},
        "moved": list(effect.moved),
    }
