"""Run one job in a process of its own: ``python -m benchmarks.measure < job.json``.

The process is as fresh as can be, so that its memory is that of the one run. The result
is one line of JSON on standard output.
"""

import json
import resource
import sys
import time
from hashlib import sha256
from typing import Any

from benchmarks.instances import Instance, constraints_of
from benchmarks.record import Job, Run
from benchmarks.watch import Watch
from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Outcome, Status
from timetabler.problem.problem import Problem
from timetabler.workflows.solve import DisagreementError, solve

PROVEN = {Status.OPTIMAL, Status.INFEASIBLE}


def measured(job: Job, instance: Instance) -> Run:
    """Make the problem and solve it."""
    text = instance.text()
    problem, constraints = constraints_of(text, instance)
    digest = sha256(text.encode()).hexdigest()[:12]
    return run(job, problem, constraints, digest)


def run(
    job: Job, problem: Problem, constraints: tuple[Constraint, ...], digest: str = ""
) -> Run:
    """Solve a problem as a job wants it; penalties are what the checkers count."""
    soft = sorted({int(c.level) for c in constraints if not c.is_hard})
    watch = Watch(soft)
    options = Options(
        seconds=job.seconds,
        seed=job.seed,
        workers=job.workers or None,
        without=frozenset(job.without),
        report=watch,
    )
    began = time.monotonic()
    try:
        found = solve(problem, constraints, options)
    except DisagreementError as error:
        taken = time.monotonic() - began
        note = f"solver and checkers disagree: {'; '.join(error.reasons)}"
        return Run(job, len(problem.talks), digest, seconds=taken, note=note[:300])
    outcome = found.outcome
    penalties = tuple(found.score.priorities.values()) if found.score else ()
    bounds = tuple(found.bounds.values()) if found.score else ()
    proof = outcome.seconds if outcome.status in PROVEN else None
    steps = watch.end(outcome.seconds, penalties, bounds) if penalties else ()
    return Run(
        job=job,
        talks=len(problem.talks),
        digest=digest,
        status=str(outcome.status),
        penalties=penalties,
        bounds=bounds,
        first=outcome.first,
        best=_best(outcome, watch),
        proof=proof,
        built=outcome.built,
        seconds=outcome.seconds,
        variables=outcome.variables,
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        steps=steps,
    )


def _best(outcome: Outcome, watch: Watch) -> float | None:
    """When the last improvement was; the first timetable, where none followed."""
    if outcome.first is None or watch.best is None:
        return outcome.first
    return max(outcome.first, watch.best)


def main() -> None:
    """Read a job and its instance, and print what came of it."""
    told: dict[str, Any] = json.load(sys.stdin)
    job = Job(**{**told["job"], "without": tuple(told["job"]["without"])})
    print(json.dumps(measured(job, Instance.read(told["instance"])).told()))


if __name__ == "__main__":
    main()
