"""Set everything up and make the timetable of a real devroom: ``out/``.

python3 scripts/first_run.py
"""

import subprocess
import sys

from environment import ROOT, prepared, surroundings

PROBLEM = "problems/virtualization-and-cloud-2012.yaml"


def main() -> int:
    """Solve the devroom's problem and say where to look."""
    python = prepared()
    solve = ("solve", PROBLEM, "-o", "out", "--deterministic", "--force")
    print(f"timetabler {' '.join(solve)}", flush=True)
    command = [str(python), "-m", "timetabler", *solve]
    ended = subprocess.run(command, cwd=ROOT, env=surroundings(), check=False)
    if ended.returncode == 0:
        folder = ROOT / "out"
        print(f"\nLook at it:  {folder / 'timetable.html'}  (in a browser)")
        print(f"             {folder / 'grid.png'}")
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
