"""What goes to a peer and what comes back: plain JSON, judged by our checkers.

Peers hear what hard constraints leave each talk (starts, rooms), which pairs must not
overlap and how long the one who gives both needs between, what rooms need between
talks, how many want a talk, and how many seats rooms have. Other hard constraints, and
softer wishes than seats, they can not hear of: a timetable may break them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from os import cpu_count
from typing import Any

from benchmarks.record import Job, Run, Step
from timetabler.constraints.base import Constraint
from timetabler.engine.model import narrowed
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check


def asked(
    job: Job, problem: Problem, constraints: Sequence[Constraint]
) -> dict[str, Any]:
    """Tell a problem."""
    possible, _ = narrowed(problem, constraints)
    return {
        "seconds": job.seconds,
        "seed": job.seed,
        "workers": job.workers or cpu_count() or 1,
        "rooms": {r.id: [r.seats, r.turnover] for r in problem.rooms.values()},
        "pairs": list(_pairs(problem)),
        "talks": [
            {
                "id": talk.id,
                "minutes": talk.minutes,
                "audience": talk.audience or 0,
                "starts": possible.starts[talk.id],
                "rooms": possible.rooms[talk.id],
            }
            for talk in problem.talks.values()
        ],
    }


def _pairs(problem: Problem) -> Iterator[tuple[str, str, int]]:
    """Yield talks that must not overlap, with the minutes between them at least."""
    walk = max([0, *(problem.walk(a, b) for a in problem.rooms for b in problem.rooms)])
    for one, other in combinations(problem.talks.values(), 2):
        both = set(one.speakers) & set(other.speakers)
        if both:
            rest = max(problem.speakers[speaker].rest for speaker in both)
            yield one.id, other.id, max(rest, walk)
        elif other.id in one.not_parallel or one.id in other.not_parallel:
            yield one.id, other.id, 0


def judged(
    job: Job,
    problem: Problem,
    constraints: Sequence[Constraint],
    answer: Mapping[str, Any],
) -> Run:
    """Judge what a peer answered: what it broke, and what its timetable costs here."""
    placements = [Placement(start, room, t) for t, start, room in answer["placements"]]
    ended = Run(
        job=job,
        talks=len(problem.talks),
        status="unknown",
        seconds=float(answer["seconds"]),
        megabytes=int(answer["megabytes"]),
        note=str(answer.get("note", "")),
    )
    if not placements:
        return ended
    score = check(problem, Timetable.of(placements), constraints)
    broken = [c.name for c in score.constraints if c.level == "hard" and c.findings]
    if broken:
        note = f"breaks {', '.join(broken)}; {ended.note}".rstrip("; ")
        return replace(ended, status="invalid", note=note)
    penalties = tuple(score.priorities.values())
    bounds = (0,) * len(penalties)
    best = float(answer["best"])
    return replace(
        ended,
        status="feasible",
        penalties=penalties,
        bounds=bounds,
        first=float(answer["first"]),
        best=best,
        steps=(Step(best, penalties, bounds),),
    )


def counted(job: Job, talks: int, answer: Mapping[str, Any]) -> Run:
    """Take the value of a peer that counts the same itself."""
    steps = tuple(Step(float(t), (int(v),), (0,)) for t, v in answer["steps"])
    found = bool(answer["feasible"]) and bool(steps)
    return Run(
        job=job,
        talks=talks,
        status="feasible" if found else "unknown",
        penalties=(int(answer["objective"]),) if found else (),
        bounds=(0,) if found else (),
        first=steps[0].seconds if found else None,
        best=steps[-1].seconds if found else None,
        seconds=float(answer["seconds"]),
        megabytes=int(answer["megabytes"]),
        steps=steps,
    )
