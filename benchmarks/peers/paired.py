"""Run peers on our instances."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from benchmarks.child import GRACE, communicate
from benchmarks.instances import Instance, constraints_of
from benchmarks.peers.exchange import asked, counted, judged
from benchmarks.peers.install import NEEDED, python_of
from benchmarks.record import Job, Run
from timetabler.problem.mistakes import InvalidInputError

DRIVERS = Path(__file__).parent / "drivers"
COSPLIB = "cosplib"


class PeerError(Exception):
    """A peer that there is not, or that is not installed."""


@dataclass(frozen=True)
class Peers:
    """The peers to run, each with the folder it needs if it needs one."""

    folders: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, texts: Sequence[str]) -> Self:
        """Read ``NAME`` or ``NAME=FOLDER``.

        Raises:
            PeerError: If there is no such peer, or if it is not installed.
        """
        found: dict[str, str] = {}
        for text in texts:
            name, _, folder = text.partition("=")
            if name not in NEEDED:
                known = ", ".join(NEEDED)
                raise PeerError(f"there is no peer {name!r}; known: {known}")
            if not python_of(name).exists():
                how = f"python -m benchmarks.peers.install {name}"
                raise PeerError(f"{name} is not installed; {how} does that")
            if name == COSPLIB and not (Path(folder) / "Solver").is_dir():
                raise PeerError(f"{name} needs a checkout: --peer {name}=FOLDER")
            found[name] = folder
        return cls(found)

    @property
    def names(self) -> list[str]:
        """Their names."""
        return list(self.folders)

    def run(self, job: Job, instance: Instance) -> Run:
        """Run a peer on an instance, in its own environment."""
        try:
            problem, constraints = constraints_of(instance.text(), instance)
        except InvalidInputError as error:
            return Run(job, note=str(error.mistakes[0]))
        ours = job.solver == COSPLIB
        if ours and instance.format != COSPLIB:
            return Run(job, len(problem.talks), note="reads workbooks of its own only")
        told = self._file(job, instance) if ours else asked(job, problem, constraints)
        driver = DRIVERS / f"{job.solver.replace('-', '_')}_driver.py"
        command = [str(python_of(job.solver)), str(driver)]
        text, why = communicate(command, json.dumps(told), job.seconds + GRACE, [])
        if text is None:
            return Run(job, len(problem.talks), note=why)
        answer: dict[str, Any] = json.loads(text.splitlines()[-1])
        if ours:
            return counted(job, len(problem.talks), answer)
        return judged(job, problem, constraints, answer)

    def _file(self, job: Job, instance: Instance) -> dict[str, Any]:
        checkout = str(Path(self.folders[job.solver]).resolve())
        told = {"checkout": checkout, "file": instance.path}
        return {**told, "seconds": job.seconds, "seed": job.seed}
