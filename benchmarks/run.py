"""Run sets of instances and tell how it went.

    python -m benchmarks.run shipped --seconds 60
    python -m benchmarks.run cosplib --seconds 300 --baseline OLD.jsonl
    python -m benchmarks.run shipped --ablate all --seeds 0 1 2
    python -m benchmarks.run scaling --plots plots
    python -m benchmarks.run cosplib --peer cosplib=CHECKOUT --seconds 120

A set is one of those in ``instances.py``, a problem file, a folder of such, or
FORMAT:PATH to import. What is done already is not done again; a run that was stopped
goes on where it was. Nothing fails on time: numbers are told, people judge.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.child import run_apart
from benchmarks.instances import (
    DATA,
    ROOT,
    Instance,
    UnknownSetError,
    instances_of,
)
from benchmarks.machine import machine
from benchmarks.peers.paired import PeerError, Peers
from benchmarks.record import Job, Results, Run
from benchmarks.report import report
from timetabler.engine.features import FEATURES

OURS = "timetabler"


@dataclass(frozen=True)
class Plan:
    """What is to be run.

    Attributes:
        jobs: The jobs, in turn.
        instances: Their instances, by name.
    """

    jobs: list[Job]
    instances: dict[str, Instance]


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for, then print and draw."""
    given = parser().parse_args(arguments)
    try:
        peers = Peers.read(given.peer)
        plan = planned(given, peers)
    except (UnknownSetError, PeerError) as error:
        print(error, file=sys.stderr)
        return 2
    results = Results.read(_file(given))
    _measure(given, plan, results, peers)
    found = results.of(plan.jobs)
    baseline = Results.read(given.baseline) if given.baseline else None
    print(report(found, baseline, plots=given.plots, as_markdown=given.markdown))
    print(f"\n{results.path}", file=sys.stderr)
    return 0


def planned(given: argparse.Namespace, peers: Peers) -> Plan:
    """List the jobs: an instance at a time, all ways of solving it in turn."""
    instances: dict[str, Instance] = {}
    for name in given.sets:
        for instance in instances_of(name, given.data, given.only):
            instances.setdefault(instance.name, instance)
    features = list(FEATURES) if "all" in given.ablate else given.ablate
    jobs = [
        job
        for name in instances
        for seed in given.seeds
        for job in _ways(Job(name, given.seconds, seed, given.workers), features, peers)
    ]
    return Plan(jobs, instances)


def _ways(job: Job, features: Sequence[str], peers: Peers) -> Iterator[Job]:
    yield job
    for feature in features:
        yield replace(job, without=(feature,))
    for name in peers.names:
        yield replace(job, solver=name)


def _measure(
    given: argparse.Namespace, plan: Plan, results: Results, peers: Peers
) -> None:
    missing = [] if given.table else results.missing(plan.jobs, redo=given.redo)
    if missing:
        results.begin(machine())
    for number, job in enumerate(missing, start=1):
        print(
            f"{number}/{len(missing)} {job.instance}, {job.way}, seed {job.seed}",
            end=": ",
            file=sys.stderr,
            flush=True,
        )
        instance = plan.instances[job.instance]
        ours = job.solver == OURS
        run = run_apart(job, instance) if ours else peers.run(job, instance)
        results.add(run)
        print(_told(run), file=sys.stderr)


def _told(run: Run) -> str:
    value = "/".join(map(str, run.penalties))
    return " ".join(filter(None, [run.status, value, f"{run.seconds:.1f} s", run.note]))


def _file(given: argparse.Namespace) -> Path:
    if given.output:
        return Path(given.output)
    names = "-".join(Path(name).stem for name in given.sets)
    return ROOT / "benchmarks" / "results" / f"{machine()['date']}-{names}.jsonl"


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    wishes = argparse.ArgumentParser(
        prog="python -m benchmarks.run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = wishes.add_argument
    add("sets", nargs="+", metavar="SET")
    add("--data", type=Path, default=DATA, help="the folder of others' instances")
    add(
        "--only",
        default="*",
        metavar="PATTERN",
        help="names of instances: 'GECCO*,N2OR'",
    )
    add("--seconds", type=float, default=60.0, help="the time limit of a run")
    add("--seeds", type=int, nargs="+", default=[0])
    add("--workers", type=int, default=0)
    add("-o", "--output", metavar="FILE", help="the results; dated if not given")
    add("--redo", action="store_true", help="run again what is done already")
    add("--table", action="store_true", help="run nothing; tell what there is")
    add("--baseline", type=Path, metavar="FILE", help="results to compare with")
    add(
        "--ablate",
        action="append",
        default=[],
        choices=["all", *FEATURES],
        metavar="FEATURE",
        help=f"leave a feature out: all, {', '.join(FEATURES)}",
    )
    add(
        "--peer",
        action="append",
        default=[],
        metavar="NAME[=FOLDER]",
        help="run a peer beside us (see benchmarks/peers)",
    )
    add("--plots", type=Path, metavar="FOLDER", help="draw plots there")
    add("--markdown", action="store_true", help="print tables as Markdown")
    return wishes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
