"""Install a peer into an environment of its own.

    python -m benchmarks.peers.install conference-scheduler timefold cosplib

Nothing of it becomes part of this project. For ``cosplib`` these are the libraries its
solver needs; the solver itself is a checkout of its repository that you have made.
"""

import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

HOME = Path(__file__).parent / "environments"
NEEDED: Mapping[str, Sequence[str]] = {
    "conference-scheduler": ("conference-scheduler==3.0.1", "setuptools<81"),
    "timefold": ("timefold==1.24.0b0",),
    "cosplib": ("numpy", "openpyxl", "pandas<4", "pulp[highs]", "pytz"),
}


def python_of(name: str, home: Path = HOME) -> Path:
    """The Python of a peer's environment."""
    folder = "Scripts" if sys.platform == "win32" else "bin"
    return home / name / folder / "python"


def install(name: str, home: Path = HOME) -> None:
    """Make the environment of a peer, and install what it needs."""
    venv.create(home / name, with_pip=True)
    python = str(python_of(name, home))
    subprocess.run([python, "-m", "pip", "install", "-q", *NEEDED[name]], check=True)
    print(f"{name}: {home / name}")


def main(names: Sequence[str]) -> int:
    """Install the peers named."""
    unknown = [name for name in names if name not in NEEDED]
    if unknown or not names:
        print(f"name some of: {', '.join(NEEDED)}", file=sys.stderr)
        return 2
    for name in names:
        install(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
