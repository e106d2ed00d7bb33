"""Run jobs in processes of their own, ended by force where they do not end."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.instances import ROOT, Instance
from benchmarks.record import Job, Run

GRACE = 300.0
"""Seconds beyond the time limit for importing, reading and checking."""


def run_apart(job: Job, instance: Instance) -> Run:
    """Run a job in a process of its own; one that fails is told as failed."""
    told = json.dumps({"job": job.__dict__, "instance": instance.told()})
    command = [sys.executable, "-m", "benchmarks.measure"]
    answer, why = communicate(command, told, job.seconds + GRACE, source_paths())
    if answer is None:
        return Run(job, note=why)
    return Run.read(json.loads(answer.splitlines()[-1]))


def communicate(
    command: list[str], told: str, seconds: float, paths: list[Path]
) -> tuple[str | None, str]:
    """Run a program on some input.

    Args:
        command: The program.
        told: Its standard input.
        seconds: After these it is ended by force.
        paths: Where Python is to look for modules first.

    Returns:
        Its standard output and "", or None and what went wrong.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    try:
        ended = subprocess.run(
            command,
            input=told,
            capture_output=True,
            text=True,
            timeout=seconds,
            env=environment,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, f"did not end within {seconds:.0f} s and was ended by force"
    except OSError as error:
        return None, f"did not start: {error}"
    if ended.returncode != 0:
        last = (ended.stderr.strip().splitlines() or ["no word"])[-1]
        return None, f"exit code {ended.returncode}: {last[:200]}"
    return ended.stdout, ""


def source_paths() -> list[Path]:
    """Where the modules of this project are."""
    return [ROOT, ROOT / "src"]
