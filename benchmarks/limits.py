"""How limits of time and memory are kept, at 1,000 talks, by the whole program.

python benchmarks/limits.py [--talks 1000] [--limits 10 30 60 120] [--memory 500 1000]

Every row is one run of ``timetabler solve`` with everything written, from nothing and
from a timetable. Run it on a machine that does nothing else.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from reliability.sized import conference, timetable

_PART, _GRACE = 1.05, 2.0
_MOST_MEMORY = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(ended)
"""


def solved(problem: Path, *more: str) -> tuple[float, int, int, str]:
    """Seconds, megabytes, exit code and status of one run."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-c", _MOST_MEMORY),
            *(sys.executable, "-m", "timetabler", "solve", str(problem)),
            *("-o", folder, *more),
        ]
        began = monotonic()
        ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        seconds = monotonic() - began
        run = json.loads((Path(folder) / "run.json").read_text(encoding="utf-8"))
        return seconds, int(ended.stdout), ended.returncode, str(run["status"])


def main() -> int:
    """Print a row a run; 1 if a limit of time was not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--talks", type=int, default=1000)
    parser.add_argument("--limits", type=float, nargs="*", default=[10, 30, 60, 120])
    parser.add_argument("--memory", type=int, nargs="*", default=[500, 1000])
    asked = parser.parse_args()
    late = 0
    with tempfile.TemporaryDirectory() as folder:
        problem, start = Path(folder) / "problem.yaml", Path(folder) / "start.yaml"
        problem.write_text(conference(asked.talks), encoding="utf-8")
        start.write_text(timetable(asked.talks), encoding="utf-8")
        print("limit, start: seconds of those allowed; MB; exit code, status")
        for limit in asked.limits:
            for more in ((), ("--start-from", str(start))):
                ask = ("--time-limit", str(limit), *more)
                seconds, most, code, status = solved(problem, *ask)
                allowed = limit * _PART + _GRACE
                late += seconds > allowed
                begun = "a start" if more else "nothing"
                print(
                    f"{limit:g} s, {begun}: {seconds:.1f} of {allowed:.1f} s;"
                    f" {most} MB; {code}, {status}",
                    flush=True,
                )
        for megabytes in asked.memory:
            ask = ("--memory-limit", str(megabytes), "--start-from", str(start))
            seconds, most, code, status = solved(problem, *ask)
            print(f"{megabytes} MB: {most} MB, {seconds:.1f} s; {code}, {status}")
    return int(late > 0)


if __name__ == "__main__":
    sys.exit(main())
