"""Run the solver of a CoSPLib checkout, unchanged, and note what it logs.

Its main program takes its wishes from a module of settings; they are set there for the
one run: the hyper-heuristic, which needs no licence, for so many seconds.
"""

import json
import logging
import os
import random
import re
import resource
import runpy
import sys
import time
from pathlib import Path

READ = re.compile(r"Solving with ")
BEST = re.compile(r"Current best solution: (-?[0-9.]+)")
LAST = re.compile(r"Objective value: (-?[0-9.]+)")
FEASIBLE = re.compile(r"Is solution feasible\? (True|False)")


class Notes(logging.Handler):
    """Notes what is logged, and when, since the conference was read and search began.

    Only what is better than the solution it begins with is logged, so there is no
    telling what that one is worth.
    """

    def __init__(self) -> None:
        super().__init__()
        self.began = time.monotonic()
        self.steps: list[tuple[float, int]] = []
        self.objective = 0
        self.feasible = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note a line."""
        line = record.getMessage()
        if READ.match(line):
            self.began = time.monotonic()
        if found := BEST.search(line):
            self.note(float(found[1]))
        if found := LAST.search(line):
            self.objective = round(float(found[1]))
            self.note(self.objective)
        if found := FEASIBLE.search(line):
            self.feasible = found[1] == "True"

    def note(self, value: float) -> None:
        """Note a value, if it is a better one."""
        if not self.steps or round(value) < self.steps[-1][1]:
            self.steps.append((time.monotonic() - self.began, round(value)))


def main() -> None:
    """Run it; its own words go to standard error."""
    told = json.load(sys.stdin)
    solver = Path(told["checkout"]) / "Solver"
    # Some of its modules name each other from there, some from the checkout.
    sys.path[:0] = [str(solver), told["checkout"]]
    import config  # noqa: PLC0415 - a module of the checkout
    import numpy as np  # noqa: PLC0415 - of the peer's environment

    wishes = {
        "INPUT_PATH": told["file"],
        "HYPER_HEURISTIC": True,
        "MATHEURISTIC": False,
        "EXACT_MILP": False,
        "EXTENDED_MILP": False,
        "SAVE_SOLUTION": False,
        "TIME_LIMIT_IN_SEC": told["seconds"],
        "SEED": told["seed"],
    }
    for name, value in wishes.items():
        setattr(config, name, value)
    random.seed(told["seed"])
    np.random.seed(told["seed"])
    logging.getLogger().setLevel(logging.INFO)
    notes = Notes()
    logging.getLogger().addHandler(notes)
    out, sys.stdout = sys.stdout, sys.stderr
    os.chdir(told["checkout"])
    runpy.run_path(str(solver / "main.py"), run_name="__main__")
    answer = {
        "objective": notes.objective,
        "feasible": notes.feasible,
        "steps": notes.steps,
        "seconds": time.monotonic() - notes.began,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(answer), file=out)


if __name__ == "__main__":
    main()
