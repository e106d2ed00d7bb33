"""What was found out about candidates, as plain data and in words."""

from collections.abc import Iterator
from random import Random
from string import ascii_uppercase
from typing import Any

from timetabler.problem.problem import Problem
from timetabler.timetable.comparison import Comparison, Contender, Known, criteria_of
from timetabler.timetable.distance import Place
from timetabler.workflows.backbone import Backbone
from timetabler.workflows.candidates import Candidates, Ending
from timetabler.workflows.compare_report import place_json
from timetabler.workflows.frontier import Frontier
from timetabler.workflows.profiles import Profiled
from timetabler.workflows.report import score_json
from timetabler.workflows.sensitivity import Sensitivity
from timetabler.workflows.study import Study

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


def study_lines(problem: Problem, study: Study) -> Iterator[str]:
    """Say in sentences what was found out."""
    yield from _candidate_lines(problem, study)
    if study.backbone is not None:
        yield from _backbone_lines(problem, study.backbone)
    for profile in study.profiles or ():
        yield _profile_line(profile)
    if study.frontier is not None:
        yield from _frontier_lines(study.frontier)
    if study.sensitivity is not None:
        yield from _sensitivity_lines(study.sensitivity)


_ENDINGS = {
    Ending.ENOUGH: "",
    Ending.NO_MORE: "No further timetable is so far from all of these and so good: this"
    " is proven. (Other first choices might leave room for more.)",
    Ending.OUT_OF_TIME: "No further one was found in the time; there may be some.",
    Ending.NONE: "No timetable was found.",
}


def _candidate_lines(problem: Problem, study: Study) -> Iterator[str]:
    found, wanted = study.candidates, study.wanted
    if len(found.all) > 1:
        comparison, _ = side_by_side(problem, found)
        rows = comparison.distances(wanted.kinds)
        least = min(rows[a][b] for a in range(len(rows)) for b in range(a))
        kinds = " or ".join(wanted.kinds)
        yield (
            f"Any two of the {len(found.all)} differ in the {kinds} of at least"
            f" {least:.0%} of the talks."
        )
    if found.all:
        caps = ", ".join(f"{p}: {cap:,}" for p, cap in found.caps.items())
        yield f"None costs more than this, priority by priority: {caps}."
        proven = found.best.status == "optimal"
        how = "is proven" if proven else "is not proven: better ones may exist"
        yield f"That A is the best {how}."
    if _ENDINGS[found.ending]:
        yield _ENDINGS[found.ending]


def _backbone_lines(problem: Problem, found: Backbone) -> Iterator[str]:
    settled = [talk for talk, places in found.free.items() if len(places) == 1]
    every = len(problem.talks)
    sure = "" if found.fixed_proven else " as far as was found in the time"
    yield (
        f"In every timetable that costs no more, {len(found.fixed)} of {every} talks"
        f" are in one place{sure}; they need no discussion."
    )
    more = "" if found.free_proven else " as far as was found in the time"
    yield f"Of {len(settled)} others day and room are settled, not the time{more}."


def _profile_line(profile: Profiled) -> str:
    solution = profile.solution
    if solution is None or solution.score is None:
        return f"Profile {profile.name}: no timetable was found."
    amounts = ", ".join(
        f"{c.name} {c.amount:,} {c.unit}"
        for c in solution.score.constraints
        if c.level != "hard" and c.amount
    )
    return f"Profile {profile.name} ({solution.status}): {amounts or 'costs nothing'}."


def _frontier_lines(curve: Frontier) -> Iterator[str]:
    points = ", ".join(f"{point.one:,}/{point.other:,}" for point in curve.points)
    whole = "all points there are, proven" if curve.complete else "there may be more"
    yield f"{curve.one[0]} against {curve.other[0]}: {points} ({whole})."
    yield "All else is as good as in A, but for the loss allowed."


def _sensitivity_lines(effects: list[Sensitivity]) -> Iterator[str]:
    kept = [effect for effect in effects if effect.effect == "none"]
    yield (
        f"A stays the best under {len(kept)} of {len(effects)} changes of one weight,"
        " doubled or halved; proven."
    )
    for effect in effects:
        if effect.effect == "other":
            amounts = ", ".join(
                f"{name} {old:,} → {new:,}"
                for name, (old, new) in effect.amounts.items()
            )
            changed = f"{effect.constraint} {effect.change}"
            yield f"With {changed}, another is best: {amounts}."
        elif effect.effect == "unknown":
            yield f"With {effect.constraint} {effect.change}, it could not be settled."
