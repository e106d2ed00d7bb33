"""What is run and what came of it: one line of JSON a run, so that runs add up."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

Vector = tuple[int | None, ...]
"""A number for each priority, first to last; None where there is none yet."""


FAILED = "failed"


@dataclass(frozen=True)
class Job:
    """One run that is wanted.

    Attributes:
        instance: The name of the instance.
        seconds: The time limit.
        seed: The seed.
        workers: Threads of the solver; 0 for as many as it takes by itself.
        without: Features of the engine that are left out.
        solver: Who runs it: ``timetabler``, or the name of a peer.
    """

    instance: str
    seconds: float
    seed: int = 0
    workers: int = 0
    without: tuple[str, ...] = ()
    solver: str = "timetabler"

    @property
    def way(self) -> str:
        """How the instance is solved, in a few words; seeds aside."""
        left_out = "".join(f" without {name}" for name in self.without)
        return f"{self.solver}{left_out}"


@dataclass(frozen=True)
class Step:
    """What was known at a moment: the best penalties yet, and the proven bounds."""

    seconds: float
    penalties: Vector
    bounds: Vector


@dataclass(frozen=True)
class Run:
    """How a run ended.

    Attributes:
        job: What was wanted.
        talks: The number of talks.
        digest: The first signs of the SHA-256 of the problem file.
        status: ``optimal``, ``feasible``, ``infeasible``, ``unknown``; ``failed`` where
            the program ended without an answer, ``invalid`` where its timetable breaks
            a hard constraint.
        penalties: The penalty of each priority, as the checkers count it.
        bounds: The proven bound of each.
        first: Seconds to the first timetable.
        best: Seconds to the last improvement.
        proof: Seconds to the proof that nothing is better, or that nothing is there.
        built: Seconds of ``first`` in which models were built.
        seconds: Seconds in all.
        variables: Variables of the whole model.
        megabytes: The most memory the process had.
        steps: What was known when.
        note: What else there is to say.
    """

    job: Job
    talks: int = 0
    digest: str = ""
    status: str = FAILED
    penalties: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()
    first: float | None = None
    best: float | None = None
    proof: float | None = None
    built: float | None = None
    seconds: float = 0.0
    variables: int = 0
    megabytes: int = 0
    steps: tuple[Step, ...] = ()
    note: str = ""

    def told(self) -> dict[str, Any]:
        """Tell it as JSON can hold it; steps as short lists."""
        told = asdict(self)
        told["steps"] = [
            [round(s.seconds, 3), list(s.penalties), list(s.bounds)] for s in self.steps
        ]
        for name in ("first", "best", "proof", "built", "seconds"):
            if told[name] is not None:
                told[name] = round(told[name], 3)
        return told

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """Read what ``told`` told."""
        known = dict(told)
        job = dict(known.pop("job"))
        job["without"] = tuple(job["without"])
        steps = tuple(Step(t, tuple(p), tuple(b)) for t, p, b in known.pop("steps"))
        for name in ("penalties", "bounds"):
            known[name] = tuple(known[name])
        return cls(job=Job(**job), steps=steps, **known)


@dataclass
class Results:
    """A file of results: what machine it was, then a line for each run.

    Attributes:
        path: The file.
        machine: The machine, the versions, the date.
        runs: The runs, by their jobs; the last of each counts.
    """

    path: Path
    machine: dict[str, str] = field(default_factory=dict)
    runs: dict[Job, Run] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file; an empty one where there is none yet."""
        found = cls(path)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for line in lines:
            told = json.loads(line)
            if "machine" in told:
                found.machine.update(told["machine"])
            else:
                run = Run.read(told)
                found.runs[run.job] = run
        return found

    def begin(self, machine: dict[str, str]) -> None:
        """Say on what machine it runs, if the file does not say the same already."""
        if self.machine != machine:
            self.machine = machine
            self._append({"machine": machine})

    def add(self, run: Run) -> None:
        """Add a run, at once: whoever stops here goes on here."""
        self.runs[run.job] = run
        self._append(run.told())

    def missing(self, jobs: Iterable[Job], *, redo: bool = False) -> list[Job]:
        """List the jobs that are still to be done; what failed is tried again."""
        done = {job for job, run in self.runs.items() if run.status != FAILED}
        return [job for job in jobs if redo or job not in done]

    def of(self, jobs: Sequence[Job]) -> list[Run]:
        """List what came of some jobs, as far as they are done."""
        return [self.runs[job] for job in jobs if job in self.runs]

    def _append(self, told: dict[str, Any]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
