"""Runs made up for tests."""

from typing import Any

from benchmarks.record import Job, Run, Step


def run(instance: str = "one", solver: str = "timetabler", **told: Any) -> Run:
    """Make up a run with a limit of 10 s; ``steps`` are (seconds, penalty, bound)."""
    known = {"seed": 0, "without": (), "limit": 10.0, "steps": (), **told}
    names = ("instance", "seconds", "seed", "without", "solver")
    values = (instance, known.pop("limit"), known.pop("seed"), known.pop("without"))
    job = Job(**dict(zip(names, (*values, solver), strict=True)))
    steps = tuple(Step(t, (value,), (bound,)) for t, value, bound in known["steps"])
    if steps:
        known.setdefault("status", "feasible")
        known.setdefault("penalties", steps[-1].penalties)
        known.setdefault("bounds", steps[-1].bounds)
        known.setdefault("first", steps[0].seconds)
        known.setdefault("best", steps[-1].seconds)
        known.setdefault("seconds", steps[-1].seconds)
    return Run(job, **{**known, "steps": steps})
