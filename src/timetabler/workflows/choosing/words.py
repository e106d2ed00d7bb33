"""What was found out about candidates, in sentences."""

from collections.abc import Iterator

from timetabler.problem.problem import Problem
from timetabler.workflows.choosing.backbone import Backbone
from timetabler.workflows.choosing.candidates import Ending
from timetabler.workflows.choosing.frontier import Frontier
from timetabler.workflows.choosing.profiles import Profiled
from timetabler.workflows.choosing.report import side_by_side
from timetabler.workflows.choosing.sensitivity import Sensitivity
from timetabler.workflows.choosing.study import Study


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
